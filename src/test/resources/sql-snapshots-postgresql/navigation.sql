-- GET connections?$select=name&$filter=record1id_account/name eq 'Adventure Works Retail'
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."name" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_account', 'Adventure Works Retail'

-- GET connections?$select=name&$filter=record1id_account/name ne null and record1id_account/revenue gt 5 and record1id_contact/fullname eq null
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
LEFT JOIN "mscrm_contact" t2 ON t2."contactid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."name" IS NOT NULL AND t1."revenue" > ? AND t2."fullname" IS NULL
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_account', 'record1id_contact', 5

-- GET connections?$select=name&$filter=record1roleid/name eq 'x' and record1id_account/primarycontactid/lastname eq 'y'
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_connectionrole" t1 ON t1."connectionroleid" = t0."_record1roleid_value"
LEFT JOIN "mscrm_account" t2 ON t2."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
LEFT JOIN "mscrm_contact" t3 ON t3."contactid" = t2."_primarycontactid_value"
WHERE t1."name" = ? AND t3."lastname" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_account', 'x', 'y'

-- GET connections?$select=name&$filter=_record1id_value eq 3926adb6-58b7-5c8c-80c4-22fe985167e1
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 3926adb6-58b7-5c8c-80c4-22fe985167e1

-- GET connections?$select=name&$filter=record1id_account/accountid eq 3926adb6-58b7-5c8c-80c4-22fe985167e1
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."accountid" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_account', 3926adb6-58b7-5c8c-80c4-22fe985167e1

-- GET connections?$select=name&$filter=record1id_account eq null
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."_rid" IS NULL
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_account'

-- GET accounts?$select=name&$filter=account_connections1/any()
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE EXISTS (SELECT ? FROM "mscrm_connection" t1 WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ?)
ORDER BY t0."_rid"
LIMIT 101;
-- 1, 'record1id_account'

-- GET accounts?$select=name&$filter=account_connections1/any(c:c/statecode eq 0 and c/record2id_contact/lastname eq 'x')
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE EXISTS (SELECT ? FROM "mscrm_connection" t1 LEFT JOIN "mscrm_contact" t2 ON t2."contactid" = t1."_record2id_value" AND t1."_record2id_value_navigation" = ? WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ? AND t1."statecode" = ? AND t2."lastname" = ?)
ORDER BY t0."_rid"
LIMIT 101;
-- 1, 'record2id_contact', 'record1id_account', 0, 'x'

-- GET accounts?$select=name&$filter=account_connections1/all(c:c/name ne 'x')
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE NOT EXISTS (SELECT ? FROM "mscrm_connection" t1 WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ? AND (t1."name" IS DISTINCT FROM ?) IS NOT TRUE)
ORDER BY t0."_rid"
LIMIT 101;
-- 1, 'record1id_account', 'x'

-- GET accounts?$select=name&$filter=account_connections1/any(c:c/record1roleid/name eq name)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE EXISTS (SELECT ? FROM "mscrm_connection" t1 LEFT JOIN "mscrm_connectionrole" t2 ON t2."connectionroleid" = t1."_record1roleid_value" WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ? AND t2."name" IS NOT DISTINCT FROM t0."name")
ORDER BY t0."_rid"
LIMIT 101;
-- 1, 'record1id_account'

-- GET accounts?$select=name&$filter=account_connections1/$count gt 2
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (SELECT count(*) FROM "mscrm_connection" t1 WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ?) > ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_account', 2

-- GET accounts?$select=name&$filter=not account_connections1/any(c:c/statecode eq 0)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE NOT EXISTS (SELECT ? FROM "mscrm_connection" t1 WHERE t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ? AND t1."statecode" = ?)
ORDER BY t0."_rid"
LIMIT 101;
-- 1, 'record1id_account', 0

-- GET connections?$select=name&$orderby=record1id_account/name desc,createdon&$top=5
SELECT t0."name", t0."versionnumber", t0."connectionid", t1."name", t0."createdon", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
ORDER BY t1."name" DESC NULLS LAST, t0."createdon" NULLS FIRST, t0."_rid"
LIMIT 5;
-- 'record1id_account'
