package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table while the mapping is worked out: navigation properties still add columns to it. */
final class TableDraft {
  /** PostgreSQL's limit; SQLite's is higher. */
  private static final int MAX_COLUMNS = 1_600;

  /** Another one when words become others: an index is known by its name. */
  private static final String WORDS = "_words";

  private final String name;
  private final String identity;
  private final @Nullable Column rowId;
  private final @Nullable String parent;
  private final Names columnNames;
  private final List<Column> columns = new ArrayList<>();
  private final Map<List<Column>, Boolean> indexes = new LinkedHashMap<>();
  private final Set<List<Column>> words = new LinkedHashSet<>();
  private List<Column> primaryKey = List.of();
  private @Nullable Table built;

  private TableDraft(
      String name, String identity, boolean withRowId, @Nullable String parent, Clashes clashes) {
    this.name = name;
    this.identity = identity;
    this.parent = parent;
    this.columnNames = new Names(identity, clashes);
    this.rowId =
        withRowId ? new Column(name, columnNames.own("_rid"), ColumnType.INTEGER, false) : null;
  }

  /**
   * The table of an entity type.
   *
   * @param identity what the table is for, different for each
   * @param parent the table of its base type
   */
  static TableDraft entity(String name, String identity, @Nullable String parent, Clashes clashes) {
    return new TableDraft(name, identity, true, parent, clashes);
  }

  /** A table whose rows hang on other tables' rows. */
  static TableDraft dependent(String name, String identity, Clashes clashes) {
    return new TableDraft(name, identity, false, null, clashes);
  }

  String name() {
    return name;
  }

  /** What the table is for, in the words of the model. */
  String identity() {
    return identity;
  }

  Column rowId() {
    if (rowId == null) {
      throw new IllegalStateException(name + " has no row id");
    }
    return rowId;
  }

  /** A column of Edmund's own. */
  Column addOwn(String columnName, ColumnType type, boolean nullable) {
    return add(new Column(name, columnNames.own(columnName), type, nullable));
  }

  /**
   * The column that counts the changes of an entity. Unlike others of Edmund's own it gives way to
   * a property of its name, which databases may have from before there was one.
   */
  Column addVersion() {
    String free = columnNames.unique("_version", "version of " + identity, Names.Claim.THIRD);
    return add(new Column(name, free, ColumnType.INTEGER, /* nullable= */ false, 1L));
  }

  /** A column for what {@code of} says, which nothing else of the table is. */
  Column add(String wanted, String of, ColumnType type, boolean nullable) {
    return add(new Column(name, columnNames.unique(wanted, of), type, nullable));
  }

  /** A column with the name that the model gives. */
  Column addGiven(String given, String of, ColumnType type, boolean nullable) {
    return add(new Column(name, columnNames.given(given, identity + "/" + of), type, nullable));
  }

  private Column add(Column column) {
    columns.add(column);
    return column;
  }

  /** Asks for an index; a unique one replaces a plain one over the same columns. */
  void index(List<Column> over, boolean unique) {
    indexes.merge(List.copyOf(over), unique, Boolean::logicalOr);
  }

  /** Asks for an index of the words in columns. */
  void indexWords(List<Column> over) {
    words.add(List.copyOf(over));
  }

  void primaryKey(List<Column> key) {
    primaryKey = List.copyOf(key);
  }

  /**
   * The table, to which nothing is added any more.
   *
   * @param names of the tables and indexes of the database, which share one name space
   * @throws MappingException when a database could not create it
   */
  Table build(Names names) {
    Table table = built;
    if (table == null) {
      if (columns.size() >= MAX_COLUMNS) {
        throw new MappingException(
            identity + " needs " + columns.size() + " columns; a table has at most " + MAX_COLUMNS,
            "make some of its complex types open, so that their values are kept as JSON");
      }
      List<Table.Index> all = new ArrayList<>();
      indexes.forEach(
          (over, unique) -> {
            StringBuilder wanted = new StringBuilder(name);
            over.forEach(c -> wanted.append("_").append(c.name()));
            Table.Index.Kind kind = unique ? Table.Index.Kind.UNIQUE : Table.Index.Kind.ORDERED;
            all.add(index(names, wanted.toString(), over, kind));
          });
      for (List<Column> over : words) {
        List<String> columns = over.stream().map(Column::name).toList();
        String wanted = name + WORDS + "_" + Integer.toHexString(columns.hashCode());
        all.add(index(names, wanted, over, Table.Index.Kind.WORDS));
      }
      table = new Table(name, rowId, parent, columns, primaryKey, all);
      built = table;
    }
    return table;
  }

  private static Table.Index index(
      Names names, String wanted, List<Column> over, Table.Index.Kind kind) {
    return new Table.Index(names.unique(wanted, "index " + wanted, Names.Claim.THIRD), over, kind);
  }
}
