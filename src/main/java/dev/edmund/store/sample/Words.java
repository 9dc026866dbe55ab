package dev.edmund.store.sample;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Words that look like those of real data. Of each kind there are some hundred, found by a seeded
 * faker; which of them stands where follows from the dice.
 */
final class Words {
  private static final int POOL = 200;
  private static final int NUMBERS = 200;

  private final long seed;
  private final Map<Hint, List<String>> pools = new EnumMap<>(Hint.class);

  Words(long seed) {
    this.seed = seed;
  }

  /**
   * A text.
   *
   * @param entity the dice of the entity, so that the parts of a person fit together
   */
  String text(Hint hint, Dice entity, Dice value) {
    return switch (hint) {
      case FIRST_NAME -> first(entity);
      case LAST_NAME -> last(entity);
      case FULL_NAME -> first(entity) + " " + last(entity);
      case USER_NAME -> user(entity);
      case EMAIL -> user(entity) + "@example.com";
      case PHONE -> "+1 555 " + (1_000_000 + value.below(9_000_000));
      case URL -> "https://www.example.com/" + word(value) + "/" + (1 + value.below(NUMBERS));
      case FILE_NAME -> word(value) + "-" + (1 + value.below(NUMBERS)) + ".txt";
      case STREET -> (1 + value.below(NUMBERS)) + " " + from(Hint.STREET, value);
      case ZIP -> String.valueOf(10_000 + value.below(90_000));
      case IP -> "192.0.2." + (1 + value.below(254));
      case MEDIA_TYPE -> value.pick(List.of("text/plain", "image/png", "application/json"));
      case TEXT -> from(Hint.TEXT, value);
      case TITLE, NAME -> capital(word(value)) + " " + word(value);
      case MIDDLE_NAME,
          COMPANY,
          PRODUCT,
          JOB,
          DEPARTMENT,
          CITY,
          COUNTRY,
          COUNTRY_CODE,
          STATE,
          LANGUAGE,
          CURRENCY,
          TIME_ZONE,
          COLOR ->
          from(hint, value);
      case NONE, MONEY, COUNT, YEAR, AGE, PERCENT, RATING, LATITUDE, LONGITUDE, LENGTH, BIRTH ->
          word(value) + " " + word(value);
    };
  }

  private String first(Dice entity) {
    return from(Hint.FIRST_NAME, entity.at("first name"));
  }

  private String last(Dice entity) {
    return from(Hint.LAST_NAME, entity.at("last name"));
  }

  private String user(Dice entity) {
    String name = first(entity) + "." + last(entity);
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
  }

  String word(Dice dice) {
    return from(Hint.NONE, dice);
  }

  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private String from(Hint hint, Dice dice) {
    List<String> pool = pools.get(hint);
    if (pool == null) {
      pool = pool(hint);
      pools.put(hint, pool);
    }
    return dice.pick(pool);
  }

  private List<String> pool(Hint hint) {
    Faker faker = new Faker(Locale.ENGLISH, new Random(new Dice(seed).at(hint.name()).next()));
    Supplier<String> source = source(faker, hint);
    Set<String> found = new LinkedHashSet<>();
    for (int i = 0; i < POOL; i++) {
      found.add(source.get());
    }
    return List.copyOf(found);
  }

  private static Supplier<String> source(Faker faker, Hint hint) {
    return switch (hint) {
      case FIRST_NAME, MIDDLE_NAME -> () -> faker.name().firstName();
      case LAST_NAME -> () -> faker.name().lastName();
      case COMPANY -> () -> faker.company().name();
      case PRODUCT -> () -> faker.commerce().productName();
      case JOB -> () -> faker.job().title();
      case DEPARTMENT -> () -> faker.commerce().department();
      case CITY -> () -> faker.address().cityName();
      case COUNTRY -> () -> faker.address().country();
      case COUNTRY_CODE -> () -> faker.address().countryCode();
      case STATE -> () -> faker.address().state();
      case STREET -> () -> faker.address().streetName();
      case LANGUAGE -> () -> faker.languageCode().iso639();
      case CURRENCY -> () -> faker.money().currencyCode();
      case TIME_ZONE -> () -> faker.address().timeZone();
      case COLOR -> () -> faker.color().name();
      case TEXT -> () -> faker.lorem().sentence(6);
      default -> () -> faker.lorem().word();
    };
  }
}
