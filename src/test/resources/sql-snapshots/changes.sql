-- GET accounts?$select=name&$deltatoken=17
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT t1."rid" FROM "edmund_log_mscrm_account" t1 WHERE t1."position" > ?)
ORDER BY t0."_rid"
LIMIT ?;
-- 17, 101
SELECT t0."k0", ?
FROM "edmund_log_mscrm_account" t0
WHERE t0."position" > ?
AND NOT EXISTS (SELECT ? FROM "mscrm_account" t1 WHERE t1."accountid" = t0."k0")
GROUP BY 1, 2
ORDER BY t0."k0"
LIMIT ?;
-- 'deleted', 17, 1, 101

-- GET accounts?$filter=revenue gt 1000 and contains(name,'a')&$select=name&$count=true&$deltatoken=17
-- count
SELECT count(*)
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT t1."rid" FROM "edmund_log_mscrm_account" t1 WHERE t1."position" > ?)
AND t0."revenue" > ? AND instr(t0."name", ?) > 0;
-- 17, x'0380020b', 'a'
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT t1."rid" FROM "edmund_log_mscrm_account" t1 WHERE t1."position" > ?)
AND t0."revenue" > ? AND instr(t0."name", ?) > 0
ORDER BY t0."_rid"
LIMIT ?;
-- 17, x'0380020b', 'a', 101
-- count
SELECT count(*)
FROM (SELECT t0."k0" AS c0, CASE WHEN EXISTS (SELECT ? FROM "mscrm_account" t2 WHERE t2."accountid" = t0."k0") THEN ? ELSE ? END AS c1 FROM "edmund_log_mscrm_account" t0 WHERE t0."position" > ? AND NOT EXISTS (SELECT ? FROM "mscrm_account" t1 WHERE t1."accountid" = t0."k0" AND t1."revenue" > ? AND instr(t1."name", ?) > 0) GROUP BY 1, 2) n;
-- 1, 'changed', 'deleted', 17, 1, x'0380020b', 'a'
SELECT t0."k0", CASE WHEN EXISTS (SELECT ? FROM "mscrm_account" t2 WHERE t2."accountid" = t0."k0") THEN ? ELSE ? END
FROM "edmund_log_mscrm_account" t0
WHERE t0."position" > ?
AND NOT EXISTS (SELECT ? FROM "mscrm_account" t1 WHERE t1."accountid" = t0."k0" AND t1."revenue" > ? AND instr(t1."name", ?) > 0)
GROUP BY 1, 2
ORDER BY t0."k0"
LIMIT ?;
-- 1, 'changed', 'deleted', 17, 1, x'0380020b', 'a', 101
