package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Table;
import dev.edmund.model.storage.Values;
import dev.edmund.sql.ChangeSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertSql;
import dev.edmund.store.schema.Catalogue.PresentColumn;
import dev.edmund.store.schema.Catalogue.PresentTable;
import dev.edmund.store.schema.Change.Fill;
import dev.edmund.store.schema.Description.ColumnNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out how the columns of a table that is there change. */
final class ColumnComparison {
  private static final Set<String> SYSTEM = Set.of("_type", "_container", "_owner");

  /** With a checksum where a property has the name. */
  private static final Pattern VERSION = Pattern.compile("_version(_[0-9a-f]{8})?");

  private final Catalogue present;
  private final @Nullable Description old;
  private final Origins origins;
  private final Lines lines;
  private final Dialect dialect;

  ColumnComparison(
      Catalogue present, @Nullable Description old, Origins origins, Lines lines, Dialect dialect) {
    this.present = present;
    this.old = old;
    this.origins = origins;
    this.lines = lines;
    this.dialect = dialect;
  }

  List<Change> compare(Table table, PresentTable there) {
    List<Change> changes = new ArrayList<>();
    Map<String, Column> wanted = byName(table);
    wanted.forEach(
        (name, column) -> {
          PresentColumn found = there.columns().get(name);
          if (found == null) {
            changes.add(new Change.AddColumn(table, column, fill(column), sources(column, table)));
          } else if (isReplaced(column)) {
            changes.add(drop(table, name));
            changes.add(new Change.AddColumn(table, column, fill(column), List.of()));
          } else if (!column.equals(table.rowId())) {
            changes.addAll(change(table, column, found));
          }
        });
    there
        .columns()
        .keySet()
        .forEach(
            name -> {
              if (!wanted.containsKey(name)) {
                changes.add(drop(table, name));
              }
            });
    return changes;
  }

  private static Map<String, Column> byName(Table table) {
    Map<String, Column> columns = new LinkedHashMap<>();
    InsertSql.columns(table).forEach(c -> columns.put(c.name(), c));
    return columns;
  }

  /** Whether a column that is there holds no property's values. */
  boolean isSystem(String table, String column) {
    ColumnNote note = old == null ? null : old.column(table, column);
    return (SYSTEM.contains(column) || VERSION.matcher(column).matches())
        && (note == null || note.rule() == null);
  }

  /** Whether a property's column takes the name of the hidden version, or the other way round. */
  private boolean isReplaced(Column column) {
    ColumnNote note = old == null ? null : old.column(column.table(), column.name());
    return note != null
        && VERSION.matcher(column.name()).matches()
        && (note.rule() == null) == origins.properties().containsKey(column);
  }

  private Change drop(Table table, String name) {
    List<Column> takers = new ArrayList<>();
    boolean up = false;
    for (Table other : lines.sharing(table)) {
      Column same = byName(other).get(name);
      if (same != null && isNew(other, name) && holds(table.name(), name, same.type())) {
        up |= lines.isAbove(other, table);
        takers.add(Objects.requireNonNull(other.rowId()));
      }
    }
    for (Table ancestor : lines.gained(table)) {
      Column same = byName(ancestor).get(name);
      up |= same != null && holds(table.name(), name, same.type());
    }
    // All rows of a derived type's table are in the base's.
    boolean counts = !up && !isSystem(table.name(), name);
    return new Change.DropColumn(table.name(), name, counts, takers);
  }

  private boolean isNew(Table table, String column) {
    PresentTable there = present.table(table.name());
    return there != null && !there.columns().containsKey(column);
  }

  /** Columns of this name that a table above or below has and will not have any more. */
  private List<ChangeSql.Source> sources(Column column, Table table) {
    List<ChangeSql.Source> sources = new ArrayList<>();
    for (Table other : lines.sharing(table)) {
      PresentTable there = present.table(other.name());
      if (there != null
          && there.columns().containsKey(column.name())
          && !byName(other).containsKey(column.name())
          && holds(other.name(), column.name(), column.type())) {
        sources.add(new ChangeSql.Source(Objects.requireNonNull(other.rowId()), column.name()));
      }
    }
    return sources;
  }

  /** Whether a column that is there holds values of a type, as far as can be told. */
  private boolean holds(String table, String column, ColumnType type) {
    ColumnType known = type(table, column);
    if (known != null) {
      return known == type;
    }
    PresentTable there = present.table(table);
    PresentColumn found = there == null ? null : there.columns().get(column);
    return found != null && dialect.columnType(type).equalsIgnoreCase(found.type());
  }

  /** What a column that is there holds; null where only its spelling is known, as several share. */
  private @Nullable ColumnType type(String table, String column) {
    ColumnNote note = old == null ? null : old.column(table, column);
    return note == null ? null : note.type();
  }

