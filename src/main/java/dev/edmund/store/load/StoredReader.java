package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.load.Stored.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Reads whole entities, one by one or many at once. */
final class StoredReader {
  private final Target target;
  private final StoredRows rows;
  private final LinkSql sql;
  private final Map<Wanted, String> statements = new HashMap<>();

  /** What a statement is made for. */
  private record Wanted(FullQualifiedName type, List<Column> key) {}

  StoredReader(Target target, StoredRows rows) {
    this.target = target;
    this.rows = rows;
    this.sql = new LinkSql(target.dialect());
  }

  /**
   * The entity with an identity.
   *
   * @param replaced whether it is to be replaced
   */
  Optional<Found> read(EntityStorage declared, Identity identity, boolean replaced) {
    Column discriminator = discriminator(declared);
    if (discriminator == null) {
      TypeLayout layout = target.layout(declared);
      List<Column> wanted = layout.columns();
      String text =
          statements.computeIfAbsent(
              new Wanted(declared.name(), identity.columns()),
              w -> sql.find(declared.rowId(), w.key, wanted));
      return rows.read(text, identity.values(), wanted.size())
          .map(cells -> found(layout, cells, replaced));
    }
    return rows.read(
            sql.find(declared.rowId(), identity.columns(), List.of(discriminator)),
            identity.values(),
            1)
        .flatMap(
            row -> {
              EntityStorage type = type(row.get(1));
              TypeLayout layout = target.layout(type);
              List<Column> wanted = layout.columns();
              return rows.read(
                      sql.find(type.rowId(), List.of(type.rowId()), wanted),
                      List.of(row.get(0)),
                      wanted.size())
                  .map(cells -> found(layout, cells, replaced));
            });
  }

  /** The same for many, by what makes them comparable. */
  Map<List<Object>, Optional<Found>> readAll(EntityStorage declared, List<Identity> all) {
    Map<List<Object>, Optional<Found>> found = new HashMap<>();
    all.forEach(identity -> found.put(identity.comparable(), Optional.empty()));
    List<Column> key = all.get(0).columns();
    List<List<Object>> values = all.stream().map(Identity::values).toList();
    Column discriminator = discriminator(declared);
    if (discriminator == null) {
      TypeLayout layout = target.layout(declared);
      read(declared, key, values, layout.columns())
          .forEach(
              (n, cells) ->
                  found.put(all.get(n).comparable(), Optional.of(found(layout, cells, false))));
      return found;
    }
    Map<String, List<Integer>> byType = new LinkedHashMap<>();
    Map<Integer, List<Object>> there = read(declared, key, values, List.of(discriminator));
    there.forEach(
        (n, row) -> byType.computeIfAbsent(row.get(1).toString(), t -> new ArrayList<>()).add(n));
    byType.forEach(
        (name, numbers) -> {
          EntityStorage type = type(name);
          TypeLayout layout = target.layout(type);
          List<List<Object>> rowIds =
              numbers.stream()
                  .map(n -> List.of(Objects.requireNonNull(there.get(n)).get(0)))
                  .toList();
          read(type, List.of(type.rowId()), rowIds, layout.columns())
              .forEach(
                  (i, cells) ->
                      found.put(
                          all.get(numbers.get(i)).comparable(),
                          Optional.of(found(layout, cells, false))));
        });
    return found;
  }

  private Map<Integer, List<Object>> read(
      EntityStorage type, List<Column> key, List<List<Object>> values, List<Column> wanted) {
    List<Object> binds = values.stream().flatMap(List::stream).toList();
    String text = sql.findAll(type.rowId(), key, wanted, values.size());
    return rows.readAll(text, binds, wanted.size());
  }

  /** Null where all entities are of the same type. */
  private static @Nullable Column discriminator(EntityStorage declared) {
    return declared.derived().isEmpty() ? null : declared.discriminator();
  }

  private EntityStorage type(Object name) {
    String text = name.toString();
    int dot = text.lastIndexOf('.');
    return target
        .storage()
        .require(new FullQualifiedName(text.substring(0, dot), text.substring(dot + 1)));
  }

  private static Found found(TypeLayout layout, List<Object> cells, boolean replaced) {
    long rowId = ((Number) cells.get(0)).longValue();
    Row row = layout.storedRow(cells.subList(1, cells.size()));
    return new Found(layout, rowId, row, replaced);
  }
}
