package dev.edmund.store.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.InsertSql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a database cannot tell about the mapping its tables were made for. It is kept beside them,
 * so that a later mapping can be compared with all of it.
 *
 * @param sets the id of the container of each entity set and singleton
 */
public record Description(Map<String, TableNote> tables, Map<String, String> sets) {

  /**
   * A table.
   *
   * @param of the entity type, or the property of one
   * @param parent the table of the base type
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record TableNote(
      String of, @Nullable String parent, Map<String, ColumnNote> columns, List<String> indexes) {}

  /**
   * A column.
   *
   * @param type null when it is one that this version does not know
   * @param rule null for system columns
   * @param navigations the navigation properties that this is the dependent column of
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record ColumnNote(
      @Nullable ColumnType type, @Nullable Rule rule, @Nullable List<String> navigations) {}

  static Description of(Storage storage, Origins origins) {
    Map<String, TableNote> tables = new LinkedHashMap<>();
    for (Table table : storage.tables()) {
      Map<String, ColumnNote> columns = new LinkedHashMap<>();
      for (Column column : InsertSql.columns(table)) {
        columns.put(column.name(), note(column, origins));
      }
      tables.put(
          table.name(),
          new TableNote(
              origins.tables().getOrDefault(table.name(), table.name()),
              table.parent(),
              columns,
              table.indexes().stream().map(Table.Index::name).toList()));
    }
    return new Description(tables, new TreeMap<>(storage.containers()));
  }

  /** The description of a mapping. */
  public static Description of(Storage storage) {
    return of(storage, Origins.of(storage));
  }

  private static ColumnNote note(Column column, Origins origins) {
    Origins.Origin origin = origins.properties().get(column);
    PropertyStorage.Scalar scalar = origin == null ? null : origin.scalar();
    Rule rule = scalar == null || origin == null ? null : Rule.of(scalar, origin.required());
    if (origin != null && scalar == null) {
      rule = new Rule("", origin.required(), null, null, null, null, false);
    }
    List<String> navigations = origins.navigations(column);
    return new ColumnNote(column.type(), rule, navigations);
  }

  /** What {@link #text} wrote; empty when there is nothing, or nothing that can be read. */
  public static Optional<Description> read(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(mapper().readValue(text, Description.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** As text, the same each time for the same mapping. */
  public String text() {
    try {
      return mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records can always be written", e);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /** The same with other names of tables. */
  Description renamed(Map<String, String> names) {
    Map<String, TableNote> renamed = new LinkedHashMap<>();
    tables.forEach(
        (name, note) -> {
          String parent = note.parent();
          renamed.put(
              names.getOrDefault(name, name),
              new TableNote(
                  note.of(),
                  parent == null ? null : names.getOrDefault(parent, parent),
                  note.columns(),
                  note.indexes()));
        });
    return new Description(renamed, sets);
  }

  @Nullable ColumnNote column(String table, String column) {
    TableNote note = tables.get(table);
    return note == null || note.columns() == null ? null : note.columns().get(column);
  }
}
