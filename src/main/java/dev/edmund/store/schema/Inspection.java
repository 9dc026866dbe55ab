package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.BoundSql;
import dev.edmund.sql.ChangeSql;
import dev.edmund.sql.Dialect;
import dev.edmund.store.schema.Change.Fill;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Asks the rows what each change would do to them. */
final class Inspection implements Change.Visitor<Verdict> {
  private static final int SHOWN = 60;

  private final Handle handle;
  private final Dialect dialect;
  private final Origins origins;
  private final ChangeSql sql;
  private final Catalogue present;
  private final Set<String> created;
  private final List<Change.Adopt> adoptions;

  /**
   * @param all the changes that are made together
   */
  Inspection(Handle handle, Dialect dialect, Origins origins, Catalogue present, List<Change> all) {
    this.handle = handle;
    this.dialect = dialect;
    this.origins = origins;
    this.sql = new ChangeSql(dialect);
    this.present = present;
    this.created =
        all.stream()
            .flatMap(c -> c.asCreateTable().stream())
            .map(c -> c.table().name())
            .collect(Collectors.toSet());
    this.adoptions = all.stream().flatMap(c -> c.asAdopt().stream()).toList();
  }

  @Override
  public Verdict createTable(Change.CreateTable c) {
    return Verdict.HARMLESS;
  }

  @Override
  public Verdict renameTable(Change.RenameTable c) {
    return Verdict.HARMLESS;
  }

  @Override
  public Verdict dropTable(Change.DropTable c) {
    long rows = count(sql.count(c.table()));
    return rows == 0
        ? Verdict.HARMLESS
        : Verdict.loss(c.table() + ": " + rows(rows) + " would be lost");
  }

  @Override
  public Verdict addColumn(Change.AddColumn c) {
    Fill fill = c.fill();
    if (fill.value() != null || fill.lack() == null) {
      return Verdict.HARMLESS;
    }
    long rows = count(sql.countWithout(c.table().name(), fill.within(), c.from()));
    return rows == 0
        ? Verdict.HARMLESS
        : Verdict.conflict(
            name(c.column()) + ": needs a value in " + rows(rows) + ", and " + fill.lack());
  }

  @Override
  public Verdict dropColumn(Change.DropColumn c) {
    long lost = c.counts() ? count(sql.countValues(c.table(), c.column(), c.takers())) : 0;
    return lost == 0
        ? Verdict.HARMLESS
        : Verdict.loss(
            c.table() + "." + c.column() + ": " + of(lost, c.table()) + " that would be lost");
  }

  @Override
  public Verdict changeColumn(Change.ChangeColumn c) {
    if (!c.conversion().isNeeded()) {
      return Verdict.HARMLESS;
    }
    Table table = c.table();
    Broken broken =
        broken(table, c.column(), value -> c.conversion().convert(value, dialect).isPresent());
    if (broken.rows() == 0) {
      return Verdict.HARMLESS;
    }
    boolean mayBeNull = c.column().nullable() && !isRequired(c.column());
    String text =
        name(c.column())
            + ": "
            + of(broken.rows(), table.name())
            + " that the new type does not have"
            + (mayBeNull ? " and that would be lost" : "")
            + broken.example();
    return mayBeNull ? Verdict.loss(text) : Verdict.conflict(text);
  }

  private boolean isRequired(Column column) {
    Origins.Origin origin = origins.properties().get(column);
    return origin != null && origin.required();
  }

  @Override
  public Verdict require(Change.Require c) {
    Fill fill = c.fill();
    String table = c.table().name();
    String column = c.column().name();
    if (fill.value() != null && (c.column().nullable() || fill.within() == null)) {
      return Verdict.HARMLESS;
    }
    long rows = count(sql.countNulls(table, column, fill.within()));
    if (rows == 0) {
      return Verdict.HARMLESS;
    }
    List<String> key = key(c.table());
    String example =
        handle
            .createQuery(sql.firstNull(table, key, column, fill.within()))
            .map((r, context) -> example(key, r))
            .one();
    return Verdict.conflict(
        name(c.column())
            + ": may not be null, but is in "
            + of(rows)
            + " of "
            + rows(count(sql.count(table)))
            + example
            + ", and "
            + (fill.lack() == null ? "nothing says which value they get" : fill.lack()));
  }

  @Override
  public Verdict narrow(Change.Narrow c) {
    Broken broken =
        broken(
            c.table(),
            c.column(),
            value -> c.rule().admits(c.column().type(), dialect.decode(c.column().type(), value)));
    return broken.rows() == 0
        ? Verdict.HARMLESS
        : Verdict.conflict(
            name(c.column())
                + ": "
                + of(broken.rows(), c.table().name())
                + " outside of "
                + c.limits()
                + broken.example());
  }

