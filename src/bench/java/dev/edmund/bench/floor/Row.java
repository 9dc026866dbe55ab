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
final class Row {
  private final String columns;
  private final List<Splice> splices;

  private Row(String columns, List<Splice> splices) {
    this.columns = columns;
    this.splices = List.copyOf(splices);
  }

  /** The entity of a table, with its ETag. */
  static Row of(String alias, List<Field> fields) {
    StringBuilder columns = new StringBuilder(object(alias, fields));
    List<Splice> splices = new ArrayList<>();
    for (Field field : fields) {
      if (!field.kind().inSql()) {
        columns.append(", ").append(field.column(alias));
        splices.add(new Splice(field.name(), form(field)));
      }
    }
    return new Row(columns.toString(), splices);
  }

  private static Splice.Form form(Field field) {
    return field.kind() == Field.Kind.DECIMAL ? Splice.Form.DECIMAL : Splice.Form.BINARY;
  }

  /** This and a member whose value an SQL expression gives as JSON; SQL's null is JSON's. */
  Row with(String member, String sql) {
    List<Splice> more = new ArrayList<>(splices);
    more.add(new Splice(member, Splice.Form.JSON));
    return new Row(columns + ", " + sql, more);
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

  /** What to select. */
  String columns() {
    return columns;
  }

  /** The number of the first column behind those of the row. */
  int next() {
    return splices.size() + 2;
  }

  /**
   * Writes the row that a result is at.
   *
   * @param open whether the opening brace is already written
   */
  void write(ResultSet rows, Body body, boolean open) throws SQLException, IOException {
    byte[] object = rows.getBytes(1);
    int from = open ? 1 : 0;
    body.write(object, from, object.length - from - 1);
    for (int i = 0; i < splices.size(); i++) {
      splices.get(i).write(rows.getBytes(i + 2), body);
    }
    body.write('}');
  }
}
