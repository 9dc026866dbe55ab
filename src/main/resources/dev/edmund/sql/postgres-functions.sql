-- What PostgreSQL cannot say in one readable expression. The meanings are those of the functions
-- that SqliteFunctions, SqliteFloats and SqliteDocuments register: null where an argument is null,
-- null where a result is out of range. Functions in SQL are without STRICT, and STABLE where their
-- body is, because the planner then writes their body in their place.

-- Case of all alphabets, where the server was built with ICU; else that of the database.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') THEN
    EXECUTE 'CREATE OR REPLACE FUNCTION edmund_lower(s text) RETURNS text LANGUAGE sql IMMUTABLE'
      ' PARALLEL SAFE AS ''SELECT lower(s COLLATE "und-x-icu")''';
    EXECUTE 'CREATE OR REPLACE FUNCTION edmund_upper(s text) RETURNS text LANGUAGE sql IMMUTABLE'
      ' PARALLEL SAFE AS ''SELECT upper(s COLLATE "und-x-icu")''';
  ELSE
    EXECUTE 'CREATE OR REPLACE FUNCTION edmund_lower(s text) RETURNS text LANGUAGE sql IMMUTABLE'
      ' PARALLEL SAFE AS ''SELECT lower(s COLLATE "default")''';
    EXECUTE 'CREATE OR REPLACE FUNCTION edmund_upper(s text) RETURNS text LANGUAGE sql IMMUTABLE'
      ' PARALLEL SAFE AS ''SELECT upper(s COLLATE "default")''';
  END IF;
END $$;

