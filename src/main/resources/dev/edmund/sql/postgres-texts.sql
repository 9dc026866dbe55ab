-- Casts between values and their literals, as payloads have them: SqliteTexts.java has the meaning.
-- A text that is no literal is null.

CREATE OR REPLACE FUNCTION edmund_parse_boolean(t text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE lower(t COLLATE "C") WHEN 'true' THEN true WHEN 'false' THEN false END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_integer(t text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN t ~ '^[+-]?[0-9]{1,30}$' THEN edmund_integer(t::numeric) END
$$;

-- At most 400 digits, before and behind the point.
CREATE OR REPLACE FUNCTION edmund_parse_decimal(t text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  p text[] := regexp_match(t, '^[+-]?([0-9]+)(?:[.]([0-9]+))?(?:[eE]([+-]?[0-9]{1,9}))?$');
  fraction text := coalesce(p[2], '');
  digits text := ltrim(coalesce(p[1], '') || fraction, '0');
BEGIN
  IF p IS NULL OR length(digits) > 400
    OR abs(length(fraction) - coalesce(p[3], '0')::bigint) > 400 THEN
    RETURN NULL;
  END IF;
  RETURN trim_scale(t::numeric);
END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_double(t text) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF t = 'INF' THEN
    RETURN 'Infinity';
  ELSIF t = '-INF' THEN
    RETURN '-Infinity';
  ELSIF t = 'NaN' THEN
    RETURN 'NaN';
  ELSIF t !~ '^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,9})?$' THEN
    RETURN NULL;
  END IF;
  BEGIN
    RETURN t::double precision + 0;
  EXCEPTION WHEN numeric_value_out_of_range THEN
    -- Too small is zero.
    RETURN CASE
      WHEN t ~ '[eE]-' THEN 0
      WHEN t ~ '[eE]' OR t !~ '^[+-]?0*[.]' THEN NULL
      ELSE 0
    END;
  END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_guid(t text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN t ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN t::uuid END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_date(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  IF t !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
    RETURN NULL;
  END IF;
  PERFORM make_date(substr(t, 1, 4)::integer, substr(t, 6, 2)::integer, substr(t, 9, 2)::integer);
  RETURN t;
EXCEPTION WHEN datetime_field_overflow THEN
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_time(t text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN t ~ '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,12})?)?$' THEN
      substr(t, 1, 5) || CASE WHEN length(t) = 5 THEN ':00' ELSE substr(t, 6, 3) END
        || CASE WHEN substr(t, 9) ~ '[1-9]' THEN rtrim(substr(t, 9), '0') ELSE '' END
  END
$$;

-- Minutes from UTC, 0 without an offset; null where there is something else behind the clock.
CREATE OR REPLACE FUNCTION edmund_parse_minutes(t text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN t ~ '^[^T]*T[0-9:.]*[Zz]?$' THEN 0
    WHEN t ~ '^[^T]*T[0-9:.]*[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$' THEN
      CASE WHEN substr(t, length(t) - 5, 1) = '-' THEN -1 ELSE 1 END
        * (substr(t, length(t) - 4, 2)::bigint * 60 + substr(t, length(t) - 1, 2)::bigint)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_datetime(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  minutes bigint := edmund_parse_minutes(t);
  day text := edmund_parse_date(substr(t, 1, 10));
  clock text := edmund_parse_time(regexp_replace(substr(t, 12), '([Zz]|[+-].*)$', ''));
  utc text;
BEGIN
  IF substr(t, 11, 1) <> 'T' OR minutes IS NULL OR day IS NULL OR clock IS NULL THEN
    RETURN NULL;
  END IF;
  utc := edmund_clock_plus(day || 'T' || substr(clock, 1, 8), -60 * minutes) || substr(clock, 9);
  RETURN CASE WHEN utc NOT LIKE '0000-%' THEN utc END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_offset(t text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN edmund_parse_datetime(t) IS NOT NULL THEN nullif(edmund_parse_minutes(t), 0) END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_duration(t text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  p text[] := regexp_match(t, '^([+-]?)P(?:([0-9]+)D)?'
    '(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:[.][0-9]{1,12})?)S)?)?$');
BEGIN
  IF p IS NULL OR length(t) > 400 OR right(t, 1) IN ('P', 'T') THEN
    RETURN NULL;
  END IF;
  RETURN trim_scale(CASE p[1] WHEN '-' THEN -1 ELSE 1 END * (coalesce(p[2], '0')::numeric * 86400
    + coalesce(p[3], '0')::numeric * 3600 + coalesce(p[4], '0')::numeric * 60
    + coalesce(p[5], '0')::numeric));
END
$$;

CREATE OR REPLACE FUNCTION edmund_parse_binary(t text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT edmund_json_binary(rtrim(translate(t, '+/', '-_'), '='))
$$;

-- The number of single precision, in its shortest digits.
CREATE OR REPLACE FUNCTION edmund_single(a double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  shown text;
  shorter numeric;
BEGIN
  shown := a::real::text;
  shorter := edmund_shorter(shown);
  IF shorter::real = a::real THEN
    RETURN shorter::double precision;
  END IF;
  RETURN shown::double precision + 0;
EXCEPTION WHEN numeric_value_out_of_range THEN
  RETURN CASE WHEN abs(a) < 1 THEN 0 END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_narrow(a double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(edmund_single(a), sign(a) * double precision 'Infinity')
$$;

-- As Java writes it where it is not a whole number of less than 16 digits.
CREATE OR REPLACE FUNCTION edmund_double_text(a double precision) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  sign text := CASE WHEN a < 0 THEN '-' ELSE '' END;
  plain text;
  digits text;
  exponent integer;
BEGIN
  IF a = 'NaN' THEN
    RETURN 'NaN';
  ELSIF abs(a) = 'Infinity' THEN
    RETURN sign || 'INF';
  END IF;
  plain := abs(edmund_decimal(a))::text;
  IF a = trunc(a) AND abs(a) < 1e15 OR abs(a) >= 1e-3 AND abs(a) < 1e7 THEN
    RETURN sign || plain;
  END IF;
  digits := ltrim(replace(plain, '.', ''), '0');
  exponent := CASE
    WHEN plain LIKE '0.%' THEN length(digits) - length(plain) + 1
    ELSE length(split_part(plain, '.', 1)) - 1
  END;
  RETURN sign || substr(digits, 1, 1) || '.' || coalesce(nullif(rtrim(substr(digits, 2), '0'), ''), '0')
    || 'E' || exponent;
END
$$;

CREATE OR REPLACE FUNCTION edmund_duration_text(seconds numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN seconds < 0 THEN '-' WHEN seconds >= 0 THEN '' END || 'P'
    || CASE WHEN d.days > 0 THEN d.days || 'D' ELSE '' END
    || CASE WHEN d.rest > 0 OR d.days = 0 THEN 'T' ELSE '' END
    || CASE WHEN d.rest >= 3600 THEN div(d.rest, 3600) || 'H' ELSE '' END
    || CASE WHEN mod(d.rest, 3600) >= 60 THEN div(mod(d.rest, 3600), 60) || 'M' ELSE '' END
    || CASE WHEN mod(d.rest, 60) > 0 OR seconds = 0 THEN trim_scale(mod(d.rest, 60)) || 'S' ELSE '' END
  FROM (SELECT div(abs(seconds), 86400), mod(abs(seconds), 86400)) d (days, rest)
$$;

CREATE OR REPLACE FUNCTION edmund_binary_text(b bytea) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT rtrim(translate(encode(b, 'base64'), E'+/\n', '-_'), '=')
$$;

-- Members are words such as Red=1, behind the word that tells whether they are flags.
CREATE OR REPLACE FUNCTION edmund_enum_members(members text)
RETURNS TABLE (name text, number bigint, place bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT split_part(w.word, '=', 1), split_part(w.word, '=', 2)::bigint, w.ordinality
  FROM unnest(string_to_array(members, ' ')) WITH ORDINALITY w (word) WHERE w.ordinality > 1
$$;

CREATE OR REPLACE FUNCTION edmund_enum_text(value bigint, members text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  names text;
  bits bigint;
BEGIN
  SELECT m.name INTO names FROM edmund_enum_members(members) m WHERE m.number = value
    ORDER BY m.place LIMIT 1;
  IF names IS NULL AND members LIKE 'flags%' THEN
    SELECT string_agg(m.name, ',' ORDER BY m.place), bit_or(m.number) INTO names, bits
      FROM edmund_enum_members(members) m WHERE m.number <> 0 AND value & m.number = m.number;
    IF bits <> value THEN
      names := NULL;
    END IF;
  END IF;
  RETURN coalesce(names, value::text);
END
$$;

CREATE OR REPLACE FUNCTION edmund_enum_number(t text, members text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  word text;
  next bigint;
  value bigint := 0;
BEGIN
  IF strpos(t, ',') > 0 AND members NOT LIKE 'flags%' THEN
    RETURN NULL;
  END IF;
  FOREACH word IN ARRAY string_to_array(t, ',') LOOP
    SELECT m.number INTO next FROM edmund_enum_members(members) m WHERE m.name = btrim(word);
    IF next IS NULL AND word ~ '^[+-]?[0-9]{1,18}$' THEN
      next := word::bigint;
    END IF;
    IF next IS NULL THEN
      RETURN NULL;
    END IF;
    value := value | next;
  END LOOP;
  RETURN CASE WHEN t <> '' THEN value END;
END
$$;
