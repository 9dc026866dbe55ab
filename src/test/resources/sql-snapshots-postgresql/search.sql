-- GET accounts?$select=name&$search=blue OR "old red" NOT green&$top=3
SELECT t0."name", t0."versionnumber", t0."accountid", (CASE WHEN NOT (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, true))) THEN 1 ELSE 0 END + CASE WHEN NOT (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, true) AND (edmund_follow(left(s."name", 50000), ?, true) OR edmund_follow(left(s."accountnumber", 50000), ?, true) OR edmund_follow(left(s."description", 50000), ?, true) OR edmund_follow(left(s."emailaddress1", 50000), ?, true) OR edmund_follow(left(s."address1_city", 50000), ?, true)))) THEN 1 ELSE 0 END), t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, false)) OR (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, true) AND (edmund_follow(left(s."name", 50000), ?, true) OR edmund_follow(left(s."accountnumber", 50000), ?, true) OR edmund_follow(left(s."description", 50000), ?, true) OR edmund_follow(left(s."emailaddress1", 50000), ?, true) OR edmund_follow(left(s."address1_city", 50000), ?, true))) AND NOT (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, false)))))
ORDER BY (CASE WHEN NOT (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, true))) THEN 1 ELSE 0 END + CASE WHEN NOT (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, true) AND (edmund_follow(left(s."name", 50000), ?, true) OR edmund_follow(left(s."accountnumber", 50000), ?, true) OR edmund_follow(left(s."description", 50000), ?, true) OR edmund_follow(left(s."emailaddress1", 50000), ?, true) OR edmund_follow(left(s."address1_city", 50000), ?, true)))) THEN 1 ELSE 0 END) NULLS FIRST, t0."_rid"
LIMIT 3;
-- 'blue', 'old red', 'old red', 'old red', 'old red', 'old red', 'old red', 'blue', 'old red', 'old red', 'old red', 'old red', 'old red', 'old red', 'green', 'blue', 'old red', 'old red', 'old red', 'old red', 'old red', 'old red'

-- GET accounts/$count?$search=works
SELECT count(*)
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, false));
-- 'works'

-- GET accounts?$select=name&$expand=account_connections1($search=offer;$select=name;$top=2)&$top=2
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT 2;
-- for each row: account_connections1
SELECT * FROM (
SELECT t0."name" AS c0, t0."versionnumber" AS c1, t0."connectionid" AS c2, t0."_record1id_value" AS c3, row_number() OVER (PARTITION BY t0."_record1id_value" ORDER BY (CASE WHEN NOT (t0."_rid" IN (SELECT s."_rid" FROM "mscrm_connection" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 125000), '') || ' ' || coalesce(left(s."description", 125000), '')), ' ')) @@ edmund_query(?, true))) THEN 1 ELSE 0 END) NULLS FIRST, t0."_rid") AS n
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" IN (?, ?)
AND t0."_record1id_value_navigation" = ?
AND t0."_rid" IN (SELECT s."_rid" FROM "mscrm_connection" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 125000), '') || ' ' || coalesce(left(s."description", 125000), '')), ' ')) @@ edmund_query(?, false))) r
WHERE r.n <= ?
ORDER BY r.c3, r.n;
-- 'offer', 'first', 'second', 'record1id_account', 'offer', 2

-- GET accounts?$select=name&$search="old red"&$orderby=name&$top=3
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT s."_rid" FROM "mscrm_account" s WHERE array_to_tsvector(string_to_array(edmund_words(coalesce(left(s."name", 50000), '') || ' ' || coalesce(left(s."accountnumber", 50000), '') || ' ' || coalesce(left(s."description", 50000), '') || ' ' || coalesce(left(s."emailaddress1", 50000), '') || ' ' || coalesce(left(s."address1_city", 50000), '')), ' ')) @@ edmund_query(?, true) AND (edmund_follow(left(s."name", 50000), ?, true) OR edmund_follow(left(s."accountnumber", 50000), ?, true) OR edmund_follow(left(s."description", 50000), ?, true) OR edmund_follow(left(s."emailaddress1", 50000), ?, true) OR edmund_follow(left(s."address1_city", 50000), ?, true)))
ORDER BY t0."name" NULLS FIRST, t0."_rid"
LIMIT 3;
-- 'old red', 'old red', 'old red', 'old red', 'old red', 'old red'
