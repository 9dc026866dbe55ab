package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads: to definitions, to one of them, or to a value in it.
 *
 * @param rows the definitions, or the only one
 * @param type that the path says they have
 * @param many whether it leads to a collection
 * @param value the value that it goes on to; null where it ends at definitions
 */
record Way(List<MetadataRow> rows, EdmType type, boolean many, @Nullable JsonNode value) {

  static boolean isCount(List<Segment> path) {
    return !path.isEmpty() && path.get(path.size() - 1) instanceof Segment.Count;
  }

  /** Goes along the path of a request, and filters what is there as its options ask. */
  static Way along(ODataRequestLine line, Definitions definitions) {
    Way way = new Way(List.of(), MetadataTypes.entity("MetadataBase"), true, null);
    for (Segment segment : line.path()) {
      way = way.next(segment, definitions);
    }
    return new Way(
        Evaluation.filter(way.rows, line.options().filter()), way.type, way.many, way.value);
  }

  private Way next(Segment segment, Definitions definitions) {
    if (segment instanceof Segment.EntitySet set) {
      return new Way(definitions.set(set.set().getName()), set.set().getEntityType(), true, null);
    }
    if (segment instanceof Segment.Key key) {
      return one(rows.stream().filter(row -> has(row, key.values())).toList());
    }
    if (segment instanceof Segment.TypeCast cast) {
      List<MetadataRow> those = rows.stream().filter(row -> Rows.isOf(row, cast.type())).toList();
      return many ? new Way(those, cast.type(), true, null) : one(those).as(cast.type());
    }
    if (segment instanceof Segment.Navigation navigation && !many) {
      List<MetadataRow> there = Rows.related(rows.get(0), navigation.property().getName());
      EdmType target = navigation.property().getType();
      return navigation.property().isCollection()
          ? new Way(there, target, true, null)
          : one(there).as(target);
    }
    if (segment instanceof Segment.Property property) {
      String name = property.property().getName();
      JsonNode next = value == null ? Rows.value(rows.get(0), name) : value.get(name);
      return new Way(rows, type, false, next == null ? MetadataRow.object().nullNode() : next);
    }
    if (segment instanceof Segment.Filter filter && many) {
      return new Way(Evaluation.filter(rows, filter.predicate()), type, true, null);
    }
    if (segment instanceof Segment.Count) {
      return this;
    }
    throw Rows.notBuilt("This path");
  }

  private Way one(List<MetadataRow> found) {
    if (found.isEmpty()) {
      throw new ODataException(ErrorCode.NOT_FOUND, "There is no such definition.", "path");
    }
    return new Way(found.subList(0, 1), type, false, null);
  }

  private Way as(EdmType other) {
    return new Way(rows, other, many, value);
  }

  private static boolean has(MetadataRow row, List<KeyValue> key) {
    return key.stream()
        .allMatch(
            part ->
                Objects.equals(row.values().path(part.name()).asText(null), part.value().text()));
  }

  int count() {
    return value == null ? rows.size() : value.size();
  }

  /** Writes what is there behind the context. */
  ObjectNode write(ObjectNode body, QueryOptions options) {
    JsonNode own = value;
    if (own != null) {
      return own instanceof ObjectNode object ? body.setAll(object) : body.set("value", own);
    }
    if (!many) {
      return body.setAll(Rows.write(rows.get(0), type, options));
    }
    if (options.count()) {
      body.put("@odata.count", rows.size());
    }
    return body.set("value", Rows.write(Rows.page(rows, options), type, options));
  }
}
