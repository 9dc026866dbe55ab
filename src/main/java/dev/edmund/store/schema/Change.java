package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.ChangeSql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One difference between the tables of a database and those of a mapping. */
public sealed interface Change {

  /** What people are told, such as {@code new column mscrm_account.fax}; empty for details. */
  String text();

  <R> R accept(Visitor<R> visitor);

  /** This, when rows are put into the table of a new base type. */
  default Optional<Adopt> asAdopt() {
    return Optional.empty();
  }

  /** This, when a table is made. */
  default Optional<CreateTable> asCreateTable() {
    return Optional.empty();
  }

  /** A table that is not there yet. */
  record CreateTable(Table table) implements Change {
    @Override
    public String text() {
      return "new table " + table.name();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createTable(this);
    }

    @Override
    public Optional<CreateTable> asCreateTable() {
      return Optional.of(this);
    }
  }

  /** The table of the same type or property, under another name. */
  record RenameTable(String from, String to) implements Change {
    @Override
    public String text() {
      return "table " + from + " is called " + to;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.renameTable(this);
    }
  }

  /** A table that is wanted no longer, or not in this form. */
  record DropTable(String table) implements Change {
    @Override
    public String text() {
      return "no table " + table;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropTable(this);
    }
  }

  /**
   * A column that is not there yet.
   *
   * @param fill what the rows get that are there
   * @param from columns of tables of the same hierarchy whose values move here
   */
  record AddColumn(Table table, Column column, Fill fill, List<ChangeSql.Source> from)
      implements Change {
    @Override
    public String text() {
      return "new column " + table.name() + "." + column.name();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.addColumn(this);
    }
  }

  /**
   * What rows get where they have nothing.
   *
   * @param value as it is bound; null for null
   * @param within the column that must have a value for it; null where nothing is asked
   * @param lack why null will not do; null where it does
   */
  record Fill(@Nullable Object value, @Nullable String within, @Nullable String lack) {
    static final Fill NULL = new Fill(null, null, null);
  }

  /**
   * A column that is wanted no longer.
   *
   * @param counts whether its values are worth keeping
   * @param takers the row ids of tables of the same hierarchy that take its values
   */
  record DropColumn(String table, String column, boolean counts, List<Column> takers)
      implements Change {
    @Override
    public String text() {
      return "no column " + table + "." + column;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropColumn(this);
    }
  }

  /** A column of which the type or NOT NULL is another. */
  record ChangeColumn(Table table, Column column, Conversion conversion) implements Change {
    @Override
    public String text() {
      return conversion.isNeeded()
          ? "other type of column " + table.name() + "." + column.name()
          : "column "
              + table.name()
              + "."
              + column.name()
              + (column.nullable() ? " may be null" : " may not be null");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changeColumn(this);
    }
  }

  /** A property that may not be null any more; rows without a value get {@code fill}. */
  record Require(Table table, Column column, Fill fill) implements Change {
    @Override
    public String text() {
      return table.name() + "." + column.name() + " always has a value";
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.require(this);
    }
  }

  /** A property that allows less than before. */
  record Narrow(Table table, Column column, Rule rule, String limits) implements Change {
    @Override
    public String text() {
      return table.name() + "." + column.name() + " keeps to " + limits;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.narrow(this);
    }
  }

  /** A type that gets a base type: its rows become rows of the base's table, too. */
  record Adopt(Table table, Table ancestor, List<ChangeSql.Part> parts, String lacks)
      implements Change {
    @Override
    public String text() {
      return "the rows of " + table.name() + " are rows of " + ancestor.name();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.adopt(this);
    }

    @Override
    public Optional<Adopt> asAdopt() {
      return Optional.of(this);
    }
  }

  /** A type whose base type is another: its rows would have to leave the table of the old one. */
  record LoseBase(String table, String ancestor) implements Change {
    @Override
    public String text() {
      return "the rows of " + table + " are no rows of " + ancestor;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.loseBase(this);
    }
  }

  /** Rows of types, or in containers, that the model no longer has. */
  record RemoveRows(String table, String column, List<Object> kept, String what) implements Change {
    @Override
    public String text() {
      return "no rows of " + what + " in " + table;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeRows(this);
    }
  }

  /**
   * An index that is not there yet.
   *
   * @param present those of its columns that are there; the others are the same in all rows
   */
  record CreateIndex(Table table, Table.Index index, List<String> present) implements Change {
    @Override
    public String text() {
      return "new index " + index.name();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createIndex(this);
    }
  }

  /**
   * An index that is wanted no longer.
   *
   * @param words whether it is one of words
   */
  record DropIndex(String index, boolean words) implements Change {
    @Override
    public String text() {
      return "no index " + index;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropIndex(this);
    }
  }

  /** What cannot be done; {@code text} says why and what to do. */
  record Impossible(String text) implements Change {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.impossible(this);
    }
  }

  /** What can be done with a change. */
  interface Visitor<R> {
    R createTable(CreateTable c);

    R renameTable(RenameTable c);

    R dropTable(DropTable c);

    R addColumn(AddColumn c);

    R dropColumn(DropColumn c);

    R changeColumn(ChangeColumn c);

    R require(Require c);

    R narrow(Narrow c);

    R adopt(Adopt c);

    R loseBase(LoseBase c);

    R removeRows(RemoveRows c);

    R createIndex(CreateIndex c);

    R dropIndex(DropIndex c);

    R impossible(Impossible c);
  }
}
