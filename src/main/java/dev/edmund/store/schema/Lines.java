package dev.edmund.store.schema;

import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tables share row ids by inheritance, before and after. */
final class Lines {
  private final Catalogue present;
  private final @Nullable Description old;
  private final Map<String, Table> wanted = new LinkedHashMap<>();

  Lines(Catalogue present, @Nullable Description old, Storage wanted) {
    this.present = present;
    this.old = old;
    wanted.tables().forEach(table -> this.wanted.put(table.name(), table));
  }

  /** The tables of the base types, the nearest first. */
  private List<Table> ancestors(Table table) {
    List<Table> ancestors = new ArrayList<>();
    for (Table t = parent(table); t != null; t = parent(t)) {
      ancestors.add(t);
    }
    return ancestors;
  }

  private @Nullable Table parent(Table table) {
    String parent = table.parent();
    return parent == null ? null : wanted.get(parent);
  }

  /** Where nothing is known, tables that are there were related as they are now. */
  private List<String> formerAncestors(Table table) {
    if (old == null) {
      return ancestors(table).stream()
          .map(Table::name)
          .filter(name -> present.table(name) != null)
          .toList();
    }
    List<String> former = new ArrayList<>();
    Description.TableNote note = old.tables().get(table.name());
    String parent = note == null ? null : note.parent();
    while (parent != null && !former.contains(parent)) {
      former.add(parent);
      Description.TableNote next = old.tables().get(parent);
      parent = next == null ? null : next.parent();
    }
    return former;
  }

  /** The tables that rows of a table that is there have to be put into, the root first. */
  List<Table> gained(Table table) {
    if (present.table(table.name()) == null) {
      return List.of();
    }
    List<String> former = formerAncestors(table);
    List<Table> gained = new ArrayList<>();
    for (Table ancestor : ancestors(table)) {
      if (!former.contains(ancestor.name())) {
        gained.add(0, ancestor);
      }
    }
    // Where the base type gets one too, and was a base before, its rows are these.
    gained.removeIf(
        ancestor ->
            ancestors(table).stream()
                .anyMatch(
                    between ->
                        former.contains(between.name())
                            && ancestors(between).contains(ancestor)
                            && gained(between).contains(ancestor)));
    return gained;
  }

  /** The tables that are wanted still, and are those of a base type no longer. */
  List<String> lost(Table table) {
    if (present.table(table.name()) == null) {
      return List.of();
    }
    List<String> now = ancestors(table).stream().map(Table::name).toList();
    return formerAncestors(table).stream()
        .filter(name -> !now.contains(name) && wanted.containsKey(name))
        .toList();
  }

  /** The tables that have, and had, rows with the same row ids: above and below. */
  List<Table> sharing(Table table) {
    return wanted.values().stream()
        .filter(other -> isAbove(other, table) || isAbove(table, other))
        .toList();
  }

  /** Whether a table is, and was, that of a base type of another. */
  boolean isAbove(Table base, Table table) {
    return ancestors(table).contains(base)
        && present.table(base.name()) != null
        && present.table(table.name()) != null
        && formerAncestors(table).contains(base.name());
  }
}
