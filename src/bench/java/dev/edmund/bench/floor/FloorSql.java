package dev.edmund.bench.floor;

import java.util.List;

/** What the statements of the floor have different on the two databases. */
interface FloorSql {
  FloorSql SQLITE =
      new FloorSql() {
        @Override
        public Row row(String alias, List<Field> fields) {
          return JsonObjectRow.of(alias, fields);
        }

        @Override
        public String key() {
          return "?";
        }

        @Override
        public String contains(String column) {
          return "instr(" + column + ", ?) > 0";
        }

        @Override
        public String array(String alias, List<Field> fields, String from) {
          String object = JsonObjectRow.object(alias, fields);
          return "(SELECT json_group_array(json(o)) FROM (SELECT "
              + object
              + " AS o "
              + from
              + "))";
        }

        @Override
        public String order(String column) {
          return column + " DESC";
        }
      };

  FloorSql POSTGRESQL =
      new FloorSql() {
        @Override
        public Row row(String alias, List<Field> fields) {
          return ColumnsRow.of(alias, fields);
        }

        @Override
        public String key() {
          return "CAST(? AS uuid)";
        }

        @Override
        public String contains(String column) {
          return "strpos(" + column + ", ?) > 0";
        }

        @Override
        public String array(String alias, List<Field> fields, String from) {
          StringBuilder object = new StringBuilder("json_build_object('@odata.etag', ");
          object.append("'W/\"' || ").append(alias).append(".versionnumber || '\"'");
          for (Field field : fields) {
            String utc = field.kind() == Field.Kind.DATE_TIME ? " || 'Z'" : "";
            object.append(", '").append(field.name()).append("', ");
            object.append(field.column(alias)).append(utc);
          }
          return "(SELECT coalesce(json_agg(o), '[]') FROM (SELECT "
              + object
              + ") AS o "
              + from
              + ") q)";
        }

        @Override
        public String order(String column) {
          return column + " DESC NULLS LAST";
        }
      };

  static FloorSql of(String url) {
    return url.startsWith("jdbc:postgresql:") ? POSTGRESQL : SQLITE;
  }

  /** The entity of a table. */
  Row row(String alias, List<Field> fields);

  /** A key that is bound as text. */
  String key();

  /** A test for a part of a text, which is bound. */
  String contains(String column);

  /**
   * A JSON array of the entities of a table.
   *
   * @param from the rest of the SELECT, from FROM on
   */
  String array(String alias, List<Field> fields, String from);

  /** A column that may be null, from its last value on. */
  String order(String column);
}
