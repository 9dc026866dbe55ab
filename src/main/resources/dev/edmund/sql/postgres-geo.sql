-- The geo functions, as SqliteGeo and Geodesic have them: the same steps in the same order, so that
-- results are the same to the last bit. Arguments are stored GeoJSON, each with the coordinate system
-- of texts that name none, or -1 where that is not known and taken for the right one. Null where a
-- value is of another kind, coordinate systems differ, or a number is out of range.

CREATE OR REPLACE FUNCTION edmund_geo_srid(shape text, implied bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN strpos(shape, '"crs"') = 0 THEN implied
    ELSE coalesce(substring(shape from 'EPSG:([0-9]{1,6})')::bigint, implied)
  END
$$;

CREATE OR REPLACE FUNCTION edmund_geo_earth(shape text, implied bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT edmund_geo_srid(shape, implied) IN (4326, -1)
$$;

CREATE OR REPLACE FUNCTION edmund_geo_one(a text, a_implied bigint, b text, b_implied bigint)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT edmund_geo_srid(a, a_implied) = edmund_geo_srid(b, b_implied)
    OR edmund_geo_srid(a, a_implied) = -1 OR edmund_geo_srid(b, b_implied) = -1
$$;

-- The sine of an angle of at most 45 degrees, and so on: see Geodesic.java. The planner writes these
-- in SQL where they are called; z is the square, as a variable, so that it is computed once.
CREATE OR REPLACE FUNCTION edmund_small_sine(angle double precision, z double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT angle + angle * z * (z * (z * (z * (z * (z
    * 1.58969099521155e-10 - 2.5050760253406863e-08)
    + 2.7557313707070068e-06) - 0.0001984126982985795)
    + 0.00833333333332249) - 0.16666666666666632)
$$;

CREATE OR REPLACE FUNCTION edmund_small_cosine(z double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 1 - (z / 2 - z * z * (z * (z * (z * (z
    * (2.087572321298175e-09 - z * 1.1359647557788195e-11)
    - 2.7557314351390663e-07) + 2.480158728947673e-05)
    - 0.001388888888887411) + 0.0416666666666666))
$$;

CREATE OR REPLACE FUNCTION edmund_small_arc(tangent double precision, z double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT tangent - tangent * z * (z * (z * (z * (z * (z * (z * (z * (z * (z * (z
    * 0.016285820115365782 - 0.036531572744216916)
    + 0.049768779946159324) - 0.058335701337905735)
    + 0.06661073137387531) - 0.0769187620504483)
    + 0.09090887133436507) - 0.11111110405462356)
    + 0.14285714272503466) - 0.19999999999876483)
    + 0.3333333333333293)
$$;

CREATE OR REPLACE FUNCTION edmund_sine(angle double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  small double precision := CASE
    WHEN angle <= 0.7853981633974483 THEN angle
    WHEN angle <= 2.356194490192345 THEN (angle - 1.5707963267948966) - 6.123233995736766e-17
    ELSE (3.141592653589793 - angle) + 1.2246467991473532e-16
  END;
  z double precision;
BEGIN
  IF abs(small) < 1e-30 THEN
    small := 0;
  END IF;
  z := small * small;
  IF angle <= 0.7853981633974483 OR angle > 2.356194490192345 THEN
    RETURN edmund_small_sine(small, z);
  END IF;
  RETURN edmund_small_cosine(z);
END
$$;

CREATE OR REPLACE FUNCTION edmund_cosine(angle double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  small double precision := CASE
    WHEN angle <= 0.7853981633974483 THEN angle
    WHEN angle <= 2.356194490192345 THEN (angle - 1.5707963267948966) - 6.123233995736766e-17
    ELSE (3.141592653589793 - angle) + 1.2246467991473532e-16
  END;
  z double precision;
BEGIN
  IF abs(small) < 1e-30 THEN
    small := 0;
  END IF;
  z := small * small;
  IF angle <= 0.7853981633974483 THEN
    RETURN edmund_small_cosine(z);
  ELSIF angle <= 2.356194490192345 THEN
    RETURN - edmund_small_sine(small, z);
  END IF;
  RETURN - edmund_small_cosine(z);
END
$$;

CREATE OR REPLACE FUNCTION edmund_angle(sine double precision, cosine double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  size double precision := abs(cosine);
  tangent double precision := 0;
  z double precision;
  angle double precision := 0;
BEGIN
  IF least(sine, size) > greatest(sine, size) * 1e-30 THEN
    tangent := least(sine, size) / greatest(sine, size);
  END IF;
  IF tangent > 0.4375 THEN
    tangent := (tangent - 1) / (tangent + 1);
    angle := 0.7853981633974483;
  END IF;
  IF abs(tangent) < 1e-30 THEN
    tangent := 0;
  END IF;
  z := tangent * tangent;
  angle := angle + edmund_small_arc(tangent, z);
  IF sine > size THEN
    angle := 1.5707963267948966 - angle;
  END IF;
  RETURN CASE WHEN cosine < 0 THEN 3.141592653589793 - angle ELSE angle END;
END
$$;

-- By how much the longitude of an arc on the sphere is greater than that on the ellipsoid.
CREATE OR REPLACE FUNCTION edmund_arc_lag(sine double precision, cosine double precision,
  angle double precision, middle double precision, azimuth double precision, c double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (1 - c) * 0.0033528106647474805 * azimuth
    * (angle + c * sine * (middle + c * cosine * (2 * middle * middle - 1)))
$$;

CREATE OR REPLACE FUNCTION edmund_arc_factor(slope double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT double precision '0.0033528106647474805' / 16 * slope
    * (4 + 0.0033528106647474805 * (4 - 3 * slope))
$$;

CREATE OR REPLACE FUNCTION edmund_arc_metres(sine double precision, cosine double precision,
  angle double precision, middle double precision, slope double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  u double precision := slope * 0.006739496742276435;
  a double precision := 1 + u / 16384 * (4096 + u * (u * (320 - 175 * u) - 768));
  b double precision := u / 1024 * (256 + u * (u * (74 - 47 * u) - 128));
BEGIN
  RETURN 6356752.314245179 * a * (angle - b * sine * (middle + b / 4
    * (cosine * (2 * middle * middle - 1)
      - b / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3))));
END
$$;

CREATE OR REPLACE FUNCTION edmund_geodesic(one double precision, other double precision,
  longitudes double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  in_order boolean := abs(one) >= abs(other);
  further double precision := CASE WHEN in_order THEN one ELSE other END;
  nearer double precision := CASE WHEN in_order THEN other ELSE one END;
  up double precision;
  aside double precision;
  from_sine double precision;
  from_cosine double precision;
  to_sine double precision;
  to_cosine double precision;
  longitude double precision := longitudes * 0.017453292519943295;
  on_sphere double precision := longitude;
  next_sphere double precision;
  lengthways double precision;
  sideways double precision;
  sine double precision;
  cosine double precision;
  angle double precision;
  middle double precision;
  azimuth double precision;
  slope double precision;
  factor double precision;
BEGIN
  IF further > 0 THEN
    further := - further;
    nearer := - nearer;
  END IF;
  up := 0.9966471893352525 * edmund_sine(abs(further) * 0.017453292519943295);
  aside := edmund_cosine(abs(further) * 0.017453292519943295);
  from_sine := - (up / sqrt(up * up + aside * aside));
  from_cosine := aside / sqrt(up * up + aside * aside);
  up := 0.9966471893352525 * edmund_sine(abs(nearer) * 0.017453292519943295);
  aside := edmund_cosine(abs(nearer) * 0.017453292519943295);
  to_sine := up / sqrt(up * up + aside * aside);
  to_cosine := aside / sqrt(up * up + aside * aside);
  IF nearer < 0 THEN
    to_sine := - to_sine;
  END IF;
  FOR i IN 1 .. 20 LOOP
    lengthways := edmund_cosine(on_sphere);
    sideways := edmund_sine(on_sphere);
    up := to_cosine * sideways;
    aside := from_cosine * to_sine - from_sine * to_cosine * lengthways;
    sine := sqrt(up * up + aside * aside);
    cosine := from_sine * to_sine + from_cosine * to_cosine * lengthways;
    IF sine = 0 THEN
      EXIT WHEN cosine <= 0;
      RETURN 0;
    END IF;
    azimuth := from_cosine * to_cosine * sideways / sine;
    slope := 1 - azimuth * azimuth;
    middle := CASE WHEN slope > 1e-14 THEN cosine - 2 * from_sine * to_sine / slope ELSE 0 END;
    angle := edmund_angle(sine, cosine);
    factor := edmund_arc_factor(slope);
    next_sphere := longitude + edmund_arc_lag(sine, cosine, angle, middle, azimuth, factor);
    IF abs(next_sphere - on_sphere) < 1e-13 THEN
      RETURN edmund_arc_metres(sine, cosine, angle, middle, slope);
    END IF;
    EXIT WHEN next_sphere > 3.141592653589793;
    on_sphere := next_sphere;
  END LOOP;
  RETURN edmund_geodesic_opposite(from_sine, from_cosine, to_sine, longitude);
END
$$;

CREATE OR REPLACE FUNCTION edmund_geodesic_opposite(from_sine double precision,
  from_cosine double precision, to_sine double precision, longitude double precision)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  start double precision := least(from_sine, -1e-30);
  low double precision := 0;
  high double precision := 3.141592653589793;
  direction double precision;
  east double precision;
  north double precision;
  arrival double precision;
  reached double precision;
  start_size double precision;
  end_size double precision;
  start_sine double precision;
  start_cosine double precision;
  end_sine double precision;
  end_cosine double precision;
  sine double precision;
  cosine double precision;
  angle double precision;
  middle double precision;
  slope double precision;
  factor double precision;
BEGIN
  FOR i IN 1 .. 60 LOOP
    direction := (low + high) / 2;
    east := edmund_sine(direction) * from_cosine;
    north := edmund_cosine(direction) * from_cosine;
    arrival := sqrt(north * north + greatest((start - to_sine) * (start + to_sine), 0));
    reached := edmund_angle(
      greatest(east * to_sine * north - arrival * east * start, 0),
      north * arrival + east * start * east * to_sine);
    start_size := sqrt(start * start + north * north);
    end_size := sqrt(to_sine * to_sine + arrival * arrival);
    start_sine := start / start_size;
    start_cosine := north / start_size;
    end_sine := to_sine / end_size;
    end_cosine := arrival / end_size;
    sine := greatest(end_sine * start_cosine - end_cosine * start_sine, 0);
    cosine := start_cosine * end_cosine + start_sine * end_sine;
    angle := edmund_angle(sine, cosine);
    middle := start_cosine * end_cosine - start_sine * end_sine;
    slope := 1 - east * east;
    factor := edmund_arc_factor(slope);
    IF reached - edmund_arc_lag(sine, cosine, angle, middle, east, factor) < longitude THEN
      low := direction;
    ELSE
      high := direction;
    END IF;
  END LOOP;
  RETURN edmund_arc_metres(sine, cosine, angle, middle, slope);
END
$$;

CREATE OR REPLACE FUNCTION edmund_geo_degrees(number numeric) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN abs(number) < 1e-30 THEN 0 ELSE number::double precision END
$$;

CREATE OR REPLACE FUNCTION edmund_geography_metres(x1 numeric, y1 numeric, x2 numeric, y2 numeric)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  between_them numeric := mod(abs(x1 - x2), 360);
BEGIN
  IF abs(y1) > 90 OR abs(y2) > 90 THEN
    RETURN NULL;
  END IF;
  IF between_them > 180 THEN
    between_them := 360 - between_them;
  END IF;
  RETURN edmund_geodesic(edmund_geo_degrees(y1), edmund_geo_degrees(y2),
    edmund_geo_degrees(between_them));
END
$$;

CREATE OR REPLACE FUNCTION edmund_geometry_metres(x1 numeric, y1 numeric, x2 numeric, y2 numeric)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  square numeric := (x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2);
BEGIN
  RETURN CASE
    WHEN square > 1e300 THEN NULL
    WHEN square < 1e-300 THEN 0
    ELSE sqrt(square::double precision)
  END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_geography_distance(a text, a_implied bigint, b text,
  b_implied bigint)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  one json := a;
  other json := b;
BEGIN
  IF one ->> 'type' <> 'Point' OR other ->> 'type' <> 'Point'
    OR NOT edmund_geo_earth(a, a_implied) OR NOT edmund_geo_earth(b, b_implied) THEN
    RETURN NULL;
  END IF;
  RETURN edmund_geography_metres(
    (one #>> '{coordinates,0}')::numeric, (one #>> '{coordinates,1}')::numeric,
    (other #>> '{coordinates,0}')::numeric, (other #>> '{coordinates,1}')::numeric);
END
$$;

CREATE OR REPLACE FUNCTION edmund_geometry_distance(a text, a_implied bigint, b text,
  b_implied bigint)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  one json := a;
  other json := b;
BEGIN
  IF one ->> 'type' <> 'Point' OR other ->> 'type' <> 'Point'
    OR NOT edmund_geo_one(a, a_implied, b, b_implied) THEN
    RETURN NULL;
  END IF;
  RETURN edmund_geometry_metres(
    (one #>> '{coordinates,0}')::numeric, (one #>> '{coordinates,1}')::numeric,
    (other #>> '{coordinates,0}')::numeric, (other #>> '{coordinates,1}')::numeric);
END
$$;

-- The sum from the start of the line to its end, as the order of additions counts.
CREATE OR REPLACE FUNCTION edmund_geo_length(line json, earth boolean) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  total double precision := 0;
  x numeric;
  y numeric;
  before_x numeric;
  before_y numeric;
BEGIN
  FOR x, y IN SELECT (p.value ->> 0)::numeric, (p.value ->> 1)::numeric
    FROM json_array_elements(line -> 'coordinates') p LOOP
    IF before_x IS NOT NULL THEN
      IF earth THEN
        total := total + edmund_geography_metres(before_x, before_y, x, y);
      ELSE
        total := total + edmund_geometry_metres(before_x, before_y, x, y);
      END IF;
    END IF;
    before_x := x;
    before_y := y;
  END LOOP;
  RETURN total;
END
$$;

CREATE OR REPLACE FUNCTION edmund_geography_length(a text, implied bigint) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN CASE
    WHEN a::json ->> 'type' = 'LineString' AND edmund_geo_earth(a, implied)
      THEN edmund_geo_length(a::json, true)
  END;
END
$$;

CREATE OR REPLACE FUNCTION edmund_geometry_length(a text, implied bigint) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN CASE
    WHEN a::json ->> 'type' = 'LineString' THEN edmund_geo_length(a::json, false)
  END;
END
$$;

-- Exact, because the coordinates are decimals; the border is part of the polygon. On the earth the
-- point gets a longitude that is not west of the polygon, by less than a turn.
CREATE OR REPLACE FUNCTION edmund_geo_inside(px numeric, y numeric, polygon json, earth boolean)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(bool_or(side = 0 AND x BETWEEN least(x1, x2) AND greatest(x1, x2)
      AND y BETWEEN least(y1, y2) AND greatest(y1, y2)), false)
    OR count(*) FILTER (WHERE (y1 > y) <> (y2 > y) AND (side < 0) = (y2 > y1)) % 2 = 1
  FROM (
    SELECT x, x1, y1, x2, y2, (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1) AS side
    FROM (
      SELECT x1, y1, x2, y2,
        CASE WHEN earth THEN west + mod(mod(px - west, 360) + 360, 360) ELSE px END AS x
      FROM (
        SELECT x2, y2, lag(x2) OVER ring AS x1, lag(y2) OVER ring AS y1, min(x2) OVER () AS west
        FROM (
          SELECT r.ordinality AS i, p.ordinality AS j,
            (p.value ->> 0)::numeric AS x2, (p.value ->> 1)::numeric AS y2
          FROM json_array_elements(polygon -> 'coordinates') WITH ORDINALITY r,
            json_array_elements(r.value) WITH ORDINALITY p
        ) vertices
        WINDOW ring AS (PARTITION BY i ORDER BY j)
      ) edges
      WHERE x1 IS NOT NULL
    ) turned
  ) sides
$$;

CREATE OR REPLACE FUNCTION edmund_geo_intersects(a text, a_implied bigint, b text,
  b_implied bigint, earth boolean)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  point json := a;
  polygon json := b;
BEGIN
  IF point ->> 'type' <> 'Point' OR polygon ->> 'type' <> 'Polygon'
    OR NOT edmund_geo_one(a, a_implied, b, b_implied) THEN
    RETURN NULL;
  END IF;
  RETURN edmund_geo_inside((point #>> '{coordinates,0}')::numeric,
    (point #>> '{coordinates,1}')::numeric, polygon, earth);
END
$$;

CREATE OR REPLACE FUNCTION edmund_geography_intersects(a text, a_implied bigint, b text,
  b_implied bigint)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN edmund_geo_intersects(a, a_implied, b, b_implied, true);
END
$$;

CREATE OR REPLACE FUNCTION edmund_geometry_intersects(a text, a_implied bigint, b text,
  b_implied bigint)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN edmund_geo_intersects(a, a_implied, b, b_implied, false);
END
$$;
