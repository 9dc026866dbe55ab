-- GET connections?$select=name&$expand=record1id_account($select=name),record1roleid($select=name)&$top=3&$count=true
-- count
SELECT count(*)
FROM "mscrm_connection" t0;
SELECT t0."name", t1."name", t1."versionnumber", t1."accountid", t1."_rid", t2."name", t2."versionnumber", t2."connectionroleid", t2."_rid", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_record1id_value" AND t0."_record1id_value_navigation" = ?
LEFT JOIN "mscrm_connectionrole" t2 ON t2."connectionroleid" = t0."_record1roleid_value"
ORDER BY t0."_rid"
LIMIT ?;
-- 'record1id_account', 3

-- GET accounts?$select=name&$expand=account_connections1($select=name;$orderby=createdon desc;$top=2;$expand=record2id_contact($select=fullname))&$top=3
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: account_connections1
SELECT t0."name", t1."fullname", t1."versionnumber", t1."contactid", t1."_rid", t0."versionnumber", t0."connectionid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_contact" t1 ON t1."contactid" = t0."_record2id_value" AND t0."_record2id_value_navigation" = ?
WHERE t0."_record1id_value" = ? AND t0."_record1id_value_navigation" = ?
ORDER BY t0."createdon" DESC, t0."_rid" DESC
LIMIT ?;
-- 'record2id_contact', parent[1], 'record1id_account', 2

-- GET accounts?$select=name&$expand=account_connections1($select=name;$filter=statecode eq 0;$skip=1;$count=true)&$top=3
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: account_connections1/$count
SELECT count(*)
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" = ? AND t0."_record1id_value_navigation" = ?
AND t0."statecode" = ?;
-- parent[1], 'record1id_account', 0
-- for each row: account_connections1
SELECT t0."name", t0."versionnumber", t0."connectionid"
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" = ? AND t0."_record1id_value_navigation" = ?
AND t0."statecode" = ?
ORDER BY t0."_rid"
LIMIT ? OFFSET ?;
-- parent[1], 'record1id_account', 0, 5001, 1

-- GET accounts?$select=name&$expand=account_connections1/$count($filter=statecode eq 0),account_connections2/$ref&$top=3
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: account_connections1/$count
SELECT count(*)
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" = ? AND t0."_record1id_value_navigation" = ?
AND t0."statecode" = ?;
-- parent[1], 'record1id_account', 0
-- for each row: account_connections2
SELECT t0."connectionid"
FROM "mscrm_connection" t0
WHERE t0."_record2id_value" = ? AND t0."_record2id_value_navigation" = ?
ORDER BY t0."_rid"
LIMIT ?;
-- parent[1], 'record2id_account', 5001

-- GET connections?$select=name&$expand=ownerid($select=ownerid)&$top=3
SELECT t0."name", t1."ownerid", t2."versionnumber", t3."versionnumber", t1."_type", t1."_rid", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_principal" t1 ON t1."ownerid" = t0."_ownerid_value"
LEFT JOIN "mscrm_systemuser" t2 ON t2."_rid" = t1."_rid"
LEFT JOIN "mscrm_team" t3 ON t3."_rid" = t1."_rid"
ORDER BY t0."_rid"
LIMIT ?;
-- 3

-- GET accounts?$select=name&$expand=parentaccountid($select=name;$levels=3)&$top=3
SELECT t0."name", t1."name", t2."name", t3."name", t3."versionnumber", t3."accountid", t3."_rid", t2."versionnumber", t2."accountid", t2."_rid", t1."versionnumber", t1."accountid", t1."_rid", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
LEFT JOIN "mscrm_account" t1 ON t1."accountid" = t0."_parentaccountid_value"
LEFT JOIN "mscrm_account" t2 ON t2."accountid" = t1."_parentaccountid_value"
LEFT JOIN "mscrm_account" t3 ON t3."accountid" = t2."_parentaccountid_value"
ORDER BY t0."_rid"
LIMIT ?;
-- 3

-- GET external?$expand=connections($select=id;$expand=operations($select=id))
SELECT t0."id", t0."_rid", t0."_version"
FROM "microsoft_graph_externalConnectors_external" t0
WHERE t0."_container" = ?
LIMIT ?;
-- 'external', 1
-- for each row: connections
SELECT t0."id", t0."_rid", t0."_version"
FROM "microsoft_graph_externalConnectors_externalConnection" t0
WHERE t0."_owner" = ? AND t0."_container" = ?
ORDER BY t0."_rid"
LIMIT ?;
-- parent[1], 'microsoft.graph.externalConnectors.external/connections', 5001
-- for each row: connections/operations
SELECT t0."id", t0."_version"
FROM "graph_connectionOperation" t0
JOIN "microsoft_graph_externalConnectors_externalConnection__88695cf3" t1 ON t1."_target" = t0."_rid"
WHERE t1."_source" = ?
ORDER BY t1."_target"
LIMIT ?;
-- parent[1], 5001

-- GET external/connections?$select=id&$top=3
SELECT t1."id", t1."_version", t1."_rid"
FROM "microsoft_graph_externalConnectors_external" t0
JOIN "microsoft_graph_externalConnectors_externalConnection" t1 ON t1."_owner" = t0."_rid" AND t1."_container" = ?
WHERE t0."_container" = ?
ORDER BY t1."_rid"
LIMIT ?;
-- 'microsoft.graph.externalConnectors.external/connections', 'external', 3
-- found
SELECT t0."_rid"
FROM "microsoft_graph_externalConnectors_external" t0
WHERE t0."_container" = ?
LIMIT ?;
-- 'external', 1

-- GET networkAccess/logs/connections?$select=id&$top=3
SELECT t4."id", t4."_version", t2."_target"
FROM "microsoft_graph_networkaccess_networkAccessRoot" t0
JOIN "microsoft_graph_networkaccess_logs" t1 ON t1."_owner" = t0."_rid" AND t1."_container" = ?
JOIN "microsoft_graph_networkaccess_logs_connections" t2 ON t2."_source" = t1."_rid"
JOIN "microsoft_graph_networkaccess_connection" t4 ON t4."_rid" = t2."_target"
WHERE t0."_container" = ?
ORDER BY t2."_target"
LIMIT ?;
-- 'microsoft.graph.networkaccess.networkAccessRoot/logs', 'networkAccess', 3
-- found
SELECT t1."_rid"
FROM "microsoft_graph_networkaccess_networkAccessRoot" t0
JOIN "microsoft_graph_networkaccess_logs" t1 ON t1."_owner" = t0."_rid" AND t1."_container" = ?
WHERE t0."_container" = ?
LIMIT ?;
-- 'microsoft.graph.networkaccess.networkAccessRoot/logs', 'networkAccess', 1

-- GET security/alerts?$select=id&$expand=networkConnections($select=id)&$top=3
SELECT t1."id", t1."_rid", t1."_version"
FROM "graph_security" t0
JOIN "graph_alert" t1 ON t1."_owner" = t0."_rid" AND t1."_container" = ?
WHERE t0."_container" = ?
ORDER BY t1."_rid"
LIMIT ?;
-- 'microsoft.graph.security/alerts', 'security', 3
-- for each row: networkConnections
SELECT t0."id", t0."_version"
FROM "graph_networkConnection" t0
JOIN "graph_alert_networkConnections" t1 ON t1."_target" = t0."_rid"
WHERE t1."_source" = ?
ORDER BY t1."_target"
LIMIT ?;
-- parent[1], 5001
-- found
SELECT t0."_rid"
FROM "graph_security" t0
WHERE t0."_container" = ?
LIMIT ?;
-- 'security', 1
