package dev.edmund.sql;

import dev.edmund.model.operation.SqlScanner;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.paging.Keyset;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: dynamic types, text in binary order, decimals as {@link DecimalKey}. Functions that start
 * with {@code edmund_} are {@link SqliteFunctions}.
 */
public final class SqliteDialect implements Dialect {
  @Override
  public SqlScanner.Syntax syntax() {
    return SqlScanner.Syntax.SQLITE;
  }

  @Override
  public String result(String text, ColumnType type) {
    return switch (type) {
      case BOOLEAN, INTEGER -> "CAST(" + text + " AS INTEGER)";
      case DOUBLE -> text;
      case DECIMAL, DURATION -> "edmund_result(" + text + ")";
      case BINARY -> "CAST(" + text + " AS BLOB)";
      case TEXT, GUID, DATETIME, DATE, TIME, GEO, JSON -> "CAST(" + text + " AS TEXT)";
    };
  }

  @Override
  public Expand expand() {
    return Expand.NESTED;
  }

  @Override
  public Keyset.Form keyset() {
    return Keyset.Form.ROW;
  }

  @Override
  public String quote(String identifier) {
    String safe = identifier.indexOf('"') < 0 ? identifier : identifier.replace("\"", "\"\"");
    return '"' + safe + '"';
  }

  @Override
  public String columnType(ColumnType type) {
    return switch (type) {
      case BOOLEAN, INTEGER -> "INTEGER";
      case DOUBLE -> "REAL";
      case DECIMAL, DURATION, BINARY -> "BLOB";
      case TEXT, GUID, DATETIME, DATE, TIME, GEO, JSON -> "TEXT";
    };
  }

  @Override
  public String rowIdType() {
    return "INTEGER PRIMARY KEY";
  }

  @Override
  public String clustered() {
    return " WITHOUT ROWID";
  }

  @Override
  public Object encode(ColumnType type, Object value) {
    return switch (type) {
      case BOOLEAN -> Boolean.TRUE.equals(value) ? 1L : 0L;
      case DECIMAL, DURATION -> DecimalKey.encode((BigDecimal) value);
      case DOUBLE -> Double.isNaN((Double) value) ? SqliteFloats.NAN : value;
      case INTEGER, TEXT, GUID, DATETIME, DATE, TIME, BINARY, GEO, JSON -> value;
    };
  }

  @Override
  public boolean writesObjects() {
    return true;
  }

  @Override
  public String object(List<String> names, List<String> values, List<ColumnType> types) {
    return SqliteDocuments.object(names, values, types);
  }

  @Override
  public String items(String rows) {
    return "(SELECT group_concat(c0, ',') FROM (" + rows + "))";
  }

  @Override
  public String elements(String array) {
    return "json_each(" + array + ")";
  }

  @Override
  public String element(String alias, Term.Element.Facet facet) {
    return switch (facet) {
      case VALUE -> alias + ".value";
      case OBJECT -> only("object", alias);
      case ARRAY -> only("array", alias);
      case TYPE -> alias + ".type";
      case ORDINAL -> alias + ".key";
    };
  }

  private static String only(String kind, String alias) {
    return "iif(" + alias + ".type = '" + kind + "', " + alias + ".value, NULL)";
  }

  @Override
  public Object decode(ColumnType type, Object stored) {
    return switch (type) {
      case BOOLEAN -> ((Number) stored).longValue() != 0;
      case INTEGER -> ((Number) stored).longValue();
      case DECIMAL, DURATION -> DecimalKey.decode((byte[]) stored);
      case DOUBLE -> stored.equals(SqliteFloats.NAN) ? Double.NaN : ((Number) stored).doubleValue();
      case TEXT, GUID, DATETIME, DATE, TIME, BINARY, GEO, JSON -> stored;
    };
  }

  /** Nulls are the smallest values here, which is what OData wants. */
  @Override
  public String nulls(boolean descending) {
    return "";
  }

  @Override
  public String indexed(Column column) {
    return quote(column.name());
  }

  @Override
  public boolean indexesEndWithRowIds() {
    return true;
  }

  @Override
  public boolean limitsInText() {
    return false;
  }

  @Override
  public boolean offsetNeedsLimit() {
    return true;
  }

  @Override
  public LogSql log() {
    return new SqliteLog(this);
  }

  @Override
  public WordIndexes words() {
    return new SqliteWords(this);
  }

  /** Who writes is alone. */
  @Override
  public String hold(Hold hold, String alias) {
    return "";
  }

  @Override
  public Optional<Statement> turn(String name) {
    return Optional.empty();
  }

