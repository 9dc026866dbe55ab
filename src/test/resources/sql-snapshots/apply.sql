-- GET accounts?$apply=groupby((statecode,industrycode),aggregate($count as n,numberofemployees with sum as total))
SELECT t1.c0, t1.c1, t1.c2, t1.c3
FROM (SELECT t0."statecode" AS c0, t0."industrycode" AS c1, edmund_decimal(count(*)) AS c2, edmund_decimal(sum(t0."numberofemployees")) AS c3 FROM "mscrm_account" t0 GROUP BY 1, 2) t1
ORDER BY t1.c0, t1.c1, t1.c2, t1.c3
LIMIT ?;
-- 101

-- GET accounts?$apply=aggregate(revenue with average as mean,numberofemployees with max as most,primarycontactid with countdistinct as contacts)
SELECT t2.c0, t2.c1, t2.c2
FROM (SELECT edmund_divide(edmund_sum(t0."revenue"), edmund_decimal(count(t0."revenue"))) AS c0, max(t0."numberofemployees") AS c1, edmund_decimal(count(DISTINCT t1."_rid")) AS c2 FROM "mscrm_account" t0 LEFT JOIN "mscrm_contact" t1 ON t1."contactid" = t0."_primarycontactid_value") t2
ORDER BY t2.c0, t2.c1, t2.c2
LIMIT ?;
-- 101

-- GET accounts?$apply=filter(statecode eq 0)/groupby((name))&$orderby=name&$top=3
SELECT t1.c0
FROM (SELECT t0."name" AS c0 FROM "mscrm_account" t0 WHERE t0."statecode" = ? GROUP BY 1) t1
ORDER BY t1.c0
LIMIT ?;
-- 0, 3

