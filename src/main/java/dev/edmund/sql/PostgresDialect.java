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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL from version 13 on: strict types, exact decimals, texts as SQLite has them and in
 * order of code points. Functions that start with {@code edmund_} are {@link PostgresFunctions}.
 */
public final class PostgresDialect implements Dialect {
  private static final String CODE_POINTS = " COLLATE \"C\"";

  @Override
  public SqlScanner.Syntax syntax() {
    return SqlScanner.Syntax.POSTGRESQL;
  }

  @Override
  public String result(String text, ColumnType type) {
    return switch (type) {
      case TEXT, DATETIME, DATE, TIME, GEO, JSON -> "(" + text + ")::text" + CODE_POINTS;
      case DECIMAL, DURATION -> "trim_scale((" + text + ")::numeric)";
      // There is no way from a long number to a boolean but this.
      case BOOLEAN -> "(" + text + ")::text::boolean";
      case INTEGER, DOUBLE, GUID, BINARY -> "(" + text + ")::" + cast(type);
    };
  }

  @Override
  public Expand expand() {
    return Expand.BATCHED;
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
    return isText(type) ? "text" + CODE_POINTS : cast(type);
  }

  private static boolean isText(ColumnType type) {
    return switch (type) {
      case TEXT, DATETIME, DATE, TIME, GEO, JSON -> true;
      case BOOLEAN, INTEGER, DOUBLE, DECIMAL, GUID, DURATION, BINARY -> false;
    };
  }

