-- GET accounts?$filter=Aggregation.isdescendant(HierarchyNodes=$root/accounts,HierarchyQualifier='AccountHierarchy',Node=accountid,Ancestor=8e22ef92-8ae2-5a52-8180-4aba0a111719,MaxDistance=2)&$select=name
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."accountid" IN (SELECT t1."accountid" FROM (WITH RECURSIVE rt0(c0, c1) AS (SELECT t0."_rid", (t2.c1 + ?) FROM "mscrm_account" t0 JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value" JOIN (SELECT t0."_rid" AS c0, ? AS c1 FROM "mscrm_account" t0 WHERE t0."accountid" = ?) t2 ON t2.c0 = t1."_rid" WHERE t2.c1 < ? UNION SELECT t0."_rid", (t2.c1 + ?) FROM "mscrm_account" t0 JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value" JOIN rt0 t2 ON t2.c0 = t1."_rid" WHERE t2.c1 < ?) SELECT c0, c1 FROM rt0) t0 JOIN "mscrm_account" t1 ON t1."_rid" = t0.c0)
ORDER BY t0."_rid"
LIMIT 101;
-- 1, 0, 8e22ef92-8ae2-5a52-8180-4aba0a111719, 2, 1, 2

-- GET accounts?$apply=ancestors($root/accounts,AccountHierarchy,accountid,filter(contains(name,'Ltd')),keep start)&$select=name
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE t0."accountid" IN (SELECT t1."accountid" FROM (WITH RECURSIVE rt0(c0) AS (SELECT t0."_rid" FROM "mscrm_account" t0 WHERE t0."accountid" IN (SELECT t0."accountid" FROM "mscrm_account" t0 WHERE strpos(t0."name", ?) > 0) UNION SELECT t1."_rid" FROM "mscrm_account" t0 JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value" JOIN rt0 t2 ON t2.c0 = t0."_rid") SELECT c0 FROM rt0) t0 JOIN "mscrm_account" t1 ON t1."_rid" = t0.c0)
ORDER BY t0."_rid"
LIMIT 101;
-- 'Ltd'

-- GET accounts?$apply=traverse($root/accounts,AccountHierarchy,accountid,preorder,name)&$select=name
SELECT t2."name", t2."versionnumber", t2."accountid"
FROM "mscrm_account" t0
JOIN (SELECT t1."accountid" AS c0, t0.c0 AS c1, t0.c1 AS c2 FROM (WITH RECURSIVE rt0(c0, c1) AS (SELECT t0."_rid", t1.c1 FROM "mscrm_account" t0 JOIN (SELECT t0."_rid" AS c0, (? || ((? + row_number() OVER (ORDER BY t0."name" NULLS FIRST, t0."_rid" NULLS FIRST ROWS UNBOUNDED PRECEDING)))::text) AS c1 FROM "mscrm_account" t0) t1 ON t1.c0 = t0."_rid" WHERE (t0."_rid" IN (SELECT t0."_rid" FROM "mscrm_account" t0 JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value")) IS NOT TRUE UNION SELECT t0."_rid", (t2.c1 || t3.c1) FROM "mscrm_account" t0 JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value" JOIN rt0 t2 ON t2.c0 = t1."_rid" JOIN (SELECT t0."_rid" AS c0, (? || ((? + row_number() OVER (ORDER BY t0."name" NULLS FIRST, t0."_rid" NULLS FIRST ROWS UNBOUNDED PRECEDING)))::text) AS c1 FROM "mscrm_account" t0) t3 ON t3.c0 = t0."_rid" WHERE (strpos(t2.c1, t3.c1) - 1)::bigint < ?) SELECT c0, c1 FROM rt0) t0 JOIN "mscrm_account" t1 ON t1."_rid" = t0.c0) t1 ON t1.c0 = t0."accountid"
JOIN "mscrm_account" t2 ON t2."_rid" = t1.c1
ORDER BY t1.c2 COLLATE "C" NULLS FIRST, t1.c1
LIMIT 101;
-- '.', 10000000000, '.', 10000000000, 0

-- GET contacts?$apply=groupby((rolluprecursive($root/accounts,AccountHierarchy,parentcustomerid_account/accountid)),aggregate($count as contacts))&$select=contacts
SELECT t6."accountid", t6."name", t6."accountnumber", t6."description", t6."emailaddress1", t6."telephone1", t6."websiteurl", t6."revenue", t6."creditlimit", t6."creditonhold", t6."exchangerate", t6."numberofemployees", t6."industrycode", t6."address1_line1", t6."address1_postalcode", t6."address1_city", t6."address1_country", t6."address1_latitude", t6."address1_longitude", t6."statecode", t6."statuscode", t6."createdon", t6."modifiedon", t6."versionnumber", t6."_primarycontactid_value", t6."_parentaccountid_value", t6."_ownerid_value", t6."_owningbusinessunit_value", t6."_transactioncurrencyid_value", t5.c0, t5.c1
FROM (SELECT t4.c0 AS c0, max(t4.c1) AS c1 FROM (SELECT t3.c0 AS c0, t3.c1 AS c1 FROM (SELECT t2.c1 AS c0, (count(*))::numeric AS c1 FROM "mscrm_contact" t0 LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentcustomerid_value" AND t0."_parentcustomerid_value_navigation" = ? JOIN (SELECT t1."accountid" AS c0, t0.c1 AS c1 FROM (WITH RECURSIVE rt0(c0, c1) AS (SELECT t0."_rid", t0."_rid" FROM "mscrm_account" t0 UNION SELECT t0."_rid", t2.c1 FROM "mscrm_account" t0 JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value" JOIN rt0 t2 ON t2.c0 = t1."_rid") SELECT c0, c1 FROM rt0) t0 JOIN "mscrm_account" t1 ON t1."_rid" = t0.c0) t2 ON t2.c0 = t1."accountid" GROUP BY 1) t3 UNION ALL SELECT t0.c0 AS c0, ? AS c1 FROM (SELECT t0."_rid" AS c0 FROM "mscrm_account" t0) t0) t4 GROUP BY 1) t5
JOIN "mscrm_account" t6 ON t6."_rid" = t5.c0
ORDER BY t5.c0, t5.c1 NULLS FIRST
LIMIT 101;
-- 'parentcustomerid_account', 0