  @Override
  public String contains(String text, String part) {
    return "instr(" + text + ", " + part + ") > 0";
  }

  @Override
  public String startsWith(String text, String part) {
    return "instr(" + text + ", " + part + ") = 1";
  }

  @Override
  public String nullValue(ColumnType type) {
    return "NULL";
  }

  @Override
  public String ordered(String term, ColumnType type) {
    return term;
  }

  @Override
  public String operation(
      Operation operation, List<String> arguments, List<ColumnType> types, ColumnType result) {
    String template = template(operation, types.isEmpty() ? result : types.get(0));
    return template == null
        ? SqliteExpressions.text(operation, arguments, types, result)
        : String.format(template, arguments.toArray());
  }

  @Override
  public Explained explained(Statement statement) {
    return new Explained(
        new Statement("EXPLAIN QUERY PLAN " + statement.text(), statement.binds()), 3);
  }

  @Override
  public String aggregate(
      Term.Aggregator aggregator, String argument, ColumnType type, String window) {
    String function =
        switch (aggregator) {
          case SUM ->
              type == ColumnType.DECIMAL || type == ColumnType.DURATION ? "edmund_sum(" : "sum(";
          case MIN -> "min(";
          case MAX -> "max(";
          case COUNT -> "count(";
          case COUNT_DISTINCT -> "count(DISTINCT ";
        };
    return function + argument + ")" + window;
  }