  private static String cast(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "bigint";
      case DOUBLE -> "double precision";
      case DECIMAL, DURATION -> "numeric";
      case TEXT, DATETIME, DATE, TIME, GEO, JSON -> "text";
      case GUID -> "uuid";
      case BINARY -> "bytea";
    };
  }

  @Override
  public String rowIdType() {
    return "bigint PRIMARY KEY";
  }

  /** Rows are where they fit. */
  @Override
  public String clustered() {
    return "";
  }

  @Override
  public Object encode(ColumnType type, Object value) {
    return switch (type) {
      case GUID -> UUID.fromString(value.toString());
      case DECIMAL, DURATION -> canonical((BigDecimal) value);
      case BOOLEAN, INTEGER, DOUBLE, TEXT, DATETIME, DATE, TIME, BINARY, GEO, JSON -> value;
    };
  }

  /** Zeros at the end would be stored, and written in answers. */
  private static BigDecimal canonical(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public Object decode(ColumnType type, Object stored) {
    return switch (type) {
      case GUID -> stored.toString();
      case INTEGER -> ((Number) stored).longValue();
      case DECIMAL, DURATION -> canonical((BigDecimal) stored);
      case BOOLEAN, DOUBLE, TEXT, DATETIME, DATE, TIME, BINARY, GEO, JSON -> stored;
    };
  }

  /** One without a type fits wherever the literal null may stand, which is a text in plans. */
  @Override
  public String nullValue(ColumnType type) {
    return type == ColumnType.TEXT ? "NULL" : "NULL::" + cast(type);
  }

  /** Texts that are made, not stored, have the order of the database's language. */
  @Override
  public String ordered(String term, ColumnType type) {
    return isText(type) ? term + CODE_POINTS : term;
  }

  /** It takes longer to write JSON than its driver to read columns. */
  @Override
  public boolean writesObjects() {
    return false;
  }

  @Override
  public String object(List<String> names, List<String> values, List<ColumnType> types) {
    return PostgresObjects.object(names, values, types);
  }

  @Override
  public String items(String rows) {
    return "(SELECT string_agg(c0, ',') FROM (" + rows + ") i)";
  }

  @Override
  public String elements(String array) {
    return "edmund_items(" + array + ")";
  }

  @Override
  public String element(String alias, Term.Element.Facet facet) {
    return switch (facet) {
      case VALUE -> "(" + alias + ".item #>> '{}')";
      case OBJECT -> only("object", alias);
      case ARRAY -> only("array", alias);
      case TYPE -> "edmund_kind(" + alias + ".item)";
      case ORDINAL -> alias + ".ordinal";
    };
  }

  private static String only(String kind, String alias) {
    return "CASE json_typeof("
        + alias
        + ".item) WHEN '"
        + kind
        + "' THEN "
        + alias
        + ".item::text END";
  }

  /** Nulls are the greatest values here, where nothing else is said. */
  @Override
  public String nulls(boolean descending) {
    return descending ? " NULLS LAST" : " NULLS FIRST";
  }

  @Override
  public String indexed(Column column) {
    return quote(column.name()) + (column.nullable() ? nulls(false) : "");
  }

  @Override
  public boolean indexesEndWithRowIds() {
    return false;
  }

  @Override
  public boolean limitsInText() {
    return true;
  }

  @Override
  public boolean offsetNeedsLimit() {
    return false;
  }

  @Override
  public LogSql log() {
    return new PostgresLog(this);
  }

  @Override
  public WordIndexes words() {
    return new PostgresWords(this);
  }

  @Override
  public String hold(Hold hold, String alias) {
    String strength =
        switch (hold) {
          case CHANGE -> "UPDATE";
          case STATE -> "SHARE";
          case ROW -> "KEY SHARE";
        };
    return "\nFOR " + strength + " OF " + alias;
  }

  @Override
  public Optional<Statement> turn(String name) {
    return Optional.of(new Statement(PostgresSql.TURN, List.of(new Statement.Value(name))));
  }

  @Override
  public String contains(String text, String part) {
    return "strpos(" + text + ", " + part + ") > 0";
  }

  @Override
  public String startsWith(String text, String part) {
    return "strpos(" + text + ", " + part + ") = 1";
  }

  @Override
  public String operation(
      Operation operation, List<String> arguments, List<ColumnType> types, ColumnType result) {
    String template = template(operation, types.isEmpty() ? result : types.get(0), result);
    return template == null
        ? PostgresExpressions.text(operation, arguments, types, result)
        : String.format(template, arguments.toArray());
  }

  @Override
  public Explained explained(Statement statement) {
    return new Explained(new Statement("EXPLAIN " + statement.text(), statement.binds()), 0);
  }

  @Override
  public String aggregate(
      Term.Aggregator aggregator, String argument, ColumnType type, String window) {
    return switch (aggregator) {
      case SUM -> sum(argument, type, window);
      case MIN -> extreme(false, argument, type) + window;
      case MAX -> extreme(true, argument, type) + window;
      case COUNT -> "count(" + argument + ")" + window;
      case COUNT_DISTINCT -> "count(DISTINCT " + argument + ")" + window;
    };
  }

  private static String sum(String argument, ColumnType type, String window) {
    String sum = "sum(" + argument + ")" + window;
    return switch (type) {
      case DECIMAL, DURATION -> "trim_scale(" + sum + ")";
      case INTEGER -> "(" + sum + ")::bigint";
      default -> sum;
    };
  }

  /** Not every type that has an order has these functions. */
  private String extreme(boolean greatest, String argument, ColumnType type) {
    String function = greatest ? "max(" : "min(";
    return switch (type) {
      case BOOLEAN -> (greatest ? "bool_or(" : "bool_and(") + argument + ")";
      case GUID -> function + argument + "::text" + CODE_POINTS + ")::uuid";
      case BINARY -> "decode(" + function + "encode(" + argument + ", 'hex')), 'hex')";
      default -> function + ordered(argument, type) + ")";
    };
  }

  /** Null where {@link PostgresExpressions} has it. */
  private static @Nullable String template(
      Operation operation, ColumnType type, ColumnType result) {
    return switch (operation) {
      case CONCAT -> "(%s || %s)";
      case LENGTH -> "length(%s)::bigint";
      case INDEX_OF -> "(strpos(%s, %s) - 1)::bigint";
      case SUBSTRING_FROM -> "edmund_substring(%s, %s)";
      case SUBSTRING -> "edmund_substring(%s, %s, %s)";
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
      case DATETIME_LOCAL -> "edmund_local(%s, %s)";
      case OFFSET_MINUTES -> "CASE WHEN %s IS NOT NULL THEN coalesce(%s, 0) END";
      case OFFSET_TO_TEXT -> "edmund_offset_text(%s)";
      case DATETIME_PLUS -> "edmund_datetime_plus(%s, %s)";
      case DATETIME_MINUS, DATE_MINUS -> "edmund_datetime_minus(%s, %s)";
      case DATE_PLUS -> "edmund_date_plus(%s, %s)";
      case NEGATE, DECIMAL_NEGATE -> "(- %s)";
      case ADD -> type == ColumnType.DOUBLE ? "edmund_float_add(%s, %s)" : "(%s + %s)";
      case SUBTRACT -> type == ColumnType.DOUBLE ? "edmund_float_add(%s, - %s)" : "(%s - %s)";
      case MULTIPLY -> type == ColumnType.DOUBLE ? "edmund_float_multiply(%s, %s)" : "(%s * %s)";
      // Division by zero has no value.
      case DIVIDE ->
          type == ColumnType.DOUBLE ? "edmund_float_divide(%s, %s)" : "(%s / nullif(%s, 0))";
      case MODULO ->
          type == ColumnType.DOUBLE ? "edmund_float_modulo(%s, %s)" : "(%s %% nullif(%s, 0))";
      case DECIMAL_ADD -> "trim_scale(%s + %s)";
      case DECIMAL_SUBTRACT -> "trim_scale(%s - %s)";
      case DECIMAL_MULTIPLY -> "trim_scale(%s * %s)";
      case DECIMAL_DIVIDE -> "edmund_divide(%s, %s)";
      case DECIMAL_MODULO -> "trim_scale(mod(%s, nullif(%s, 0)))";
      case ROUND -> "edmund_float_round(%s)";
      case DECIMAL_ROUND -> "round(%s)";
      case FLOOR, DECIMAL_FLOOR -> "floor(%s)";
      case CEILING, DECIMAL_CEILING -> "ceiling(%s)";
      case INTEGER_TO_DECIMAL -> "(%s)::numeric";
      case DOUBLE_TO_DECIMAL -> "edmund_decimal(%s)";
      case INTEGER_TO_DOUBLE -> "(%s)::double precision";
      case DECIMAL_TO_DOUBLE -> "edmund_double(%s)";
      case DECIMAL_TO_INTEGER -> "edmund_integer(%s)";
      case DOUBLE_TO_INTEGER -> "edmund_float_integer(%s)";
      case STORED_AS_TEXT -> isText(type) ? "%s" : "(%s)::text";
      case INTEGER_TO_TEXT, DECIMAL_TO_TEXT, BOOLEAN_TO_TEXT -> "(%s)::text";
      case DATETIME_TO_TEXT -> "(%s || 'Z')";
      case JSON_VALUE -> "edmund_json_value(%s, %s)";
      case JSON_TYPE -> "edmund_json_kind(%s, %s)";
      case JSON_ARRAY ->
          "CASE WHEN edmund_json_kind(%s, %s) = 'array' THEN edmund_json_value(%s, %s) END";
      case JSON_AS_STORED -> isText(result) ? "%s" : "(%s)::" + cast(result);
      case JSON_TO_DOUBLE -> "(%s)::double precision";
      case JSON_TO_DECIMAL -> "(%s)::numeric";
      case JSON_TO_DATETIME -> "edmund_json_datetime(%s)";
      case JSON_TO_OFFSET -> "edmund_json_offset(%s)";
      case JSON_TO_BINARY -> "edmund_json_binary(%s)";
      case DYNAMIC -> "edmund_dynamic(%s, coalesce(%s, ''), %s, %s)::" + cast(result);
      case DYNAMIC_TAG -> "coalesce(%s, %s || '/' || %s)";
      case GEOGRAPHY_DISTANCE -> "edmund_geography_distance(%s, %s, %s, %s)";
      case GEOMETRY_DISTANCE -> "edmund_geometry_distance(%s, %s, %s, %s)";
      case GEOGRAPHY_LENGTH -> "edmund_geography_length(%s, %s)";
      case GEOMETRY_LENGTH -> "edmund_geometry_length(%s, %s)";
      case GEOGRAPHY_INTERSECTS -> "edmund_geography_intersects(%s, %s, %s, %s)";
      case GEOMETRY_INTERSECTS -> "edmund_geometry_intersects(%s, %s, %s, %s)";
      case DYNAMIC_ENUM -> "CASE %s WHEN %s THEN (%s)::bigint END";
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
    };
  }

  private static String digits(int start, int length) {
    return "substr(%s, " + start + ", " + length + ")::bigint";
  }
}
