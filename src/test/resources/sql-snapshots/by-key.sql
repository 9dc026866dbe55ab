-- GET connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)?$select=name
SELECT t0."name", t0."versionnumber", t0."connectionid"
FROM "mscrm_connection" t0
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1

-- GET systemusers(7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7)?$select=fullname
SELECT t0."fullname", t0."versionnumber", t1."ownerid"
FROM "mscrm_systemuser" t0
JOIN "mscrm_principal" t1 ON t1."_rid" = t0."_rid"
WHERE t1."ownerid" = ?
LIMIT ?;
-- '7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7', 1

-- GET owners(7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7)?$select=ownerid
SELECT t0."ownerid", t1."versionnumber", t2."versionnumber", t0."_type"
FROM "mscrm_principal" t0
LEFT JOIN "mscrm_systemuser" t1 ON t1."_rid" = t0."_rid"
LEFT JOIN "mscrm_team" t2 ON t2."_rid" = t0."_rid"
WHERE t0."ownerid" = ?
LIMIT ?;
-- '7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7', 1

-- GET networkConnections('nc-0001')?$select=id,protocol
SELECT t0."id", t0."protocol", t0."_version"
FROM "graph_networkConnection" t0
WHERE t0."id" = ?
LIMIT ?;
-- 'nc-0001', 1

-- GET connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/record1id_account?$select=name
SELECT t1."name", t1."versionnumber", t1."accountid"
FROM "mscrm_connection" t0
JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'record1id_account', 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1
-- found
SELECT t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1

-- GET connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/record1id_account/name
SELECT t1."name", t1."accountid", t1."versionnumber"
FROM "mscrm_connection" t0
JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'record1id_account', 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1
-- found
SELECT t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1

-- GET connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/record1id_account/name/$value
SELECT t1."name", t1."accountid", t1."versionnumber"
FROM "mscrm_connection" t0
JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'record1id_account', 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1
-- found
SELECT t0."_rid"
FROM "mscrm_connection" t0
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1

-- GET connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/record1id_account/account_connections1?$select=name&$top=5
SELECT t2."name", t2."versionnumber", t2."connectionid", t2."_rid"
FROM "mscrm_connection" t0
JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
JOIN "mscrm_connection" t2 ON t2."_record1id_value" = t1."accountid" AND t2."_record1id_value_navigation" = ?
WHERE t0."connectionid" = ?
ORDER BY t2."_rid"
LIMIT ?;
-- 'record1id_account', 'record1id_account', 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 5
-- found
SELECT t1."_rid"
FROM "mscrm_connection" t0
JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'record1id_account', 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1

-- GET connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/$ref
SELECT t0."connectionid"
FROM "mscrm_connection" t0
WHERE t0."connectionid" = ?
LIMIT ?;
-- 'eb7e0406-f04f-589d-af8a-35a8bc71c425', 1

-- GET accounts/$count
SELECT count(*)
FROM "mscrm_account" t0;

-- GET accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)/account_connections1/$count?$filter=statecode eq 0
SELECT count(*)
FROM "mscrm_account" t0
JOIN "mscrm_connection" t1 ON t1."_record1id_value" = t0."accountid" AND t1."_record1id_value_navigation" = ?
WHERE t0."accountid" = ?
AND t1."statecode" = ?;
-- 'record1id_account', '8e22ef92-8ae2-5a52-8180-4aba0a111719', 0
-- found
SELECT t0."_rid"
FROM "mscrm_account" t0
WHERE t0."accountid" = ?
LIMIT ?;
-- '8e22ef92-8ae2-5a52-8180-4aba0a111719', 1
