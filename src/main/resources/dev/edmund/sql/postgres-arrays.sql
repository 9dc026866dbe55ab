-- JSON arrays and objects as values: SqliteArrays.java has the meaning.

-- A number as JSON, and what is none as a string.
CREATE OR REPLACE FUNCTION edmund_double_json(a double precision) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN a = double precision 'NaN' THEN json '"NaN"'
    WHEN a = double precision 'Infinity' THEN json '"INF"'
    WHEN a = double precision '-Infinity' THEN json '"-INF"'
    ELSE to_json(a)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_datetime_json(t text, minutes bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT t || CASE WHEN minutes > 0 THEN '+' || minutes WHEN minutes < 0 THEN minutes::text ELSE '' END
$$;

-- Members without nulls, single values as texts, times without offsets; jsonb has them in order.
CREATE OR REPLACE FUNCTION edmund_canonical(value jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
DECLARE
  t text;
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN (SELECT coalesce(jsonb_object_agg(m.key, edmund_canonical(m.value)), '{}')
        FROM jsonb_each(value) m WHERE m.value <> 'null');
    WHEN 'array' THEN
      RETURN (SELECT coalesce(jsonb_agg(edmund_canonical(i.value) ORDER BY i.ordinality), '[]')
        FROM jsonb_array_elements(value) WITH ORDINALITY i);
    WHEN 'null' THEN
      RETURN value;
    ELSE
      t := value #>> '{}';
  END CASE;
  IF jsonb_typeof(value) = 'number' THEN
    RETURN to_jsonb(trim_scale(t::numeric)::text);
  END IF;
  IF t ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?[+-][0-9]+$' THEN
    t := edmund_json_datetime(t);
  END IF;
  RETURN to_jsonb(t);
END
$$;

CREATE OR REPLACE FUNCTION edmund_canonical(value text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT edmund_canonical(value::jsonb)::text
$$;

CREATE OR REPLACE FUNCTION edmund_array_concat(a text, b text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(json_agg(u.item ORDER BY u.part, u.place), '[]')::text
  FROM (
    SELECT 1, i.ordinality, i.value FROM json_array_elements(a::json) WITH ORDINALITY i
    UNION ALL
    SELECT 2, i.ordinality, i.value FROM json_array_elements(b::json) WITH ORDINALITY i
  ) u (part, place, item)
$$;

-- A start below zero counts from the end.
CREATE OR REPLACE FUNCTION edmund_array_slice(a text, start bigint, size bigint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(json_agg(i.value ORDER BY i.ordinality), '[]')::text
  FROM json_array_elements(a::json) WITH ORDINALITY i,
    (SELECT start + CASE WHEN start < 0 THEN json_array_length(a::json) ELSE 0 END) f (first)
  WHERE i.ordinality > f.first AND i.ordinality <= f.first::numeric + greatest(size, 0)
$$;

-- The items of a canonical array.
CREATE OR REPLACE FUNCTION edmund_array_items(a text) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(i.value::text ORDER BY i.ordinality), '{}')
  FROM jsonb_array_elements(a::jsonb) WITH ORDINALITY i
$$;

CREATE OR REPLACE FUNCTION edmund_array_subset(a text, b text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT NOT EXISTS (
    SELECT FROM unnest(edmund_array_items(b)) wanted (item)
    GROUP BY wanted.item
    HAVING count(*) >
      (SELECT count(*) FROM unnest(edmund_array_items(a)) all_of (item) WHERE all_of.item = wanted.item))
$$;

CREATE OR REPLACE FUNCTION edmund_array_subsequence(a text, b text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
DECLARE
  wanted text[] := edmund_array_items(b);
  found_items integer := 0;
  item text;
BEGIN
  FOREACH item IN ARRAY edmund_array_items(a) LOOP
    IF found_items < cardinality(wanted) AND item = wanted[found_items + 1] THEN
      found_items := found_items + 1;
    END IF;
  END LOOP;
  RETURN found_items = cardinality(wanted);
END
$$;

CREATE OR REPLACE FUNCTION edmund_array_index(a text, b text) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
DECLARE
  items text[] := edmund_array_items(a);
  wanted text[] := edmund_array_items(b);
BEGIN
  FOR i IN 0 .. cardinality(items) - cardinality(wanted) LOOP
    IF items[i + 1 : i + cardinality(wanted)] = wanted THEN
      RETURN i;
    END IF;
  END LOOP;
  RETURN -1;
END
$$;

CREATE OR REPLACE FUNCTION edmund_array_starts(a text, b text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT (edmund_array_items(a))[1 : cardinality(edmund_array_items(b))] = edmund_array_items(b)
$$;

CREATE OR REPLACE FUNCTION edmund_array_ends(a text, b text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE STRICT AS $$
  SELECT i.items[cardinality(i.items) - cardinality(i.wanted) + 1 : cardinality(i.items)] = i.wanted
  FROM (SELECT edmund_array_items(a), edmund_array_items(b)) i (items, wanted)
$$;
