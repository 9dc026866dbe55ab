package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.ChangeSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertSql;
import dev.edmund.store.schema.Catalogue.PresentColumn;
import dev.edmund.store.schema.Catalogue.PresentIndex;
import dev.edmund.store.schema.Catalogue.PresentTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out the changes between the tables of a database and those of a mapping. */
final class Comparison {
  private static final String TYPE = "_type";
  private static final String CONTAINER = "_container";
  private static final String OWNER = "_owner";

  private final Catalogue present;
  private final @Nullable Description old;
  private final Storage wanted;
  private final Origins origins;
  private final Lines lines;
  private final ColumnComparison columns;
  private final boolean typesAreGone;
  private final List<Change> changes = new ArrayList<>();

  private Comparison(
      Catalogue present, @Nullable Description old, Storage wanted, Origins origins, Dialect d) {
    this.present = present;
    this.old = old;
    this.wanted = wanted;
    this.origins = origins;
    this.lines = new Lines(present, old, wanted);
    this.typesAreGone = old == null || typesAreGone(old, origins);
    this.columns = new ColumnComparison(present, old, origins, lines, d);
  }

  /** Where it is not known which types there were, the rows have to tell. */
  private static boolean typesAreGone(Description old, Origins origins) {
    Set<String> now = new HashSet<>(origins.tables().values());
    return old.tables().values().stream()
        .map(Description.TableNote::of)
        .anyMatch(of -> of.indexOf('/') < 0 && !now.contains(of));
  }

  /**
   * The changes, in no particular order.
   *
   * @param present Edmund's own tables, under the names they are to have
   * @param old the description of the mapping they were made for, with the same names; null where
   *     there is none
   */
  static List<Change> of(
      Catalogue present, @Nullable Description old, Storage wanted, Dialect dialect) {
    Comparison comparison = new Comparison(present, old, wanted, Origins.of(wanted), dialect);
    comparison.compare();
    return comparison.changes;
  }

  /**
   * The tables that hold the same type or property as before and have another name, by their old
   * name: an alias was added, or another table took the short name.
   */
  static Map<String, String> renames(Catalogue present, @Nullable Description old, Storage wanted) {
    Map<String, String> renames = new LinkedHashMap<>();
    if (old == null) {
      return renames;
    }
    Map<String, String> byOrigin = new LinkedHashMap<>();
    Origins.of(wanted).tables().forEach((table, of) -> byOrigin.put(of, table));
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(present.tables().keySet());
    old.tables()
        .forEach(
            (name, note) -> {
              String now = byOrigin.get(note.of());
              if (now != null && present.table(name) != null && taken.add(now)) {
                renames.put(name, now);
              }
            });
    return renames;
  }

  private void compare() {
    Set<String> names = new HashSet<>();
    for (Table table : wanted.tables()) {
      names.add(table.name());
      PresentTable there = present.table(table.name());
      if (there == null) {
        changes.add(new Change.CreateTable(table));
      } else if (!sameKey(table, there)) {
        changes.add(new Change.DropTable(table.name()));
        changes.add(new Change.CreateTable(table));
      } else {
        changes.addAll(columns.compare(table, there));
        removals(table, there);
      }
      bases(table);
      indexes(table, there);
    }
    present.tables().keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .forEach(this::dropTable);
    sets();
  }

  /** An index of words can be a table beside, which stays when its table goes. */
  private void dropTable(String name) {
    PresentTable there = present.table(name);
    if (there != null) {
      there.indexes().entrySet().stream()
          .filter(index -> index.getValue().kind() == Table.Index.Kind.WORDS)
          .forEach(index -> drop(index.getKey(), index.getValue()));
    }
    changes.add(new Change.DropTable(name));
  }

  private static boolean sameKey(Table table, PresentTable there) {
    List<String> key =
        there.columns().entrySet().stream()
            .filter(e -> e.getValue().key() > 0)
            .sorted(Map.Entry.comparingByValue(java.util.Comparator.comparing(PresentColumn::key)))
            .map(Map.Entry::getKey)
            .toList();
    Column rowId = table.rowId();
    return key.equals(
        rowId == null
            ? table.primaryKey().stream().map(Column::name).toList()
            : List.of(rowId.name()));
  }