  private List<Change> change(Table table, Column column, PresentColumn found) {
    ColumnNote note = old == null ? null : old.column(table.name(), column.name());
    Origins.Origin origin = origins.properties().get(column);
    PropertyStorage.Scalar scalar = origin == null ? null : origin.scalar();
    Rule now = scalar == null || origin == null ? null : Rule.of(scalar, origin.required());
    Rule was = note == null ? null : note.rule();
    boolean sameType = holds(table.name(), column.name(), column.type());
    List<Change> changes = new ArrayList<>();
    if (!sameType) {
      ColumnType from = type(table.name(), column.name());
      Conversion conversion = new Conversion(true, from, was, scalar, now);
      changes.add(new Change.ChangeColumn(table, column, conversion));
    } else {
      if (found.nullable() != column.nullable()) {
        changes.add(new Change.ChangeColumn(table, column, Conversion.NONE));
      }
      if (was != null && now != null) {
        now.narrowed(was).ifPresent(l -> changes.add(new Change.Narrow(table, column, now, l)));
      }
    }
    boolean hardened = !column.nullable() && found.nullable();
    boolean required = origin != null && origin.required() && was != null && !was.required();
    if (hardened || required) {
      changes.add(new Change.Require(table, column, requiredFill(column, origin, sameType)));
    }
    return changes;
  }

  /** What rows get that have nothing where there was a choice before. */
  private Fill requiredFill(Column column, Origins.@Nullable Origin origin, boolean sameType) {
    Fill fill = fill(column);
    if (origin != null && origin.scalar() == null) {
      return new Fill(null, fill.within(), "a complex value has no DefaultValue");
    }
    return sameType ? fill : new Fill(null, fill.within(), "its type changes, too");
  }

  /** What the rows that are there get: what a row that is loaded gets that leaves it out. */
  private Fill fill(Column column) {
    Origins.Origin origin = origins.properties().get(column);
    if (origin == null) {
      return systemFill(column);
    }
    Column within = origin.within();
    if (within != null) {
      PresentTable there = present.table(column.table());
      if (there == null || !there.columns().containsKey(within.name())) {
        // The complex value around it is new as well, and there if it always is.
        Fill around = fill(within);
        if (around.value() == null) {
          return Fill.NULL;
        }
        within = null;
      }
    }
    String condition = within == null ? null : within.name();
    if (origin.presence()) {
      Object there = dialect.encode(ColumnType.BOOLEAN, true);
      return origin.required() ? new Fill(there, condition, null) : Fill.NULL;
    }
    PropertyStorage.Scalar scalar = origin.scalar();
    String text = scalar == null ? null : scalar.property().getDefaultValue();
    if (scalar != null && text != null) {
      try {
        Object value = dialect.encode(column.type(), Values.parse(scalar.type(), text));
        return new Fill(value, condition, null);
      } catch (IllegalArgumentException e) {
        return new Fill(null, condition, origin.required() ? "its DefaultValue is none" : null);
      }
    }
    return new Fill(null, condition, origin.required() ? "it has no DefaultValue" : null);
  }

  private Fill systemFill(Column column) {
    EntityStorage type = origins.types().get(column.table());
    if (type != null && column.equals(type.discriminator())) {
      return new Fill(type.name().getFullQualifiedNameAsString(), null, null);
    }
    Column dependent = origins.discriminators().get(column);
    if (dependent != null) {
      return navigation(column, dependent);
    }
    if (column.initial() != null) {
      return new Fill(column.initial(), null, null);
    }
    if (column.nullable()) {
      return Fill.NULL;
    }
    return switch (column.type()) {
      case INTEGER, BOOLEAN -> new Fill(0L, null, null);
      case TEXT -> new Fill("", null, null);
      case DOUBLE, DECIMAL, GUID, DATETIME, DATE, TIME, DURATION, BINARY, GEO, JSON ->
          new Fill(null, null, "nothing says which");
    };
  }

  /** A lookup that gets further targets: the values that are there lead to the old one. */
  private Fill navigation(Column discriminator, Column dependent) {
    if (old == null) {
      return new Fill(null, dependent.name(), "it is not known where the values lead to");
    }
    ColumnNote note = old.column(discriminator.table(), dependent.name());
    List<String> before = note == null ? null : note.navigations();
    return before != null
            && before.size() == 1
            && origins.navigations(dependent).contains(before.get(0))
        ? new Fill(before.get(0), dependent.name(), null)
        : Fill.NULL;
  }

  /** Puts the rows of a table into that of a new base type. */
  Change adopt(Table table, Table ancestor, String typeName) {
    PresentTable there = Objects.requireNonNull(present.table(table.name()));
    Map<String, ChangeSql.Part> parts = new LinkedHashMap<>();
    List<String> lacks = new ArrayList<>();
    for (Column column : InsertSql.columns(ancestor)) {
      String name = column.name();
      if (column.equals(ancestor.rowId())) {
        String rowId = Objects.requireNonNull(table.rowId()).name();
        parts.put(name, new ChangeSql.Part(name, rowId, null));
      } else if (there.columns().containsKey(name) && holds(table.name(), name, column.type())) {
        parts.put(name, new ChangeSql.Part(name, name, null));
      } else {
        Fill fill = fill(column);
        boolean isType = name.equals("_type") && !origins.properties().containsKey(column);
        parts.put(name, new ChangeSql.Part(name, null, isType ? typeName : fill.value()));
        if (fill.lack() != null) {
          lacks.add(ancestor.name() + "." + name);
        }
      }
    }
    return new Change.Adopt(
        table,
        ancestor,
        Comparison.parts(ancestor, parts),
        lacks.stream().sorted().collect(Collectors.joining(", ")));
  }
}
