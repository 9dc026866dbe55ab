package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import java.util.List;

/**
 * What tells an entity.
 *
 * @param columns of its key, and of where it is
 * @param values of these columns, as the driver binds them
 * @param comparable equal for the same entity
 */
record Identity(List<Column> columns, List<Object> values, List<Object> comparable) {
  Identity {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
    comparable = List.copyOf(comparable);
  }
}
