package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.conventions.dataverse.fetch.Fetch.Aggregate;
import dev.edmund.conventions.dataverse.fetch.Fetch.DatePart;
import dev.edmund.conventions.dataverse.fetch.Fetch.LinkType;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a query from its text. */
final class FetchReader {
  private FetchReader() {}

  /**
   * The query of a text.
   *
   * @throws ODataException 400 when it is no FetchXML, 501 when it asks for what is not built
   */
  static Fetch read(String text) {
    Element root = Document.read(text);
    String source = root.get("datasource");
    if (source != null && !source.isEmpty()) {
      throw root.notImplemented("Reading retained rows by datasource");
    }
    List<Element> entities = root.children("entity").toList();
    if (entities.size() != 1) {
      throw root.error(ErrorCode.BAD_REQUEST, "holds exactly one <entity>");
    }
    Integer top = root.number("top");
    Integer page = root.number("page");
    Integer count = root.number("count");
    if (top != null && (page != null || count != null)) {
      throw root.error(
          ErrorCode.BAD_REQUEST, "has 'top', which does not go together with 'page' and 'count'");
    }
    String cookie = root.get("paging-cookie");
    return new Fetch(
        top,
        count,
        page == null ? 1 : page,
        cookie == null || cookie.isBlank() ? null : cookie,
        root.flag("returntotalrecordcount"),
        root.flag("distinct"),
        root.flag("aggregate"),
        table(entities.get(0)));
  }

  private static Fetch.Table table(Element at) {
    return new Fetch.Table(
        at,
        at.require("name"),
        at.children("all-attributes").findAny().isPresent(),
        at.children("attribute").map(FetchReader::column).toList(),
        at.children("filter").map(FetchReader::filter).toList(),
        at.children("order").map(FetchReader::order).toList(),
        at.children("link-entity").map(FetchReader::link).toList());
  }

  private static Fetch.Column column(Element at) {
    if (at.get("rowaggregate") != null) {
      throw at.notImplemented("The row aggregate " + at.get("rowaggregate"));
    }
    boolean group = at.flag("groupby");
    DatePart part = choice(at, "dategrouping", DatePart.values());
    if (part != null && !group) {
      throw at.invalid("dategrouping", "needs groupby='true' beside it");
    }
    return new Fetch.Column(
        at,
        at.require("name"),
        at.get("alias"),
        choice(at, "aggregate", Aggregate.values()),
        group,
        part,
        at.flag("distinct"));
  }

  private static Fetch.Filter filter(Element at) {
    String type = at.get("type");
    if (type != null && !type.equals("and") && !type.equals("or")) {
      throw at.invalid("type", "is and or or");
    }
    return new Fetch.Filter(
        at,
        !"or".equals(type),
        at.children("condition").map(FetchReader::condition).toList(),
        at.children("filter").map(FetchReader::filter).toList(),
        at.children("link-entity").map(FetchReader::link).toList());
  }

  private static Fetch.Condition condition(Element at) {
    for (String unbuilt : List.of("aggregate", "alias", "rowaggregate", "column")) {
      if (at.get(unbuilt) != null) {
        throw at.notImplemented("A condition with '" + unbuilt + "'");
      }
    }
    String value = at.get("value");
    List<String> values =
        Stream.concat(Stream.ofNullable(value), at.children("value").map(Element::text)).toList();
    String entity = at.get("entityname");
    return new Fetch.Condition(
        at,
        at.require("attribute"),
        at.require("operator"),
        entity == null || entity.isEmpty() ? null : entity,
        at.get("valueof"),
        values);
  }

  private static Fetch.Order order(Element at) {
    String attribute = at.get("attribute");
    String alias = at.get("alias");
    if (attribute == null && alias == null) {
      throw at.error(ErrorCode.BAD_REQUEST, "needs the attribute 'attribute' or 'alias'");
    }
    return new Fetch.Order(at, attribute, alias, at.get("entityname"), at.flag("descending"));
  }

  private static Fetch.Link link(Element at) {
    String type = at.get("link-type");
    if ("matchfirstrowusingcrossapply".equals(type)) {
      throw at.notImplemented("The link type " + type);
    }
    if ("natural".equals(type)) {
      type = "inner";
    }
    LinkType kind = type == null ? LinkType.INNER : choice(at, "link-type", LinkType.values());
    String alias = at.get("alias");
    return new Fetch.Link(
        at,
        at.require("from"),
        at.require("to"),
        alias == null || alias.isEmpty() ? null : alias,
        kind == null ? LinkType.INNER : kind,
        at.flag("intersect"),
        table(at));
  }

  private static <E extends Enum<E>> @Nullable E choice(Element at, String attribute, E[] all) {
    String value = at.get(attribute);
    if (value == null) {
      return null;
    }
    for (E each : all) {
      if (value.equals(written(each, '-')) || value.equals(written(each, ' '))) {
        return each;
      }
    }
    String names = String.join(", ", Stream.of(all).map(each -> written(each, '-')).toList());
    throw at.invalid(attribute, "is one of " + names);
  }

  private static String written(Enum<?> value, char between) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', between);
  }
}