  /** Null where {@link SqliteExpressions} has it. */
  private static @Nullable String template(Operation operation, ColumnType type) {
    return switch (operation) {
      case CONCAT -> "(%s || %s)";
      case LENGTH -> "length(%s)";
      case INDEX_OF -> "(instr(%s, %s) - 1)";
      // A negative start counts from the end, here as in OData; others begin at one.
      case SUBSTRING_FROM -> "(SELECT substr(s, n + (n >= 0)) FROM (SELECT %s AS s, %s AS n))";
      case SUBSTRING ->
          "(SELECT substr(s, n + (n >= 0), max(m, 0)) FROM (SELECT %s AS s, %s AS n, %s AS m))";
      case LOWER -> "edmund_lower(%s)";
      case UPPER -> "edmund_upper(%s)";
      case TRIM -> "edmund_trim(%s)";
      case YEAR -> digits(1, 4);
      case MONTH -> digits(6, 2);
      case DAY -> digits(9, 2);
      case HOUR -> digits(type == ColumnType.TIME ? 1 : 12, 2);
      case MINUTE -> digits(type == ColumnType.TIME ? 4 : 15, 2);
      case SECOND -> digits(type == ColumnType.TIME ? 7 : 18, 2);
      case FRACTION_OF_SECOND -> "edmund_fraction(%s)";
      case DATE_OF -> "substr(%s, 1, 10)";
      case TIME_OF -> "substr(%s, 12)";
      case DATETIME_LOCAL ->
          "(SELECT CASE WHEN m IS NULL THEN s"
              + " ELSE strftime('%%Y-%%m-%%dT%%H:%%M:%%S', substr(s, 1, 19), m || ' minutes')"
              + " || substr(s, 20) END FROM (SELECT %s AS s, %s AS m))";
      case OFFSET_MINUTES -> "CASE WHEN %s IS NOT NULL THEN coalesce(%s, 0) END";
      case OFFSET_TO_TEXT ->
          "(SELECT CASE WHEN m IS NULL THEN 'Z' ELSE"
              + " printf('%%s%%02d:%%02d', iif(m < 0, '-', '+'), abs(m) / 60, abs(m) %% 60) END"
              + " FROM (SELECT %s AS m))";
      case DATETIME_PLUS -> "edmund_datetime_plus(%s, %s)";
      case DATETIME_MINUS, DATE_MINUS -> "edmund_datetime_minus(%s, %s)";
      case DATE_PLUS -> "edmund_date_plus(%s, %s)";
      case NEGATE -> arithmetic(type, "negate(%s)", "-%s");
      case ADD -> arithmetic(type, "add(%s, %s)", "%s + %s");
      case SUBTRACT -> arithmetic(type, "subtract(%s, %s)", "%s - %s");
      case MULTIPLY -> arithmetic(type, "multiply(%s, %s)", "%s * %s");
      case DIVIDE -> arithmetic(type, "divide(%s, %s)", "%s / %s");
      case MODULO -> type == ColumnType.DOUBLE ? "edmund_float_modulo(%s, %s)" : "(%s %% %s)";
      case DECIMAL_NEGATE -> "edmund_negate(%s)";
      case DECIMAL_ADD -> "edmund_add(%s, %s)";
      case DECIMAL_SUBTRACT -> "edmund_subtract(%s, %s)";
      case DECIMAL_MULTIPLY -> "edmund_multiply(%s, %s)";
      case DECIMAL_DIVIDE -> "edmund_divide(%s, %s)";
      case DECIMAL_MODULO -> "edmund_modulo(%s, %s)";
      case ROUND -> "edmund_float_round(%s)";
      case FLOOR -> "edmund_float_floor(%s)";
      case CEILING -> "edmund_float_ceiling(%s)";
      case DECIMAL_ROUND -> "edmund_round(%s)";
      case DECIMAL_FLOOR -> "edmund_floor(%s)";
      case DECIMAL_CEILING -> "edmund_ceiling(%s)";
      case INTEGER_TO_DECIMAL, DOUBLE_TO_DECIMAL -> "edmund_decimal(%s)";
      case INTEGER_TO_DOUBLE -> "CAST(%s AS REAL)";
      case DECIMAL_TO_DOUBLE -> "edmund_double(%s)";
      case DECIMAL_TO_INTEGER -> "edmund_integer(%s)";
      case DOUBLE_TO_INTEGER -> "edmund_float_integer(%s)";
      case STORED_AS_TEXT -> "%s";
      case INTEGER_TO_TEXT -> "CAST(%s AS TEXT)";
      case DECIMAL_TO_TEXT -> "edmund_text(%s)";
      case DATETIME_TO_TEXT -> "(%s || 'Z')";
      case JSON_VALUE -> "json_extract(%s, %s)";
      case JSON_TYPE -> "json_type(%s, %s)";
      case JSON_ARRAY -> "iif(json_type(%s, %s) = 'array', json_extract(%s, %s), NULL)";
      case JSON_AS_STORED -> "%s";
      case JSON_TO_DOUBLE -> "edmund_json_double(%s)";
      case JSON_TO_DECIMAL -> "edmund_json_decimal(%s)";
      case JSON_TO_DATETIME -> "edmund_json_datetime(%s)";
      case JSON_TO_OFFSET -> "edmund_json_offset(%s)";
      case JSON_TO_BINARY -> "edmund_json_binary(%s)";
      case DYNAMIC -> "edmund_dynamic(%s, coalesce(%s, ''), %s, %s)";
      case DYNAMIC_TAG -> "coalesce(%s, %s || '/' || %s)";
      case GEOGRAPHY_DISTANCE -> "edmund_geography_distance(%s, %s, %s, %s)";
      case GEOMETRY_DISTANCE -> "edmund_geometry_distance(%s, %s, %s, %s)";
      case GEOGRAPHY_LENGTH -> "edmund_geography_length(%s, %s)";
      case GEOMETRY_LENGTH -> "edmund_geometry_length(%s, %s)";
      case GEOGRAPHY_INTERSECTS -> "edmund_geography_intersects(%s, %s, %s, %s)";
      case GEOMETRY_INTERSECTS -> "edmund_geometry_intersects(%s, %s, %s, %s)";
      case DYNAMIC_ENUM -> "CASE %s WHEN %s THEN %s END";
      case CHOOSE,
          MATCHES,
          DOUBLE_TO_SINGLE,
          NARROWED,
          DOUBLE_TO_TEXT,
          DURATION_TO_TEXT,
          BINARY_TO_TEXT,
          TEXT_TO_VALUE,
          TEXT_TO_OFFSET,
          ENUM_TO_TEXT,
          TEXT_TO_ENUM,
          ARRAY_OF,
          OBJECT_OF,
          GATHER,
          ARRAY_OR_EMPTY,
          CANONICAL,
          DATETIME_IN_JSON,
          ARRAY_CONCAT,
          ARRAY_SLICE,
          ARRAY_LENGTH,
          ARRAY_HAS_SUBSET,
          ARRAY_HAS_SUBSEQUENCE,
          ARRAY_CONTAINS,
          ARRAY_STARTS_WITH,
          ARRAY_ENDS_WITH,
          ARRAY_INDEX_OF ->
          null;
      case BOOLEAN_TO_TEXT -> "CASE %s WHEN 1 THEN 'true' WHEN 0 THEN 'false' END";
    };
  }

  /** Beyond 64 bits an integer becomes a floating point number here, without a word. */
  private static String arithmetic(ColumnType type, String function, String integers) {
    return type == ColumnType.DOUBLE
        ? "edmund_float_" + function
        : "edmund_checked(" + integers + ")";
  }

  private static String digits(int start, int length) {
    return "CAST(substr(%s, " + start + ", " + length + ") AS INTEGER)";
  }
}
