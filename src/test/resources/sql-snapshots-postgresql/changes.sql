-- GET accounts?$select=name&$deltatoken=17:19:17
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT t1."rid" FROM "edmund_log_mscrm_account" t1 WHERE t1."position" >= ? AND NOT pg_visible_in_snapshot(t1."position"::text::xid8, CAST(? AS pg_snapshot)))
ORDER BY t0."_rid"
LIMIT 101;
-- 17, '17:19:17'
SELECT t0."k0", ?
FROM "edmund_log_mscrm_account" t0
WHERE t0."position" >= ? AND NOT pg_visible_in_snapshot(t0."position"::text::xid8, CAST(? AS pg_snapshot))
AND NOT EXISTS (SELECT ? FROM "mscrm_account" t1 WHERE t1."accountid" = t0."k0")
GROUP BY 1, 2
ORDER BY t0."k0"
LIMIT 101;
-- 'deleted', 17, '17:19:17', 1

-- GET accounts?$filter=revenue gt 1000 and contains(name,'a')&$select=name&$count=true&$deltatoken=17:19:17
-- count
SELECT count(*)
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT t1."rid" FROM "edmund_log_mscrm_account" t1 WHERE t1."position" >= ? AND NOT pg_visible_in_snapshot(t1."position"::text::xid8, CAST(? AS pg_snapshot)))
AND t0."revenue" > ? AND strpos(t0."name", ?) > 0;
-- 17, '17:19:17', 1000, 'a'
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT t1."rid" FROM "edmund_log_mscrm_account" t1 WHERE t1."position" >= ? AND NOT pg_visible_in_snapshot(t1."position"::text::xid8, CAST(? AS pg_snapshot)))
AND t0."revenue" > ? AND strpos(t0."name", ?) > 0
ORDER BY t0."_rid"
LIMIT 101;
-- 17, '17:19:17', 1000, 'a'
-- count
SELECT count(*)
FROM (SELECT t0."k0" AS c0, CASE WHEN EXISTS (SELECT ? FROM "mscrm_account" t2 WHERE t2."accountid" = t0."k0") THEN ? ELSE ? END AS c1 FROM "edmund_log_mscrm_account" t0 WHERE t0."position" >= ? AND NOT pg_visible_in_snapshot(t0."position"::text::xid8, CAST(? AS pg_snapshot)) AND NOT EXISTS (SELECT ? FROM "mscrm_account" t1 WHERE t1."accountid" = t0."k0" AND t1."revenue" > ? AND strpos(t1."name", ?) > 0) GROUP BY 1, 2) n;
-- 1, 'changed', 'deleted', 17, '17:19:17', 1, 1000, 'a'
SELECT t0."k0", CASE WHEN EXISTS (SELECT ? FROM "mscrm_account" t2 WHERE t2."accountid" = t0."k0") THEN ? ELSE ? END
FROM "edmund_log_mscrm_account" t0
WHERE t0."position" >= ? AND NOT pg_visible_in_snapshot(t0."position"::text::xid8, CAST(? AS pg_snapshot))
AND NOT EXISTS (SELECT ? FROM "mscrm_account" t1 WHERE t1."accountid" = t0."k0" AND t1."revenue" > ? AND strpos(t1."name", ?) > 0)
GROUP BY 1, 2
ORDER BY t0."k0"
LIMIT 101;
-- 1, 'changed', 'deleted', 17, '17:19:17', 1, 1000, 'a'
