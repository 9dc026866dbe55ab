package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads: to definitions, to one of them, or to a value in it.
 *
 * @param rows the definitions, or the only one; none where a path leads to nothing
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
      way = segment.accept(new Walk(definitions, way));
    }
    return new Way(
        Evaluation.filter(way.rows, line.options().filter()), way.type, way.many, way.value);
  }

  /** The only definition. */
  MetadataRow row() {
    if (many || rows.isEmpty()) {
      throw new ODataException(ErrorCode.NOT_FOUND, "There is no such definition.", "path");
    }
    return rows.get(0);
  }

  /** Whether it leads to one thing that is not there, which is no error (Part 1, 11.2.6). */
  boolean isNothing() {
    return value == null ? !many && rows.isEmpty() : value.isNull() || value.isMissingNode();
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
      return body.setAll(Rows.write(row(), type, options));
    }
    if (options.count()) {
      body.put("@odata.count", rows.size());
    }
    return body.set("value", Rows.write(Rows.page(rows, options), type, options));
  }
}
