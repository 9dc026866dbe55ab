-- GET accounts?$select=name&$search=blue OR "old red" NOT green&$top=3
SELECT t0."name", t0."versionnumber", t0."accountid", (CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?)) THEN 1 ELSE 0 END + CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?)) THEN 1 ELSE 0 END), t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?) OR (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?) AND NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?))))
ORDER BY (CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?)) THEN 1 ELSE 0 END + CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?)) THEN 1 ELSE 0 END), t0."_rid"
LIMIT ?;
-- '"blue"', '"old red"', '"blue" *', '"old red"', '"green" *', '"blue"', '"old red"', 3

-- GET accounts/$count?$search=works
SELECT count(*)
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?);
-- '"works" *'

-- GET accounts?$select=name&$expand=account_connections1($search=offer;$select=name;$top=2)&$top=2
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 2
-- for each row: account_connections1
SELECT t0."name", t0."versionnumber", t0."connectionid"
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" = ? AND t0."_record1id_value_navigation" = ?
AND t0."_rid" IN (SELECT rowid FROM "mscrm_connection_words_9f715e92" WHERE "mscrm_connection_words_9f715e92" MATCH ?)
ORDER BY (CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_connection_words_9f715e92" WHERE "mscrm_connection_words_9f715e92" MATCH ?)) THEN 1 ELSE 0 END), t0."_rid"
LIMIT ?;
-- parent[1], 'record1id_account', '"offer" *', '"offer"', 2

-- GET accounts?$select=name&$search="old red"&$orderby=name&$top=3
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_a11fada4" WHERE "mscrm_account_words_a11fada4" MATCH ?)
ORDER BY t0."name", t0."_rid"
LIMIT ?;
-- '"old red"', 3
