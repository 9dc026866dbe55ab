package dev.edmund.store.schema;

import dev.edmund.model.storage.Table;
import dev.edmund.sql.CatalogueSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables that are in a database, by name. */
public record Catalogue(Map<String, PresentTable> tables) {
  /** As {@link CatalogueSql#indexes} numbers them. */
  private static final List<Table.Index.Kind> KINDS =
      List.of(Table.Index.Kind.ORDERED, Table.Index.Kind.UNIQUE, Table.Index.Kind.WORDS);

  public Catalogue {
    tables = Map.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param columns in the order of the table
   * @param attached the indexes and triggers by name, each with the statement that makes it
   */
  public record PresentTable(
      Map<String, PresentColumn> columns,
      Map<String, PresentIndex> indexes,
      Map<String, String> attached) {}

  /**
   * A column.
   *
   * @param type as the database spells it
   * @param key the place in the primary key from 1; 0 for other columns
   */
  public record PresentColumn(String type, boolean nullable, int key) {}

  /**
   * An index.
   *
   * @param columns of one of words it is not known which they are
   */
  public record PresentIndex(Table.Index.Kind kind, List<String> columns) {}

  /** Reads the whole catalogue, whatever the number of tables in three questions. */
  public static Catalogue read(Handle handle, CatalogueSql sql) {
    Map<String, PresentTable> tables = new LinkedHashMap<>();
    handle
        .createQuery(sql.columns())
        .map(
            (rows, context) -> {
              PresentColumn column =
                  new PresentColumn(rows.getString(3), rows.getInt(4) == 0, rows.getInt(5));
              return table(tables, rows.getString(1)).columns().put(rows.getString(2), column);
            })
        .forEach(column -> {});
    handle
        .createQuery(sql.indexes())
        .map(
            (rows, context) ->
                table(tables, rows.getString(1))
                    .indexes()
                    .computeIfAbsent(rows.getString(2), newIndex(KINDS.get(rows.getInt(3))))
                    .columns()
                    .add(String.valueOf(rows.getString(4))))
        .forEach(added -> {});
    handle
        .createQuery(sql.attached())
        .map(
            (rows, context) ->
                table(tables, rows.getString(1))
                    .attached()
                    .put(rows.getString(2), rows.getString(3)))
        .forEach(before -> {});
    return new Catalogue(tables);
  }

  private static java.util.function.Function<String, PresentIndex> newIndex(Table.Index.Kind kind) {
    return name -> new PresentIndex(kind, new ArrayList<>());
  }

  private static PresentTable table(Map<String, PresentTable> tables, String name) {
    return tables.computeIfAbsent(
        name,
        n -> new PresentTable(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  public @Nullable PresentTable table(String name) {
    return tables.get(name);
  }

  /** The names of the indexes of words. */
  public List<String> wordIndexes() {
    return tables.values().stream()
        .flatMap(table -> table.indexes().entrySet().stream())
        .filter(index -> index.getValue().kind() == Table.Index.Kind.WORDS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The same with other names of tables. */
  Catalogue renamed(Map<String, String> names) {
    Map<String, PresentTable> renamed = new LinkedHashMap<>();
    tables.forEach((name, table) -> renamed.put(names.getOrDefault(name, name), table));
    return new Catalogue(renamed);
  }

  /** Only the tables named. */
  public Catalogue only(Set<String> names) {
    Map<String, PresentTable> kept = new LinkedHashMap<>(tables);
    kept.keySet().retainAll(names);
    return new Catalogue(kept);
  }
}