  /** Rows whose type or place is gone. */
  private void removals(Table table, PresentTable there) {
    EntityStorage type = origins.types().get(table.name());
    if (type == null || type.base() != null) {
      return;
    }
    String own = type.name().getFullQualifiedNameAsString();
    if (isSystem(table, there, TYPE) && (type.discriminator() == null || typesAreGone)) {
      List<Object> kept = new ArrayList<>(List.of(own));
      if (type.discriminator() != null) {
        type.derived().forEach(name -> kept.add(name.getFullQualifiedNameAsString()));
      }
      changes.add(
          new Change.RemoveRows(table.name(), TYPE, kept, "types that the model no longer has"));
    }
    String places = "sets, singletons or containments that the model no longer has";
    if (isSystem(table, there, CONTAINER) && type.container() == null) {
      changes.add(new Change.RemoveRows(table.name(), CONTAINER, List.of(""), places));
    } else if (isSystem(table, there, OWNER) && type.owner() == null) {
      changes.add(
          new Change.RemoveRows(table.name(), OWNER, List.of(EntityStorage.NO_OWNER), places));
    }
  }

  private boolean isSystem(Table table, PresentTable there, String column) {
    return there.columns().containsKey(column) && columns.isSystem(table.name(), column);
  }

  private void bases(Table table) {
    for (String former : lines.lost(table)) {
      changes.add(new Change.LoseBase(table.name(), former));
    }
    EntityStorage type = origins.types().get(table.name());
    if (type != null) {
      String name = type.name().getFullQualifiedNameAsString();
      lines.gained(table).forEach(a -> changes.add(columns.adopt(table, a, name)));
    }
  }

  private void indexes(Table table, @Nullable PresentTable there) {
    Map<String, PresentIndex> found = there == null ? Map.of() : there.indexes();
    Set<String> kept = new HashSet<>();
    for (Table.Index index : table.indexes()) {
      List<String> over = index.columns().stream().map(Column::name).toList();
      if (isThere(index, over, found.get(index.name()))) {
        kept.add(index.name());
      } else {
        List<String> known =
            over.stream().filter(c -> there != null && there.columns().containsKey(c)).toList();
        changes.add(new Change.CreateIndex(table, index, known));
      }
    }
    found.keySet().stream()
        .filter(name -> !kept.contains(name) && isOurs(table, name))
        .forEach(name -> drop(name, found.get(name)));
  }

  private void drop(String index, @Nullable PresentIndex there) {
    changes.add(
        new Change.DropIndex(index, there != null && there.kind() == Table.Index.Kind.WORDS));
  }

  /** The name of an index of words says which columns it is over. */
  private static boolean isThere(
      Table.Index index, List<String> over, @Nullable PresentIndex there) {
    return there != null
        && there.kind() == index.kind()
        && (index.words() || there.columns().equals(over));
  }

  /** An index that somebody else made stays. */
  private boolean isOurs(Table table, String index) {
    Description.TableNote note = old == null ? null : old.tables().get(table.name());
    return note == null
        || (note.indexes() != null && note.indexes().contains(index))
        || table.indexes().stream().anyMatch(i -> i.name().equals(index));
  }

  /** A set whose rows are found under another id would show those of another set. */
  private void sets() {
    Map<String, String> before = old == null || old.sets() == null ? Map.of() : old.sets();
    String moved =
        wanted.containers().entrySet().stream()
            .filter(e -> !e.getValue().equals(before.getOrDefault(e.getKey(), e.getValue())))
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!moved.isEmpty()) {
      changes.add(
          new Change.Impossible(
              moved
                  + ": would show the rows of another set of the same type; put the sets into their"
                  + " old order"));
    }
  }

  /** Used by {@link ColumnComparison} and here: a table with all its columns as parts. */
  static List<ChangeSql.Part> parts(Table table, Map<String, ChangeSql.Part> by) {
    return InsertSql.columns(table).stream()
        .map(c -> by.getOrDefault(c.name(), new ChangeSql.Part(c.name(), null, null)))
        .toList();
  }
}
