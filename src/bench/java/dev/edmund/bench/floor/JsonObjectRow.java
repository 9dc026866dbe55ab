package dev.edmund.bench.floor;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entity of which SQLite writes all that it can with {@code json_object}; what it cannot write
 * comes in columns behind it and is put in front of the closing brace.
 */
final class JsonObjectRow implements Row {
  private final String columns;
  private final List<Splice> splices;

  private JsonObjectRow(String columns, List<Splice> splices) {
    this.columns = columns;
    this.splices = List.copyOf(splices);
  }

  /** The entity of a table. */
  static JsonObjectRow of(String alias, List<Field> fields) {
    StringBuilder columns = new StringBuilder(object(alias, fields));
    List<Splice> splices = new ArrayList<>();
    for (Field field : fields) {
      if (!field.kind().inSql()) {
        columns.append(", ").append(field.column(alias));
        splices.add(new Splice(field.name(), form(field)));
      }
    }
    return new JsonObjectRow(columns.toString(), splices);
  }

  private static Splice.Form form(Field field) {
    return field.kind() == Field.Kind.DECIMAL ? Splice.Form.DECIMAL : Splice.Form.BINARY;
  }

  @Override
  public Row related(String member, String alias, List<Field> fields) {
    return with(
        member, "CASE WHEN " + alias + "._rid IS NOT NULL THEN " + object(alias, fields) + " END");
  }

  @Override
  public Row with(String member, String sql) {
    List<Splice> more = new ArrayList<>(splices);
    more.add(new Splice(member, Splice.Form.JSON));
    return new JsonObjectRow(columns + ", " + sql, more);
  }

  /** {@code json_object} over those fields that SQLite can write. */
  static String object(String alias, List<Field> fields) {
    Stream<String> members =
        fields.stream()
            .filter(f -> f.kind().inSql())
            .map(f -> "'" + f.name() + "', " + f.json(alias));
    String version = "'@odata.etag', 'W/\"' || " + alias + ".versionnumber || '\"'";
    return Stream.concat(Stream.of(version), members)
        .collect(Collectors.joining(", ", "json_object(", ")"));
  }

  @Override
  public String columns() {
    return columns;
  }

  @Override
  public int next() {
    return splices.size() + 2;
  }

  @Override
  public void write(ResultSet rows, Body body, boolean open) throws SQLException, IOException {
    byte[] object = rows.getBytes(1);
    int from = open ? 1 : 0;
    body.write(object, from, object.length - from - 1);
    for (int i = 0; i < splices.size(); i++) {
      splices.get(i).write(rows.getBytes(i + 2), body);
    }
    body.write('}');
  }
}
