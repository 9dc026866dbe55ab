-- GET accounts?$select=name&$filter=numberofemployees gt 100 and (statecode eq 0 or statecode eq 1)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."numberofemployees" > ? AND (t0."statecode" = ? OR t0."statecode" = ?)
ORDER BY t0."_rid"
LIMIT ?;
-- 100, 0, 1, 101

-- GET accounts?$select=name&$filter=revenue gt 1000.50 and revenue lt 1000000
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."revenue" > ? AND t0."revenue" < ?
ORDER BY t0."_rid"
LIMIT ?;
-- x'0380020b0133', x'03800402', 101

-- GET accounts?$select=name&$filter=numberofemployees gt 100.5
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE edmund_decimal(t0."numberofemployees") > ?
ORDER BY t0."_rid"
LIMIT ?;
-- x'038002020133', 101

-- GET accounts?$select=name&$filter=revenue mul 2 gt creditlimit add 1.5
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE edmund_multiply(t0."revenue", ?) > edmund_add(t0."creditlimit", ?)
ORDER BY t0."_rid"
LIMIT ?;
-- x'03800103', x'0380010233', 101

-- GET accounts?$select=name&$filter=address1_latitude lt 50 and creditonhold eq true
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."address1_latitude" < ? AND t0."creditonhold" = ?
ORDER BY t0."_rid"
LIMIT ?;
-- 50.0, 1, 101

-- GET accounts?$select=name&$filter=createdon ge 2023-01-01T02:00:00.5%2B02:00 and year(createdon) lt 2024
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."createdon" >= ? AND CAST(substr(t0."createdon", 1, 4) AS INTEGER) < ?
ORDER BY t0."_rid"
LIMIT ?;
-- '2023-01-01T00:00:00.5', 2024, 101

-- GET accounts?$select=name&$filter=date(createdon) eq 2023-01-11 and createdon add duration'P1D' gt modifiedon
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE substr(t0."createdon", 1, 10) = ? AND edmund_datetime_plus(t0."createdon", ?) > t0."modifiedon"
ORDER BY t0."_rid"
LIMIT ?;
-- '2023-01-11', x'0380030941', 101

-- GET accounts?$select=name&$filter=contains(tolower(name),'works') or startswith(name,'A') or endswith(name,'l')
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (instr(edmund_lower(t0."name"), ?) > 0 OR instr(t0."name", ?) = 1 OR substr(t0."name", length(t0."name") - length(?) + 1) = ?)
ORDER BY t0."_rid"
LIMIT ?;
-- 'works', 'A', 'l', 'l', 101

-- GET accounts?$select=name&$filter=concat(concat(name,' '),address1_city) eq 'x' and indexof(name,'a') gt 2 and length(substring(name,1,2)) eq 2
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE ((t0."name" || ?) || t0."address1_city") = ? AND (instr(t0."name", ?) - 1) > ? AND length((SELECT substr(s, n + (n >= 0), max(m, 0)) FROM (SELECT t0."name" AS s, ? AS n, ? AS m))) = ?
ORDER BY t0."_rid"
LIMIT ?;
-- ' ', 'x', 'a', 2, 1, 2, 2, 101

-- GET accounts?$select=name&$filter=statecode in (0,1,null) and name in ('a','b')
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."statecode" IN (?, ?) OR t0."statecode" IS NULL) AND t0."name" IN (?, ?)
ORDER BY t0."_rid"
LIMIT ?;
-- 0, 1, 'a', 'b', 101

-- GET accounts?$select=name&$filter=_ownerid_value eq e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."_ownerid_value" = ?
ORDER BY t0."_rid"
LIMIT ?;
-- 'e7c9f0b1-ec7f-5144-9ce9-9cb3a9cfb4a5', 101

-- GET networkConnections?$select=id&$filter=protocol eq microsoft.graph.securityNetworkProtocol'spxII' and status ne 'blocked'
SELECT t0."id", t0."_version", t0."_rid"
FROM "graph_networkConnection" t0
WHERE t0."protocol" = ? AND t0."status" IS DISTINCT FROM ?
ORDER BY t0."_rid"
LIMIT ?;
-- 1257, 3, 101

-- GET networkAccessConnections?$select=id&$filter=privateAccessDetails/connectorName ne null and sentBytes div 1000 gt 5000000000
SELECT t0."id", t0."_version", t0."_rid"
FROM "microsoft_graph_networkaccess_connection" t0
WHERE t0."privateAccessDetails_connectorName" IS NOT NULL AND edmund_checked(t0."sentBytes" / ?) > ?
ORDER BY t0."_rid"
LIMIT ?;
-- 1000, 5000000000, 101

-- GET accounts?$select=name&$filter=cast(numberofemployees,Edm.String) eq '7' and isof(Edm.String)
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE CAST(t0."numberofemployees" AS TEXT) = ? AND 1 = 0
ORDER BY t0."_rid"
LIMIT ?;
-- '7', 101

-- GET accounts?$select=name&$filter=round(revenue) eq 5 and floor(address1_latitude) eq 3
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE edmund_round(t0."revenue") = ? AND edmund_float_floor(t0."address1_latitude") = ?
ORDER BY t0."_rid"
LIMIT ?;
-- x'03800106', 3.0, 101
