-- GET connections?$select=name
-- AFTER [17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."_rid" > ?
ORDER BY t0."_rid"
LIMIT ?;
-- 17, 101

-- GET connections?$select=name&$orderby=createdon,name
-- AFTER ["2023-01-01T00:00:00", "x", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" >= ?
AND (t0."createdon" > ? OR (t0."createdon" = ? AND (t0."name" > ? OR (t0."name" = ? AND t0."_rid" > ?))))
ORDER BY t0."createdon", t0."name", t0."_rid"
LIMIT ?;
-- '2023-01-01T00:00:00', '2023-01-01T00:00:00', '2023-01-01T00:00:00', 'x', 'x', 17, 101

-- GET connections?$select=name&$orderby=createdon desc
-- AFTER ["2023-01-01T00:00:00", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" <= ?
AND (t0."createdon" < ? OR (t0."createdon" = ? AND t0."_rid" < ?))
ORDER BY t0."createdon" DESC, t0."_rid" DESC
LIMIT ?;
-- '2023-01-01T00:00:00', '2023-01-01T00:00:00', '2023-01-01T00:00:00', 17, 101
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL
ORDER BY t0."createdon" DESC, t0."_rid" DESC
LIMIT ?;
-- 101

-- GET connections?$select=name&$orderby=createdon desc,name desc
-- AFTER ["2023-01-01T00:00:00", "x", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" <= ?
AND (t0."createdon" < ? OR (t0."createdon" = ? AND ((t0."name" < ? OR t0."name" IS NULL) OR (t0."name" = ? AND t0."_rid" < ?))))
ORDER BY t0."createdon" DESC, t0."name" DESC, t0."_rid" DESC
LIMIT ?;
-- '2023-01-01T00:00:00', '2023-01-01T00:00:00', '2023-01-01T00:00:00', 'x', 'x', 17, 101
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL
ORDER BY t0."createdon" DESC, t0."name" DESC, t0."_rid" DESC
LIMIT ?;
-- 101

-- GET connections?$select=name&$orderby=createdon desc,name
-- AFTER ["2023-01-01T00:00:00", "x", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" <= ?
AND (t0."createdon" < ? OR (t0."createdon" = ? AND (t0."name" > ? OR (t0."name" = ? AND t0."_rid" > ?))))
ORDER BY t0."createdon" DESC, t0."name", t0."_rid"
LIMIT ?;
-- '2023-01-01T00:00:00', '2023-01-01T00:00:00', '2023-01-01T00:00:00', 'x', 'x', 17, 101
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL
ORDER BY t0."createdon" DESC, t0."name", t0."_rid"
LIMIT ?;
-- 101

-- GET connections?$select=name&$orderby=createdon,name
-- AFTER [null, "x", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL AND (t0."name" > ? OR (t0."name" = ? AND t0."_rid" > ?))
ORDER BY t0."createdon", t0."name", t0."_rid"
LIMIT ?;
-- 'x', 'x', 17, 101
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NOT NULL
ORDER BY t0."createdon", t0."name", t0."_rid"
LIMIT ?;
-- 101
