package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.sql.LinkSql;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Row ids by key, read once for each kind of entity, before the tables have an index. */
final class KeyIndex {
  private final Handle handle;
  private final Target target;
  private final LinkSql sql;
  private final Map<Scope, Map<List<Object>, Long>> known = new HashMap<>();

  KeyIndex(Handle handle, Target target) {
    this.handle = handle;
    this.target = target;
    this.sql = new LinkSql(target.dialect());
  }

  /** Where a key is unique. */
  private record Scope(List<Column> key, String container) {}

  /**
   * The row with a key.
   *
   * @param ready called before rows are read: those that wait in batches have to be sent
   */
  Optional<Long> find(EntityStorage type, String container, List<Object> key, Runnable ready) {
    return Optional.ofNullable(
        rows(
                type,
                container,
                () -> {
                  ready.run();
                  return read(type, container);
                })
            .get(comparable(key)));
  }

  /** Remembers a row that was added since. */
  void add(EntityStorage type, String container, List<Object> key, long rowId) {
    rows(type, container, HashMap::new).put(comparable(key), rowId);
  }

  private Map<List<Object>, Long> rows(
      EntityStorage type, String container, Supplier<Map<List<Object>, Long>> read) {
    return known.computeIfAbsent(new Scope(type.key(), container), s -> read.get());
  }

  private Map<List<Object>, Long> read(EntityStorage derived, String container) {
    EntityStorage type = highest(derived);
    Query query = handle.createQuery(sql.keys(type.rowId(), type.key(), type.container()));
    if (type.container() != null) {
      query.bind(0, container);
    }
    Map<List<Object>, Long> rows = new HashMap<>();
    query
        .map(
            (row, context) -> {
              Object[] key = new Object[type.key().size()];
              for (int i = 0; i < key.length; i++) {
                key[i] = Objects.requireNonNullElse(row.getObject(i + 2), "");
              }
              return rows.putIfAbsent(comparable(List.of(key)), row.getLong(1));
            })
        .forEach(before -> {});
    return rows;
  }

  /** The type that declares the key: one row for each key, whatever it is derived to. */
  private EntityStorage highest(EntityStorage type) {
    EntityStorage highest = type;
    while (highest.base() != null
        && target.storage().require(highest.base()).key().equals(type.key())) {
      highest = target.storage().require(highest.base());
    }
    return highest;
  }

  static List<Object> comparable(List<Object> values) {
    return values.stream().map(KeyIndex::comparable).toList();
  }

  /** Something that is equal when the values are: the driver has several classes for integers. */
  static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }
}
