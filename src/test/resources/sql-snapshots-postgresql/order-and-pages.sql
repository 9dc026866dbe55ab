-- GET connections?$select=name
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
ORDER BY t0."_rid"
LIMIT 101;

-- GET connections?$select=name
-- AFTER [17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."_rid" > ?
ORDER BY t0."_rid"
LIMIT 101;
-- 17

-- GET connections?$select=name&$orderby=createdon
-- AFTER ["2023-01-01T00:00:00", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE (t0."createdon", t0."_rid") > (?, ?)
ORDER BY t0."createdon" NULLS FIRST, t0."_rid"
LIMIT 101;
-- '2023-01-01T00:00:00', 17

-- GET connections?$select=name&$orderby=createdon
-- AFTER [null, 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL AND t0."_rid" > ?
ORDER BY t0."createdon" NULLS FIRST, t0."_rid"
LIMIT 101;
-- 17
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NOT NULL
ORDER BY t0."createdon" NULLS FIRST, t0."_rid"
LIMIT 101;

-- GET connections?$select=name&$orderby=createdon desc
-- AFTER ["2023-01-01T00:00:00", 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE (t0."createdon", t0."_rid") < (?, ?)
ORDER BY t0."createdon" DESC NULLS LAST, t0."_rid" DESC
LIMIT 101;
-- '2023-01-01T00:00:00', 17
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL
ORDER BY t0."createdon" DESC NULLS LAST, t0."_rid" DESC
LIMIT 101;

-- GET connections?$select=name&$orderby=createdon desc
-- AFTER [null, 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."createdon" IS NULL AND t0."_rid" < ?
ORDER BY t0."createdon" DESC NULLS LAST, t0."_rid" DESC
LIMIT 101;
-- 17

-- GET connections?$select=name&$orderby=record1id_account/name desc,createdon
-- AFTER ["Fabrikam", null, 17]
SELECT t0."name", t0."versionnumber", t0."connectionid", t1."name", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."name" <= ?
AND (t1."name" < ? OR (t1."name" = ? AND (t0."createdon" IS NOT NULL OR (t0."createdon" IS NULL AND t0."_rid" > ?))))
ORDER BY t1."name" DESC NULLS LAST, t0."createdon" NULLS FIRST, t0."_rid"
LIMIT 101;
-- 'record1id_account', 'Fabrikam', 'Fabrikam', 'Fabrikam', 17
-- then
SELECT t0."name", t0."versionnumber", t0."connectionid", t1."name", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."name" IS NULL
ORDER BY t1."name" DESC NULLS LAST, t0."createdon" NULLS FIRST, t0."_rid"
LIMIT 101;
-- 'record1id_account'

-- GET accounts?$select=name&$orderby=revenue desc,numberofemployees add 1,name eq 'a'&$skip=3&$top=7
SELECT t0."name", t0."versionnumber", t0."accountid", t0."revenue", (t0."numberofemployees" + ?), ((t0."name" = ?) IS TRUE), t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."revenue" DESC NULLS LAST, (t0."numberofemployees" + ?) NULLS FIRST, ((t0."name" = ?) IS TRUE) NULLS FIRST, t0."_rid"
LIMIT 7 OFFSET ?;
-- 1, 'a', 1, 'a', 3

-- GET accounts?$select=name&$orderby=account_connections1/$count desc&$top=5
SELECT t0."name", t0."versionnumber", t0."accountid", (SELECT count(*) FROM "mscrm_connection" t1 WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ?), t0."_rid"
FROM "mscrm_account" t0
ORDER BY (SELECT count(*) FROM "mscrm_connection" t1 WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ?) DESC NULLS LAST, t0."_rid" DESC
LIMIT 5;
-- 'record1id_account', 'record1id_account'
