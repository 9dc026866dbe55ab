package dev.edmund.plan.query;

/** The operations a dialect has to spell. Positions are in characters and start at zero. */
public enum Operation {
  CONCAT,
  LENGTH,
  INDEX_OF,
  /** text, start */
  SUBSTRING_FROM,
  /** text, start, length */
  SUBSTRING,
  LOWER,
  UPPER,
  TRIM,
  YEAR,
  MONTH,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  FRACTION_OF_SECOND,
  DATE_OF,
  TIME_OF,
  /** point in time, minutes from UTC: the point in time as a clock there shows it */
  DATETIME_LOCAL,
  /** point in time, minutes from UTC or null: the minutes, zero for null */
  OFFSET_MINUTES,
  /** minutes from UTC: {@code +02:00}, {@code Z} for null */
  OFFSET_TO_TEXT,
  /** point in time, seconds */
  DATETIME_PLUS,
  /** point in time, point in time: the seconds between */
  DATETIME_MINUS,
  DATE_PLUS,
  DATE_MINUS,
  NEGATE,
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MODULO,
  DECIMAL_NEGATE,
  DECIMAL_ADD,
  DECIMAL_SUBTRACT,
  DECIMAL_MULTIPLY,
  DECIMAL_DIVIDE,
  DECIMAL_MODULO,
  ROUND,
  FLOOR,
  CEILING,
  DECIMAL_ROUND,
  DECIMAL_FLOOR,
  DECIMAL_CEILING,
  INTEGER_TO_DECIMAL,
  DOUBLE_TO_DECIMAL,
  INTEGER_TO_DOUBLE,
  DECIMAL_TO_DOUBLE,
  /** toward zero */
  DECIMAL_TO_INTEGER,
  /** toward zero */
  DOUBLE_TO_INTEGER,
  STORED_AS_TEXT,
  INTEGER_TO_TEXT,
  DECIMAL_TO_TEXT,
  DATETIME_TO_TEXT,
  BOOLEAN_TO_TEXT,
  /** JSON object, path: the value taken apart, null where there is none */
  JSON_VALUE,
  /** JSON object, path: the kind of the value there */
  JSON_TYPE,
  /** JSON object, path, the same again: the array there, null where there is something else */
  JSON_ARRAY,
  /** a value taken apart: what needs no change to be as in a column */
  JSON_AS_STORED,
  JSON_TO_DOUBLE,
  JSON_TO_DECIMAL,
  JSON_TO_DATETIME,
  /** a point in time: the minutes from UTC that it came with, null for none */
  JSON_TO_OFFSET,
  JSON_TO_BINARY,
  /** the name of a {@link DynamicKind}, tag, kind and value: null where the value is of another */
  DYNAMIC,
  /** tag, that of the value around, name: the tag, or else the path from the one around */
  DYNAMIC_TAG,
  /** tag, the name of an enumeration type, value: null where the tag is another */
  DYNAMIC_ENUM,
  /**
   * point, the number of the coordinate system of values that name none, point, the same for that:
   * metres; null where the two systems differ. The number is -1 where it is not known.
   */
  GEOGRAPHY_DISTANCE,
  GEOMETRY_DISTANCE,
  /** line, the number of its coordinate system */
  GEOGRAPHY_LENGTH,
  GEOMETRY_LENGTH,
  /** point, the number of its coordinate system, polygon, the same for that */
  GEOGRAPHY_INTERSECTS,
  GEOMETRY_INTERSECTS,
  /** condition, value, condition, value and so on: the value behind the first true condition */
  CHOOSE,
  /** text, regular expression in the syntax of {@code RegularExpression} */
  MATCHES,
  /** the number as single precision has it, null where that is infinite */
  DOUBLE_TO_SINGLE,
  DOUBLE_TO_TEXT,
  DURATION_TO_TEXT,
  BINARY_TO_TEXT,
  /** a text that is a literal of the type of the result, else null */
  TEXT_TO_VALUE,
  /** a text that is a point in time: the minutes from UTC, null for none */
  TEXT_TO_OFFSET,
  /** number, members: their names, the digits where there is none */
  ENUM_TO_TEXT,
  /** text, members: the number, null where there is none */
  TEXT_TO_ENUM,
  /** any values: a JSON array of them */
  ARRAY_OF,
  /** name, value, name, value and so on: a JSON object */
  OBJECT_OF,
  /** value, place: a JSON array of the values of all rows, in the order of the places */
  GATHER,
  /** a JSON array, empty for null */
  ARRAY_OR_EMPTY,
  /** JSON: a text that is the same for the same value, whatever the order of members */
  CANONICAL,
  /** point in time, minutes from UTC: both as JSON has them */
  DATETIME_IN_JSON,
  ARRAY_CONCAT,
  /** array, start, number of items */
  ARRAY_SLICE,
  ARRAY_LENGTH,
  /** canonical array, canonical array */
  ARRAY_HAS_SUBSET,
  ARRAY_HAS_SUBSEQUENCE,
  ARRAY_CONTAINS,
  ARRAY_STARTS_WITH,
  ARRAY_ENDS_WITH,
  ARRAY_INDEX_OF
}