  @Override
  public Verdict adopt(Change.Adopt c) {
    String table = c.table().name();
    long rows = count(sql.count(table));
    if (rows == 0) {
      return Verdict.HARMLESS;
    }
    if (!c.lacks().isEmpty()) {
      return Verdict.conflict(
          table + ": " + rows(rows) + " would need values in " + c.lacks() + " of the base type");
    }
    long shared = created.contains(c.ancestor().name()) ? 0 : shared(c.table(), c.ancestor());
    for (Change.Adopt other : adoptions) {
      if (other.ancestor().equals(c.ancestor()) && !other.table().equals(c.table())) {
        shared += shared(c.table(), other.table());
      }
    }
    return shared == 0
        ? Verdict.HARMLESS
        : Verdict.conflict(
            table
                + ": "
                + rows(rows)
                + " cannot be put into "
                + c.ancestor().name()
                + ", which has others with the same row ids; load the data into a new database");
  }

  private long shared(Table table, Table other) {
    Column rowId = table.rowId();
    Column otherRowId = other.rowId();
    return rowId == null || otherRowId == null ? 0 : count(sql.countShared(rowId, otherRowId));
  }

  @Override
  public Verdict loseBase(Change.LoseBase c) {
    long rows = count(sql.count(c.table()));
    return rows == 0
        ? Verdict.NOTHING
        : Verdict.conflict(
            c.table()
                + ": "
                + rows(rows)
                + " would have to leave "
                + c.ancestor()
                + ", the base type no longer; load the data into a new database");
  }

  @Override
  public Verdict removeRows(Change.RemoveRows c) {
    long rows = count(sql.countOthers(c.table(), c.column(), c.kept()));
    return rows == 0
        ? Verdict.NOTHING
        : Verdict.loss(c.table() + ": " + rows(rows) + " of " + c.what() + " would be lost");
  }

  @Override
  public Verdict createIndex(Change.CreateIndex c) {
    if (!c.index().unique() || created.contains(c.table().name())) {
      return Verdict.HARMLESS;
    }
    String table = c.table().name();
    long groups =
        c.present().isEmpty()
            ? count(sql.count(table)) - 1
            : count(sql.duplicates(c.table(), c.present()));
    return groups <= 0
        ? Verdict.HARMLESS
        : Verdict.conflict(
            table
                + ": rows have the same key ("
                + c.index().columns().stream().map(Column::name).collect(Collectors.joining(", "))
                + ")");
  }

  @Override
  public Verdict dropIndex(Change.DropIndex c) {
    return Verdict.HARMLESS;
  }

  @Override
  public Verdict impossible(Change.Impossible c) {
    return Verdict.conflict(c.text());
  }

  /** Rows whose value is refused, and words about the first of them. */
  private record Broken(long rows, String example) {}

  private Broken broken(Table table, Column column, Predicate<Object> good) {
    List<String> key = key(table);
    long[] rows = {0};
    String[] example = {""};
    handle
        .createQuery(sql.values(table.name(), column.name(), key))
        .map(
            (r, context) -> {
              if (good.test(r.getObject(1))) {
                return false;
              }
              if (rows[0]++ == 0) {
                example[0] = example(key, r, 2);
              }
              return true;
            })
        .forEach(isBroken -> {});
    return new Broken(rows[0], example[0]);
  }

  /** What people know a row by: its key, or else its row id. */
  private List<String> key(Table table) {
    EntityStorage type = origins.types().get(table.name());
    List<String> key =
        type == null
            ? table.primaryKey().stream().map(Column::name).toList()
            : type.key().stream()
                .filter(c -> c.table().equals(table.name()) && isThere(c))
                .map(Column::name)
                .toList();
    Column rowId = table.rowId();
    return key.isEmpty() && rowId != null ? List.of(rowId.name()) : key;
  }

  private boolean isThere(Column column) {
    Catalogue.PresentTable table = present.table(column.table());
    return table != null && table.columns().containsKey(column.name());
  }

  private static String example(List<String> key, java.sql.ResultSet row)
      throws java.sql.SQLException {
    return example(key, row, 1);
  }

  private static String example(List<String> key, java.sql.ResultSet row, int first)
      throws java.sql.SQLException {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      parts.add(key.get(i) + " " + row.getString(first + i));
    }
    String text = String.join(", ", parts);
    int end = text.length() <= SHOWN ? text.length() : text.offsetByCodePoints(0, SHOWN);
    return " (the first: " + text.substring(0, end) + ")";
  }

  private long count(String query) {
    return handle.createQuery(query).mapTo(Long.class).one();
  }

  private long count(BoundSql query) {
    Query prepared = handle.createQuery(query.text());
    for (int i = 0; i < query.binds().size(); i++) {
      prepared.bind(i, query.binds().get(i));
    }
    return prepared.mapTo(Long.class).one();
  }

  private static String name(Column column) {
    return column.table() + "." + column.name();
  }

  private static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String rows(long number) {
    return of(number) + (number == 1 ? " row" : " rows");
  }

  private String of(long some, String table) {
    return of(some)
        + " of "
        + rows(count(sql.count(table)))
        + (some == 1 ? " has a value" : " have a value");
  }
}
