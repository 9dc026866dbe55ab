-- GET accounts?$select=name&$filter=not (revenue gt 5)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."revenue" > ?) IS NOT TRUE
ORDER BY t0."_rid"
LIMIT 101;
-- 5

-- GET accounts?$select=name&$filter=not (name eq 'a' and numberofemployees lt 5)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE NOT ((t0."name" = ?) IS TRUE AND (t0."numberofemployees" < ?) IS TRUE)
ORDER BY t0."_rid"
LIMIT 101;
-- 'a', 5

-- GET accounts?$select=name&$filter=not contains(name,'a')
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE NOT (strpos(t0."name", ?) > 0)
ORDER BY t0."_rid"
LIMIT 101;
-- 'a'

-- GET accounts?$select=name&$filter=name ne 'a'
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."name" IS DISTINCT FROM ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'a'

-- GET accounts?$select=name&$filter=name eq null or description ne null
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."name" IS NULL OR t0."description" IS NOT NULL)
ORDER BY t0."_rid"
LIMIT 101;

-- GET accounts?$select=name&$filter=not (name eq accountnumber)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."name" IS DISTINCT FROM t0."accountnumber"
ORDER BY t0."_rid"
LIMIT 101;

-- GET accounts?$select=name&$filter=accountnumber gt null
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE 1 = 0
ORDER BY t0."_rid"
LIMIT 101;

-- GET accounts?$select=name&$filter=(revenue gt 5) eq false
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE ((t0."revenue" > ?) IS TRUE) = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 5, false

-- GET accounts?$select=name&$filter=contains(name,'a') eq null
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (strpos(t0."name", ?) > 0) IS NULL
ORDER BY t0."_rid"
LIMIT 101;
-- 'a'

-- GET accounts?$select=name&$filter=not (statecode in (0,1))
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."statecode" IN (?, ?)) IS NOT TRUE
ORDER BY t0."_rid"
LIMIT 101;
-- 0, 1

-- GET networkConnections?$select=id&$filter=not (protocol has microsoft.graph.securityNetworkProtocol'tcp')
SELECT t0."id", t0."_version", t0."_rid"
FROM "graph_networkConnection" t0
WHERE NOT ((t0."protocol" & ?) = ?)
ORDER BY t0."_rid"
LIMIT 101;
-- 6, 6
