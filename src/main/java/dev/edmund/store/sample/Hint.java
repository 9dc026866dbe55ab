package dev.edmund.store.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a property is about, as far as its name tells. The first that fits is taken. */
enum Hint {
  URL("url", "uri", "website", "homepage", "link", "href"),
  EMAIL("email", "mail", "emailaddress", "upn"),
  PHONE("phone", "telephone", "fax", "mobile"),
  USER_NAME("username", "login", "alias", "nickname", "nick", "account name", "mail nickname"),
  FIRST_NAME("firstname", "first name", "givenname", "given name", "forename"),
  MIDDLE_NAME("middlename", "middle name"),
  LAST_NAME("lastname", "last name", "surname", "familyname", "family name"),
  FILE_NAME("filename", "file name"),
  FULL_NAME("fullname", "full name", "author", "owner name", "contact name", "customer name"),
  COMPANY("company", "organization name", "organisation name", "vendor", "manufacturer", "brand"),
  PRODUCT("product name", "productname", "product", "item name"),
  JOB("job", "occupation", "role", "position", "contact title"),
  DEPARTMENT("department", "division", "team"),
  CITY("city", "town", "municipality"),
  COUNTRY_CODE("country code", "countrycode", "iso code", "country letter"),
  COUNTRY("country", "nation"),
  STATE("state", "province", "region", "county"),
  ZIP("zip", "postal", "postcode", "zipcode", "postalcode"),
  STREET("street", "address", "line1", "line2", "line3"),
  LANGUAGE("language", "locale", "culture"),
  CURRENCY("currency"),
  TIME_ZONE("timezone", "time zone"),
  COLOR("color", "colour"),
  MEDIA_TYPE("mediatype", "media type", "mimetype", "mime type", "content type"),
  IP("ip", "ipaddress", "ip address"),
  TEXT(
      "description",
      "comment",
      "comments",
      "note",
      "notes",
      "body",
      "text",
      "summary",
      "remarks",
      "content",
      "message",
      "biography",
      "abstract"),
  TITLE("title", "subject", "topic", "headline", "label", "caption"),
  NAME("name", "display name", "displayname"),
  MONEY(
      "price", "cost", "amount", "total", "revenue", "salary", "freight", "budget", "balance",
      "fee", "value"),
  COUNT("count", "quantity", "qty", "stock", "units", "number", "pages", "level", "rank"),
  YEAR("year"),
  AGE("age"),
  PERCENT("percent", "percentage", "discount", "rate", "ratio", "probability", "completion"),
  RATING("rating", "stars", "score", "priority"),
  LATITUDE("latitude", "lat"),
  LONGITUDE("longitude", "lon", "lng"),
  LENGTH("width", "height", "depth", "length", "weight", "size"),
  BIRTH("birth", "birthday", "birthdate", "dob", "born"),
  NONE;

  private static final Set<String> PEOPLE =
      Set.of(
          "person",
          "contact",
          "customer",
          "employee",
          "user",
          "author",
          "member",
          "lead",
          "systemuser",
          "student",
          "teacher",
          "passenger",
          "patient",
          "people",
          "staff");
  private static final Set<String> COMPANIES =
      Set.of(
          "company",
          "account",
          "supplier",
          "vendor",
          "organization",
          "organisation",
          "publisher",
          "airline",
          "shipper",
          "competitor",
          "manufacturer",
          "team",
          "businessunit");

  /** Separated by {@code |}. */
  private final String words;

  Hint(String... words) {
    this.words = String.join("|", words);
  }

  /** The hint that a property's name gives; a plain name takes it from its type's. */
  static Hint of(String owner, String property) {
    String text = " " + words(property) + " ";
    for (Hint hint : values()) {
      if (hint.isIn(text)) {
        return hint == NAME ? name(words(owner)) : hint;
      }
    }
    return NONE;
  }

  private boolean isIn(String text) {
    return !words.isEmpty()
        && Arrays.stream(words.split("\\|")).anyMatch(word -> text.contains(" " + word + " "));
  }

  private static Hint name(String owner) {
    List<String> words = Arrays.asList(owner.split(" "));
    String last = words.get(words.size() - 1);
    Hint ofOwner = words.stream().anyMatch(PEOPLE::contains) ? FULL_NAME : NAME;
    if (COMPANIES.contains(last)) {
      return COMPANY;
    }
    for (Hint hint : List.of(CITY, COUNTRY, CURRENCY, DEPARTMENT, COLOR, LANGUAGE, PRODUCT)) {
      ofOwner = hint.isIn(" " + last + " ") ? hint : ofOwner;
    }
    return ofOwner;
  }

  /** {@code BillingAddress_PostalCode} becomes {@code billing address postal code}. */
  private static String words(String name) {
    return name.replaceAll("[^\\p{L}]+", " ")
        .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
        .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1 $2")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