-- GET accounts?$apply=groupby((parentaccountid/name),aggregate(revenue with sum as total))&$filter=total gt 5
SELECT t2.c0, t2.c1, t2.c2
FROM (SELECT CASE WHEN t1."_rid" IS NOT NULL THEN ? END AS c0, t1."name" AS c1, edmund_sum(t0."revenue") AS c2 FROM "mscrm_account" t0 LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value" GROUP BY 1, 2) t2
WHERE t2.c2 > ?
ORDER BY t2.c0, t2.c1, t2.c2
LIMIT ?;
-- 1, x'03800106', 101

-- GET accounts?$apply=groupby((name),aggregate(contact_customer_accounts/$count as contacts))
SELECT t3.c0, t3.c1
FROM (SELECT t2.c0 AS c0, max(t2.c1) AS c1 FROM (SELECT t1.c0 AS c0, t1.c1 AS c1 FROM (SELECT t0."name" AS c0, ? AS c1 FROM "mscrm_account" t0 GROUP BY 1) t1 UNION ALL SELECT t2.c0 AS c0, t2.c1 AS c1 FROM (SELECT t0."name" AS c0, edmund_decimal(count(DISTINCT t1."_rid")) AS c1 FROM "mscrm_account" t0 JOIN "mscrm_contact" t1 ON t1."_parentcustomerid_value" = t0."accountid" AND t1."_parentcustomerid_value_navigation" = ? GROUP BY 1) t2) t2 GROUP BY 1) t3
ORDER BY t3.c0, t3.c1
LIMIT ?;
-- x'02', 'parentcustomerid_account', 101

-- GET accounts?$apply=groupby((statecode),topcount(2,numberofemployees))&$select=name
SELECT t2."name", t2."versionnumber", t2."accountid", t1.c1
FROM (SELECT t0."statecode" AS c0, t0."_rid" AS c1, row_number() OVER (PARTITION BY t0."statecode" ORDER BY t0."numberofemployees" DESC, t0."_rid" ROWS UNBOUNDED PRECEDING) AS c2 FROM "mscrm_account" t0) t1
JOIN "mscrm_account" t2 ON t2."_rid" = t1.c1
WHERE t1.c2 <= ?
ORDER BY t1.c1
LIMIT ?;
-- 2, 101

-- GET accounts?$apply=topsum(100,numberofemployees)&$select=name
SELECT t2."name", t2."versionnumber", t2."accountid", t1.c0
FROM (SELECT t0."_rid" AS c0, edmund_sum(edmund_decimal(t0."numberofemployees")) OVER (ORDER BY t0."numberofemployees" DESC, t0."_rid" ROWS UNBOUNDED PRECEDING) AS c1, edmund_decimal(t0."numberofemployees") AS c2 FROM "mscrm_account" t0) t1
JOIN "mscrm_account" t2 ON t2."_rid" = t1.c0
WHERE (edmund_subtract(t1.c1, t1.c2) < ? OR (t1.c2 IS NULL AND (t1.c1 < ? OR (t1.c1 IS NULL AND ? < ?))))
ORDER BY t1.c0
LIMIT ?;
-- x'03800202', x'03800202', x'02', x'03800202', 101

-- GET accounts?$apply=concat(topcount(1,revenue),aggregate(revenue with sum as total))&$select=name,total
SELECT t3."name", t3."versionnumber", t3."accountid", t2.c0, t2.c3, t2.c2
FROM (SELECT t1.c1 AS c0, t1.c1 AS c1, NULL AS c2, NULL AS c3, ? AS c4 FROM (SELECT t0."revenue" AS c0, t0."_rid" AS c1 FROM "mscrm_account" t0 ORDER BY t0."revenue" DESC, t0."_rid" LIMIT ?) t1 UNION ALL SELECT NULL AS c0, ? AS c1, ? AS c2, t1.c0 AS c3, ? AS c4 FROM (SELECT edmund_sum(t0."revenue") AS c0 FROM "mscrm_account" t0) t1) t2
LEFT JOIN "mscrm_account" t3 ON t3."_rid" = t2.c0
ORDER BY t2.c4, t2.c0, t2.c1, t2.c2, t2.c3
LIMIT ?;
-- 0, 1, 1, 1, 1, 101

-- GET accounts?$apply=groupby((rollup(statecode,industrycode)),aggregate($count as n))
SELECT t2.c0, t2.c2, t2.c1, t2.c3
FROM (SELECT t1.c0 AS c0, ? AS c1, t1.c1 AS c2, t1.c2 AS c3, ? AS c4 FROM (SELECT t0."statecode" AS c0, t0."industrycode" AS c1, edmund_decimal(count(*)) AS c2 FROM "mscrm_account" t0 GROUP BY 1, 2) t1 UNION ALL SELECT t1.c0 AS c0, NULL AS c1, NULL AS c2, t1.c1 AS c3, ? AS c4 FROM (SELECT t0."statecode" AS c0, edmund_decimal(count(*)) AS c1 FROM "mscrm_account" t0 GROUP BY 1) t1) t2
ORDER BY t2.c4, t2.c0, t2.c1, t2.c2, t2.c3
LIMIT ?;
-- 1, 0, 1, 101

-- GET accounts?$apply=addnested(contact_customer_accounts,aggregate($count as n) as contacts)&$select=name
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 101
-- for each row: contacts
SELECT t2.c0
FROM (SELECT edmund_decimal(count(*)) AS c0 FROM "mscrm_account" t0 JOIN "mscrm_contact" t1 ON t1."_parentcustomerid_value" = t0."accountid" AND t1."_parentcustomerid_value_navigation" = ? WHERE t0."_rid" = ?) t2
ORDER BY t2.c0;
-- 'parentcustomerid_account', parent[3]

-- GET accounts?$apply=outerjoin(contact_customer_accounts as contact,filter(statecode eq 0))&$select=name&$expand=contact($select=fullname)
SELECT t0."name", t0."versionnumber", t0."accountid", t2."fullname", t2."versionnumber", t2."contactid", t1.c1
FROM "mscrm_account" t0
LEFT JOIN (SELECT t0."_rid" AS c0, t1."_rid" AS c1 FROM "mscrm_account" t0 JOIN "mscrm_contact" t1 ON t1."_parentcustomerid_value" = t0."accountid" AND t1."_parentcustomerid_value_navigation" = ? WHERE t1."statecode" = ?) t1 ON t1.c0 = t0."_rid"
LEFT JOIN "mscrm_contact" t2 ON t2."_rid" = t1.c1
ORDER BY t0."_rid", t1.c1
LIMIT ?;
-- 'parentcustomerid_account', 0, 101

-- GET accounts?$apply=compute(numberofemployees mul 2 as twice)/filter(twice gt 10)/orderby(twice desc)/top(3)&$select=name,twice
SELECT t2."name", t2."versionnumber", t2."accountid", t1.c0, t1.c1
FROM (SELECT edmund_checked(t0."numberofemployees" * ?) AS c0, t0."_rid" AS c1 FROM "mscrm_account" t0 WHERE edmund_checked(t0."numberofemployees" * ?) > ? ORDER BY edmund_checked(t0."numberofemployees" * ?) DESC, t0."_rid" LIMIT ?) t1
JOIN "mscrm_account" t2 ON t2."_rid" = t1.c1
ORDER BY t1.c0 DESC, t1.c1
LIMIT ?;
-- 2, 2, 10, 2, 3, 101

-- GET accounts?$compute=numberofemployees div $these/aggregate(numberofemployees with max) as share&$select=name,share
SELECT t0."name", t0."versionnumber", t0."accountid", edmund_checked(t0."numberofemployees" / (SELECT t1.c0 FROM (SELECT max(t0."numberofemployees") AS c0 FROM "mscrm_account" t0) t1)), t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 101
