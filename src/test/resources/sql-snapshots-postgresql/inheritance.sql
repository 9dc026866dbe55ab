-- GET owners?$select=ownerid&$top=2
SELECT t0."ownerid", t1."versionnumber", t2."versionnumber", t0."_type", t0."_rid"
FROM "mscrm_principal" t0
LEFT JOIN "mscrm_systemuser" t1 ON t1."_rid" = t0."_rid"
LEFT JOIN "mscrm_team" t2 ON t2."_rid" = t0."_rid"
ORDER BY t0."_rid"
LIMIT 2;

-- GET owners/Microsoft.Dynamics.CRM.systemuser?$select=fullname&$top=2
SELECT t1."fullname", t1."versionnumber", t0."ownerid", t0."_rid"
FROM "mscrm_principal" t0
JOIN "mscrm_systemuser" t1 ON t1."_rid" = t0."_rid"
ORDER BY t0."_rid"
LIMIT 2;

-- GET activitypointers?$select=subject&$filter=subject eq 'x'&$top=2
SELECT t0."subject", t0."versionnumber", t0."_type", t0."activityid", t0."_rid"
FROM "mscrm_activitypointer" t0
WHERE t0."subject" = ?
ORDER BY t0."_rid"
LIMIT 2;
-- 'x'

-- GET activitypointers/Microsoft.Dynamics.CRM.email?$select=subject&$filter=isof(Microsoft.Dynamics.CRM.email)
SELECT t0."subject", t0."versionnumber", t0."activityid", t0."_rid"
FROM "mscrm_activitypointer" t0
JOIN "mscrm_email" t1 ON t1."_rid" = t0."_rid"
WHERE t0."_rid" IS NOT NULL
ORDER BY t0."_rid"
LIMIT 101;

-- GET activitypointers?$select=subject&$filter=Microsoft.Dynamics.CRM.phonecall/phonenumber ne null
SELECT t0."subject", t0."versionnumber", t0."_type", t0."activityid", t0."_rid"
FROM "mscrm_activitypointer" t0
LEFT JOIN "mscrm_phonecall" t1 ON t1."_rid" = t0."_rid"
WHERE t1."phonenumber" IS NOT NULL
ORDER BY t0."_rid"
LIMIT 101;

-- GET emails?$select=subject&$filter=subject ne null&$orderby=createdon desc&$top=2
SELECT t1."subject", t1."versionnumber", t1."activityid", t1."createdon", t0."_rid"
FROM "mscrm_email" t0
JOIN "mscrm_activitypointer" t1 ON t1."_rid" = t0."_rid"
WHERE t1."subject" IS NOT NULL
ORDER BY t1."createdon" DESC NULLS LAST, t0."_rid" DESC
LIMIT 2;

-- GET connections?$select=name&$filter=record1id_email/subject eq 'x'
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_activitypointer" t1 ON t1."activityid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
WHERE t1."subject" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'record1id_email', 'x'

-- GET connections?$select=name&$filter=ownerid/ownerid eq 7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_principal" t1 ON t1."ownerid" = t0."_ownerid_value"
WHERE t1."ownerid" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 7c46cc17-7e6c-5bf9-aa55-956e7e81f7a7

-- GET connections?$select=name&$filter=ownerid/Microsoft.Dynamics.CRM.systemuser/fullname eq 'x'
SELECT t0."name", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_principal" t1 ON t1."ownerid" = t0."_ownerid_value"
LEFT JOIN "mscrm_systemuser" t2 ON t2."_rid" = t1."_rid"
WHERE t2."fullname" = ?
ORDER BY t0."_rid"
LIMIT 101;
-- 'x'
