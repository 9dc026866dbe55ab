package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.Place;
import dev.edmund.sql.Dialect;
import dev.edmund.store.Batches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Where the readers of files put rows: it gives row ids and remembers where each row came from. */
final class Target {
  private final Edm edm;
  private final Storage storage;
  private final Dialect dialect;
  private final Origins origins = new Origins();
  private final Map<String, Long> lastRowIds = new HashMap<>();
  private final Map<String, Long> firstRowIds = new HashMap<>();
  private final Map<String, TouchedRows> touched = new HashMap<>();
  private final Map<FullQualifiedName, TypeLayout> layouts = new HashMap<>();
  private final Map<Column, ScalarReader> readers = new HashMap<>();
  private final Map<FullQualifiedName, List<Default>> defaults = new HashMap<>();
  private final ToLongFunction<Table> lastRowId;
  private final Object present;
  private final ImportRules rules;
  private final List<WholeRules.Late> late = new ArrayList<>();

  /**
   * @param lastRowId the highest row id that a table has already
   */
  Target(Edm edm, Storage storage, Dialect dialect, ToLongFunction<Table> lastRowId) {
    this(edm, storage, dialect, lastRowId, ImportRules.NONE);
  }

  /**
   * @param rules that values are held to
   */
  Target(
      Edm edm,
      Storage storage,
      Dialect dialect,
      ToLongFunction<Table> lastRowId,
      ImportRules rules) {
    this.edm = edm;
    this.rules = rules;
    this.lastRowId = lastRowId;
    this.storage = storage;
    this.dialect = dialect;
    this.present = dialect.encode(ColumnType.BOOLEAN, true);
  }

  Storage storage() {
    return storage;
  }

  Dialect dialect() {
    return dialect;
  }

  Origins origins() {
    return origins;
  }

  /** What the presence column of a complex value holds. */
  Object present() {
    return present;
  }

  TypeLayout layout(EntityStorage type) {
    return layouts.computeIfAbsent(type.name(), n -> new TypeLayout(type, storage, dialect, rules));
  }

  /** The rows whose conditions are looked at when all references are followed. */
  List<WholeRules.Late> late() {
    return late;
  }

  /** The defaults of a type; reading them again for each row would take longer than the row. */
  List<Default> defaults(TypeLayout layout) {
    return defaults.computeIfAbsent(layout.storage().name(), n -> Default.of(layout, this));
  }

  /** What reads the values of a property. */
  ScalarReader reader(PropertyStorage.Scalar scalar) {
    return readers.computeIfAbsent(
        scalar.column(), c -> new ScalarReader(scalar, dialect, rules.of(scalar.property())));
  }

  /** What values are held to. */
  ImportRules rules() {
    return rules;
  }

  /** The next row id of a type's hierarchy, for a row that stands at {@code place}. */
  long newRowId(EntityStorage type, Place place) {
    String root = type.root().name();
    long rowId = lastRowIds.computeIfAbsent(root, r -> last(type.root())) + 1;
    lastRowIds.put(root, rowId);
    origins.add(root, rowId, place);
    return rowId;
  }

  private long last(Table root) {
    long last = lastRowId.applyAsLong(root);
    firstRowIds.put(root.name(), last);
    return last;
  }

  /** Remembers a row that was there before and is changed by what stands at {@code place}. */
  void touch(EntityStorage type, long rowId, Place place) {
    touched.computeIfAbsent(type.root().name(), r -> new TouchedRows()).add(rowId, place);
  }

  /** The rows that were there before and are changed, by the name of the root table. */
  Map<String, TouchedRows> touched() {
    return touched;
  }

  /** Where a row that was added or changed came from. */
  Place place(String root, long rowId) {
    TouchedRows rows = touched.get(root);
    Optional<Place> place = rows == null ? Optional.empty() : rows.place(rowId);
    return place.orElseGet(() -> origins.of(root, rowId));
  }

  /** The same; empty for a row that was there before and is as it was. */
  Optional<Place> knownPlace(String root, long rowId) {
    TouchedRows rows = touched.get(root);
    Optional<Place> place = rows == null ? Optional.empty() : rows.place(rowId);
    boolean added = rowId > before(root);
    return place.isPresent() || !added ? place : Optional.of(origins.of(root, rowId));
  }

  /** The highest row id that a root table had before. */
  long before(String root) {
    Long before = firstRowIds.get(root);
    return before == null ? Long.MAX_VALUE : before;
  }

  /** The root tables that have new rows. */
  Set<String> grown() {
    return firstRowIds.keySet();
  }

  /** The root of the hierarchy that a table belongs to; the table itself where it is in none. */
  String root(Table table) {
    return storage.entities().values().stream()
        .filter(e -> e.table().name().equals(table.name()))
        .map(EntityStorage::root)
        .map(Table::name)
        .findFirst()
        .orElse(table.name());
  }

  void write(Batches batches, Row row) {
    List<Table> tables = row.shape().tables();
    for (int i = 0; i < tables.size(); i++) {
      batches.add(tables.get(i), row.cells(i));
    }
  }

  /**
   * The type a row says it has.
   *
   * @param name as in {@code @odata.type}: the qualified name, with or without {@code #}
   * @throws IllegalArgumentException when it is none that may stand there
   */
  EntityStorage derived(EntityStorage declared, String name) {
    String plain = name.substring(name.lastIndexOf('#') + 1);
    int dot = plain.lastIndexOf('.');
    EdmEntityType type =
        dot <= 0 || dot == plain.length() - 1
            ? null
            : edm.getEntityType(
                new FullQualifiedName(plain.substring(0, dot), plain.substring(dot + 1)));
    Optional<EntityStorage> found = type == null ? Optional.empty() : storage.of(type);
    return found
        .filter(s -> s.name().equals(declared.name()) || declared.derived().contains(s.name()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + plain + "' is not " + declared.name() + " or derived from it"));
  }

  /** Refuses rows of an abstract type. */
  static void requireConcrete(EntityStorage type, Place place) {
    if (type.type().isAbstract()) {
      throw place.problem("@odata.type", type.name() + " is abstract: a derived type is needed");
    }
  }
}
