package dev.edmund.store;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.InsertSql;
import dev.edmund.sql.MetaSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What a database has and what a storage mapping wants, told in a few words. */
final class SchemaDifference {
  private static final int SHOWN = 3;

  private SchemaDifference() {}

  /** The column names of all tables, by table name. */
  static Map<String, Set<String>> columns(Handle handle) {
    Map<String, Set<String>> columns = new TreeMap<>();
    handle
        .createQuery(MetaSql.COLUMNS)
        .map((rows, context) -> Map.entry(rows.getString(1), rows.getString(2)))
        .forEach(e -> columns.computeIfAbsent(e.getKey(), t -> new TreeSet<>()).add(e.getValue()));
    return columns;
  }

  /** Such as {@code new: mscrm_lead, mscrm_account.fax; gone: mscrm_account.telex}. */
  static String describe(Storage wanted, Map<String, Set<String>> present) {
    Map<String, Set<String>> target = new TreeMap<>();
    for (Table table : wanted.tables()) {
      target.put(
          table.name(),
          InsertSql.columns(table).stream()
              .map(Column::name)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    List<String> parts = new ArrayList<>();
    list("new", missing(target, present)).ifPresent(parts::add);
    list("gone", missing(present, target)).ifPresent(parts::add);
    return parts.isEmpty() ? "types, keys or indexes differ" : String.join("; ", parts);
  }

  private static java.util.Optional<String> list(String title, List<String> names) {
    if (names.isEmpty()) {
      return java.util.Optional.empty();
    }
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN;
    return java.util.Optional.of(title + ": " + shown + (more > 0 ? " and " + more + " more" : ""));
  }

  /** Tables, and columns of common tables, that are in {@code of} and not in {@code from}. */
  private static List<String> missing(Map<String, Set<String>> of, Map<String, Set<String>> from) {
    List<String> names = new ArrayList<>();
    of.forEach(
        (table, columns) -> {
          Set<String> others = from.get(table);
          if (others == null) {
            names.add(table);
          } else {
            columns.stream()
                .filter(c -> !others.contains(c))
                .forEach(c -> names.add(table + "." + c));
          }
        });
    return names;
  }
}
