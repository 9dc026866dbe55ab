package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.entity.KeyColumns;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;

/** The key of a URL as the columns of a row that is added under it (Part 1, 11.4.4). */
record UrlKey(Writing writing) {

  /** The columns that the key predicate gives; none where it is no key of the type. */
  List<Cell> cells(EntityStorage type, Segment.Key key) {
    Map<String, Column> columns = KeyColumns.of(type, key.values());
    List<Cell> cells = new ArrayList<>();
    for (KeyValue value : key.values()) {
      Column column = columns.get(value.name());
      EdmType edm = value.value().type();
      String text = value.value().text();
      if (column == null || edm == null || text == null) {
        return List.of();
      }
      cells.add(Cell.of(column, Values.parse(edm, text)));
    }
    return cells;
  }
}