-- What Unicode calls white space.
CREATE OR REPLACE FUNCTION edmund_trim(s text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(s, E'\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006'
    '\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000')
$$;

-- A negative start counts from the end; least and greatest read past a null.
CREATE OR REPLACE FUNCTION edmund_substring(s text, start bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN start >= 0 THEN substr(s, least(start, 2147483646)::integer + 1)
    WHEN start < 0 THEN substr(s, greatest(length(s) + start + 1, -2147483647)::integer)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_substring(s text, start bigint, size bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN size IS NULL THEN NULL
    WHEN start >= 0 THEN
      substr(s, least(start, 2147483646)::integer + 1, greatest(least(size, 2147483647), 0)::integer)
    WHEN start < 0 THEN
      substr(s, greatest(length(s) + start + 1, -2147483647)::integer,
        greatest(least(size, 2147483647), 0)::integer)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_fraction(t text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN strpos(t, '.') = 0 THEN 0 ELSE ('0' || substr(t, strpos(t, '.')))::numeric END
$$;

-- A point in time, without a fraction, and seconds. The clock of PostgreSQL has no year 0: years
-- are counted from 10000, which has the same days.
CREATE OR REPLACE FUNCTION edmund_clock_plus(t text, seconds bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  shifted text;
BEGIN
  IF seconds NOT BETWEEN -400000000000 AND 400000000000 THEN
    RETURN NULL;
  END IF;
  shifted := to_char(
    make_timestamp(10000 + substr(t, 1, 4)::integer, substr(t, 6, 2)::integer,
      substr(t, 9, 2)::integer, substr(t, 12, 2)::integer, substr(t, 15, 2)::integer,
      substr(t, 18, 2)::integer)
      + make_interval(days => (seconds / 86400)::integer, secs => seconds % 86400),
    'YYYY-MM-DD"T"HH24:MI:SS');
  RETURN CASE WHEN shifted LIKE '1____-%' THEN substr(shifted, 2) END;
END
$$;

-- The point in time as a clock shows it that is some minutes from UTC.
CREATE OR REPLACE FUNCTION edmund_local(t text, minutes bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN minutes IS NULL OR minutes = 0 THEN t
    ELSE edmund_clock_plus(substr(t, 1, 19), minutes * 60) || substr(t, 20)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_offset_text(minutes bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN minutes IS NULL THEN 'Z'
    ELSE CASE WHEN minutes < 0 THEN '-' ELSE '+' END
      || lpad((abs(minutes) / 60)::text, 2, '0') || ':' || lpad((abs(minutes) % 60)::text, 2, '0')
  END
$$;

-- There is no year before the first, apart from clocks that are behind UTC.
CREATE OR REPLACE FUNCTION edmund_year_checked(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN t NOT LIKE '0000-%' THEN t END
$$;

CREATE OR REPLACE FUNCTION edmund_datetime_plus(t text, seconds numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  total numeric := edmund_fraction(t) + seconds;
  rest numeric := trim_scale(total - floor(total));
BEGIN
  IF abs(total) > 400000000000 THEN
    RETURN NULL;
  END IF;
  RETURN edmund_year_checked(edmund_clock_plus(substr(t, 1, 19), floor(total)::bigint))
    || CASE WHEN rest = 0 THEN '' ELSE substr(rest::text, 2) END;
END
$$;

-- The seconds since the beginning of year 0, without the fraction.
CREATE OR REPLACE FUNCTION edmund_seconds(t text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (make_date(10000 + substr(t, 1, 4)::integer, substr(t, 6, 2)::integer,
      substr(t, 9, 2)::integer) - make_date(10000, 1, 1))::bigint * 86400
    + CASE
        WHEN length(t) = 10 THEN 0
        ELSE substr(t, 12, 2)::bigint * 3600 + substr(t, 15, 2)::bigint * 60
          + substr(t, 18, 2)::bigint
      END
$$;

CREATE OR REPLACE FUNCTION edmund_datetime_minus(later text, earlier text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim_scale(edmund_seconds(later) - edmund_seconds(earlier)
    + edmund_fraction(later) - edmund_fraction(earlier))
$$;

CREATE OR REPLACE FUNCTION edmund_date_plus(d text, seconds numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  days numeric := div(seconds, 86400) - CASE WHEN mod(seconds, 86400) < 0 THEN 1 ELSE 0 END;
BEGIN
  IF abs(days) > 4000000 THEN
    RETURN NULL;
  END IF;
  RETURN edmund_year_checked(substr(edmund_clock_plus(d || 'T00:00:00', days::bigint * 86400), 1, 10));
END
$$;

-- Exact decimals, without zeros at the end of the fraction.
CREATE OR REPLACE FUNCTION edmund_divide(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim_scale(round(div(a * 1e39, nullif(b, 0)) * 1e-39, 38))
$$;

CREATE OR REPLACE FUNCTION edmund_integer(a numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN trunc(a) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN trunc(a)::bigint
  END
$$;

-- The bounds are half way from the greatest number to the next, and from zero to the least.
CREATE OR REPLACE FUNCTION edmund_double(a numeric) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN abs(a) >= 2::numeric ^ 1024 - 2::numeric ^ 970 THEN
      CASE WHEN a > 0 THEN double precision 'Infinity' ELSE double precision '-Infinity' END
    WHEN abs(a) <= 5::numeric ^ 1075 * 1e-1075 THEN 0
    ELSE a::double precision
  END
$$;

-- The digits of a whole number without the last one. PostgreSQL shows one more digit than needed
-- where the shorter text is half way to the next number, which only numbers in these bounds can be.
CREATE OR REPLACE FUNCTION edmund_shorter(shown text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT round(n.n, -1 - length(d.digits) + length(rtrim(d.digits, '0')))
  FROM (SELECT CASE WHEN shown !~ 'I|N' THEN shown::numeric END) n (n),
    LATERAL (SELECT trunc(abs(n.n))::text) d (digits)
  WHERE abs(n.n) BETWEEN 16777216 AND 1e38
$$;

CREATE OR REPLACE FUNCTION edmund_decimal(a double precision) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN edmund_shorter(a::text)::double precision = a THEN edmund_shorter(a::text)
    WHEN abs(a) < double precision 'Infinity' THEN trim_scale(a::text::numeric)
  END
$$;

-- Floating point numbers by IEEE 754, where PostgreSQL reports an error.
CREATE OR REPLACE FUNCTION edmund_float_add(a double precision, b double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF abs(a) < 8e307 AND abs(b) < 8e307 THEN
    RETURN a + b;
  END IF;
  BEGIN
    RETURN a + b;
  EXCEPTION WHEN numeric_value_out_of_range THEN
    RETURN CASE WHEN a > 0 THEN 'Infinity' ELSE '-Infinity' END;
  END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_float_multiply(a double precision, b double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF abs(a) BETWEEN 1e-150 AND 1e150 AND abs(b) BETWEEN 1e-150 AND 1e150 THEN
    RETURN a * b;
  END IF;
  BEGIN
    RETURN a * b;
  EXCEPTION WHEN numeric_value_out_of_range THEN
    RETURN sign(a) * sign(b) * CASE WHEN abs(a) > 1 THEN double precision 'Infinity' ELSE 0 END;
  END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_float_divide(a double precision, b double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF abs(a) BETWEEN 1e-150 AND 1e150 AND abs(b) BETWEEN 1e-150 AND 1e150 THEN
    RETURN a / b;
  END IF;
  IF b = 0 THEN
    RETURN CASE
      WHEN a = 0 OR a = 'NaN' THEN 'NaN'
      WHEN (a > 0) = (b::text = '0') THEN 'Infinity'
      ELSE '-Infinity'
    END;
  END IF;
  BEGIN
    RETURN a / b;
  EXCEPTION WHEN numeric_value_out_of_range THEN
    RETURN sign(a) * sign(b) * CASE WHEN abs(a) > abs(b) THEN double precision 'Infinity' ELSE 0 END;
  END;
END
$$;

-- All digits of a finite number: the integer of 53 bits that it is made of, times a power of 2.
CREATE OR REPLACE FUNCTION edmund_float_exact(a double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  bits bigint := ('x' || encode(float8send(a), 'hex'))::bit(64)::bigint;
  exponent integer := ((bits >> 52) & 2047)::integer;
  digits numeric := bits & 4503599627370495;
BEGIN
  IF exponent > 0 THEN
    digits := digits + 4503599627370496;
  ELSE
    exponent := 1;
  END IF;
  exponent := exponent - 1075;
  IF exponent >= 0 THEN
    digits := digits * round(2::numeric ^ exponent);
  ELSE
    digits := (digits * round(5::numeric ^ -exponent) || 'e' || exponent)::numeric;
  END IF;
  RETURN CASE WHEN bits < 0 THEN -digits ELSE digits END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_float_modulo(a double precision, b double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF a = 'NaN' OR b = 'NaN' OR b = 0 OR abs(a) = 'Infinity' THEN
    RETURN 'NaN';
  END IF;
  IF abs(a) < abs(b) THEN
    RETURN a;
  END IF;
  IF abs(a) < 1e15 AND a = trunc(a) AND b = trunc(b) THEN
    RETURN a::bigint % b::bigint;
  END IF;
  RETURN mod(edmund_float_exact(a), edmund_float_exact(b))::double precision;
END
$$;

CREATE OR REPLACE FUNCTION edmund_float_round(a double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN abs(a - round(a)) = 0.5 THEN a + 0.5 * sign(a) ELSE round(a) END
$$;

CREATE OR REPLACE FUNCTION edmund_float_integer(a double precision) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN a >= double precision '-9223372036854775808'
      AND a < double precision '9223372036854775808' THEN trunc(a)::bigint
  END
$$;

-- JSON. A path names members one inside of the other: $."Address"."City". Kinds of values have the
-- names that SQLite gives them.
CREATE OR REPLACE FUNCTION edmund_path(path text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN path = '$' THEN '{}'
    ELSE string_to_array(substr(path, 4, greatest(length(path) - 4, 0)), '"."')
  END
$$;

CREATE OR REPLACE FUNCTION edmund_json_value(object text, path text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT object::json #>> edmund_path(path)
$$;

CREATE OR REPLACE FUNCTION edmund_kind(item json) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE json_typeof(item)
    WHEN 'string' THEN 'text'
    WHEN 'boolean' THEN item #>> '{}'
    WHEN 'number' THEN CASE WHEN item #>> '{}' ~ '[.eE]' THEN 'real' ELSE 'integer' END
    ELSE json_typeof(item)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_json_kind(object text, path text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT edmund_kind(object::json #> edmund_path(path))
$$;

CREATE OR REPLACE FUNCTION edmund_items(items text) RETURNS TABLE (ordinal bigint, item json)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT i.ordinality - 1, i.value FROM json_array_elements(items::json) WITH ORDINALITY i
$$;

-- A point in time in JSON has the minutes from UTC behind it: 2025-03-01T06:15:00.25+120.
CREATE OR REPLACE FUNCTION edmund_json_datetime(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(substring(t from '^.{19}[^+-]*'), t)
$$;

CREATE OR REPLACE FUNCTION edmund_json_offset(t text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT nullif(substring(t from '^.{19}[^+-]*([+-][0-9]{1,9})$')::bigint, 0)
$$;

CREATE OR REPLACE FUNCTION edmund_json_binary(b text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN b ~ '^[A-Za-z0-9_-]*$' AND length(b) % 4 <> 1
      THEN decode(translate(b, '-_', '+/') || repeat('=', -length(b) & 3), 'base64')
  END
$$;

-- Values that came with their type: DynamicValue.java has the meaning. The result is a text, to be
-- cast to the type of the kind that is wanted.

-- An exact decimal as bytes in the order of the numbers, as DecimalKey.java makes them.
CREATE OR REPLACE FUNCTION edmund_decimal_key(a numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  plain text := trim_scale(abs(a))::text;
  whole text := split_part(plain, '.', 1);
  digits text;
  exponent integer;
  result bytea;
BEGIN
  IF a = 0 THEN
    RETURN '\x02';
  END IF;
  -- Pairs of digits are counted from the point in both directions.
  digits := repeat('0', length(whole) % 2) || whole || split_part(plain, '.', 2);
  digits := digits || repeat('0', length(digits) % 2);
  exponent := (length(whole) + 1) / 2;
  WHILE digits LIKE '00%' LOOP
    digits := substr(digits, 3);
    exponent := exponent - 1;
  END LOOP;
  WHILE digits LIKE '%00' LOOP
    digits := substr(digits, 1, length(digits) - 2);
  END LOOP;
  exponent := exponent + 32768;
  IF exponent NOT BETWEEN 0 AND 65535 THEN
    RETURN NULL;
  END IF;
  result := decode(lpad(to_hex(exponent), 4, '0'), 'hex');
  SELECT result || decode(string_agg(lpad(to_hex(substr(digits, i, 2)::integer + 1), 2, '0'), '' ORDER BY i), 'hex')
    INTO result FROM generate_series(1, length(digits), 2) i;
  IF a > 0 THEN
    RETURN '\x03'::bytea || result;
  END IF;
  FOR i IN 0 .. length(result) - 1 LOOP
    result := set_byte(result, i, 255 - get_byte(result, i));
  END LOOP;
  RETURN '\x01'::bytea || result || '\xff'::bytea;
END
$$;

-- A point in time in JSON as a clock at its offset shows it.
CREATE OR REPLACE FUNCTION edmund_json_local(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT edmund_local(edmund_json_datetime(t), edmund_json_offset(t))
$$;

CREATE OR REPLACE FUNCTION edmund_dynamic(wanted text, tag text, kind text, value text)
RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
DECLARE
  type text := CASE
    WHEN tag LIKE 'Collection(%' AND kind <> 'array' THEN replace(substr(tag, 12), ')', '')
    ELSE tag
  END;
  family text;
  is_time boolean;
  is_number boolean;
BEGIN
  IF type LIKE 'Edm.Untyped%' THEN
    type := '';
  END IF;
  family := CASE
    WHEN kind IN ('true', 'false') THEN 'BOOLEAN'
    WHEN kind IN ('object', 'array') THEN 'STRUCTURE'
    -- The model declares its type, in JSON only texts do not show it.
    WHEN strpos(type, '/') > 0 THEN CASE kind WHEN 'text' THEN 'NAMED' ELSE 'NUMBER' END
    WHEN type = '' THEN CASE kind WHEN 'text' THEN 'TEXT' ELSE 'NUMBER' END
    WHEN type = 'Edm.String' THEN 'TEXT'
    WHEN type = 'Edm.DateTimeOffset' THEN 'DATETIME'
    WHEN type = 'Edm.TimeOfDay' THEN 'TIME'
    WHEN type IN ('Edm.Guid', 'Edm.Date', 'Edm.Duration', 'Edm.Binary') THEN upper(substr(type, 5))
    WHEN type LIKE 'Edm.%' THEN 'NUMBER'
    ELSE 'NAMED'
  END;
  -- What the model gives a type is taken for what it has the form of.
  is_time := family = 'DATETIME' OR (family = 'NAMED'
    AND value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d+)?$');
  is_number := family = 'NUMBER' OR (family = 'NAMED'
    AND (kind <> 'text' OR value ~ '^(-?\d+(\.\d+)?|-?INF|NaN)$'));
  RETURN CASE wanted
    WHEN 'BOOLEAN' THEN CASE WHEN family = 'BOOLEAN' THEN value END
    WHEN 'NUMBER' THEN CASE WHEN is_number THEN edmund_finite(value)::text END
    WHEN 'DOUBLE' THEN CASE
      WHEN is_number THEN coalesce(edmund_double(edmund_finite(value))::text, value)
    END
    WHEN 'INTEGER' THEN CASE
      WHEN is_number AND edmund_finite(value) = trunc(edmund_finite(value))
        THEN edmund_integer(edmund_finite(value))::text
    END
    WHEN 'TEXT' THEN CASE WHEN family = 'TEXT' OR (family = 'NAMED' AND kind = 'text') THEN value END
    WHEN 'GUID' THEN CASE
      WHEN family IN ('GUID', 'NAMED') AND value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN value
    END
    WHEN 'DATE' THEN CASE
      WHEN family IN ('DATE', 'NAMED') AND value ~ '^\d{4}-\d\d-\d\d$' THEN value
    END
    WHEN 'TIME' THEN CASE
      WHEN family IN ('TIME', 'NAMED') AND value ~ '^\d\d:\d\d:\d\d(\.\d+)?$' THEN value
    END
    WHEN 'DATETIME' THEN CASE WHEN is_time THEN edmund_json_datetime(value) END
    WHEN 'DATE_PART' THEN CASE
      WHEN is_time THEN substr(edmund_json_local(value), 1, 10)
      WHEN family IN ('DATE', 'NAMED') AND value ~ '^\d{4}-\d\d-\d\d$' THEN value
    END
    WHEN 'TIME_PART' THEN CASE
      WHEN is_time THEN substr(edmund_json_local(value), 12)
      WHEN family IN ('TIME', 'NAMED') AND value ~ '^\d\d:\d\d:\d\d(\.\d+)?$' THEN value
    END
    WHEN 'OFFSET' THEN CASE WHEN is_time THEN coalesce(edmund_json_offset(value), 0)::text END
    WHEN 'DURATION' THEN CASE
      WHEN (family = 'DURATION' OR (family = 'NAMED' AND kind = 'text'))
        AND value ~ '^-?\d+(\.\d+)?$' THEN trim_scale(value::numeric)::text
    END
    WHEN 'BINARY' THEN CASE
      WHEN family = 'BINARY' OR (family = 'NAMED' AND kind = 'text')
        THEN '\x' || encode(edmund_json_binary(value), 'hex')
    END
    WHEN 'AS_TEXT' THEN CASE
      WHEN family = 'NUMBER' THEN coalesce(edmund_finite(value)::text, value)
      WHEN family = 'DATETIME' THEN edmund_json_local(value)
        || edmund_offset_text(edmund_json_offset(value))
      WHEN family IN ('DURATION', 'STRUCTURE') THEN NULL
      WHEN family = 'NAMED' AND kind <> 'text' THEN NULL
      ELSE value
    END
    WHEN 'TYPE' THEN CASE
      -- An object names its type itself where it is not the one beside it.
      WHEN family = 'STRUCTURE' THEN CASE
        WHEN value LIKE '{"@type":"%' THEN value::json ->> '@type' ELSE type
      END
      WHEN type <> '' THEN type
      WHEN family = 'BOOLEAN' THEN 'Edm.Boolean'
      WHEN family = 'NUMBER' THEN 'Edm.Double'
      ELSE 'Edm.String'
    END
    WHEN 'ORDER' THEN '\x' || encode(edmund_order(family, type, kind, value), 'hex')
  END;
END
$$;

-- A number as it is written in JSON, null for INF and NaN.
CREATE OR REPLACE FUNCTION edmund_finite(value text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN value NOT IN ('INF', '-INF', 'NaN') THEN trim_scale(value::numeric) END
$$;

-- Bytes in the order that $orderby has for values of any type.
CREATE OR REPLACE FUNCTION edmund_order(family text, type text, kind text, value text)
RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  rank integer := array_position(ARRAY['BOOLEAN', 'NUMBER', 'TEXT', 'GUID', 'DATE', 'DATETIME',
    'TIME', 'DURATION', 'BINARY', 'NAMED', 'STRUCTURE'], family);
BEGIN
  RETURN set_byte('\x00'::bytea, 0, rank) || CASE
    WHEN family = 'NUMBER' THEN CASE value
      WHEN 'INF' THEN '\x04'::bytea
      WHEN '-INF' THEN '\x00'::bytea
      WHEN 'NaN' THEN '\x05'::bytea
      ELSE edmund_decimal_key(value::numeric)
    END
    WHEN family = 'DURATION' THEN edmund_decimal_key(value::numeric)
    WHEN family = 'DATETIME' THEN convert_to(edmund_json_datetime(value), 'UTF8')
    WHEN family = 'BOOLEAN' THEN CASE value WHEN 'true' THEN '1'::bytea ELSE '0'::bytea END
    -- By type, then by number, then by text.
    WHEN family = 'NAMED' THEN convert_to(type, 'UTF8') || '\x00'::bytea
      || CASE kind WHEN 'text' THEN convert_to(value, 'UTF8') ELSE edmund_decimal_key(value::numeric) END
    ELSE convert_to(value, 'UTF8')
  END;
END
$$;
