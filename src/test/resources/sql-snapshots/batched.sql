-- GET accounts?$select=name&$expand=account_connections1($select=name;$orderby=createdon desc;$top=2;$expand=record2id_contact($select=fullname))&$top=3
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: account_connections1
SELECT * FROM (
SELECT t0."name" AS c0, t1."fullname" AS c1, t1."versionnumber" AS c2, t1."contactid" AS c3, t1."_rid" AS c4, t0."versionnumber" AS c5, t0."connectionid" AS c6, t0."_record1id_value" AS c7, row_number() OVER (PARTITION BY t0."_record1id_value" ORDER BY t0."createdon" DESC, t0."_rid" DESC) AS n
FROM "mscrm_connection" t0
LEFT JOIN "mscrm_contact" t1 ON t1."contactid" = t0."_record2id_value" AND t0."_record2id_value_navigation" = ?
WHERE t0."_record1id_value" IN (?, ?)
AND t0."_record1id_value_navigation" = ?) r
WHERE r.n <= ?
ORDER BY r.c7, r.n;
-- 'record2id_contact', 'first', 'second', 'record1id_account', 2

-- GET accounts?$select=name&$expand=account_connections1($select=name;$filter=statecode eq 0;$skip=1;$count=true)&$top=3
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: account_connections1/$count
SELECT count(*), t0."_record1id_value"
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" IN (?, ?)
AND t0."_record1id_value_navigation" = ?
AND t0."statecode" = ?
GROUP BY t0."_record1id_value";
-- 'first', 'second', 'record1id_account', 0
-- for each row: account_connections1
SELECT * FROM (
SELECT t0."name" AS c0, t0."versionnumber" AS c1, t0."connectionid" AS c2, t0."_record1id_value" AS c3, row_number() OVER (PARTITION BY t0."_record1id_value" ORDER BY t0."_rid") AS n
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" IN (?, ?)
AND t0."_record1id_value_navigation" = ?
AND t0."statecode" = ?) r
WHERE r.n > ? AND r.n <= ?
ORDER BY r.c3, r.n;
-- 'first', 'second', 'record1id_account', 0, 1, 5002

-- GET accounts?$select=name&$expand=account_connections1/$count($filter=statecode eq 0),account_connections2/$ref&$top=3
SELECT t0."name", t0."accountid", t0."versionnumber", t0."_rid"
FROM "mscrm_account" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: account_connections1/$count
SELECT count(*), t0."_record1id_value"
FROM "mscrm_connection" t0
WHERE t0."_record1id_value" IN (?, ?)
AND t0."_record1id_value_navigation" = ?
AND t0."statecode" = ?
GROUP BY t0."_record1id_value";
-- 'first', 'second', 'record1id_account', 0
-- for each row: account_connections2
SELECT * FROM (
SELECT t0."connectionid" AS c0, t0."_record2id_value" AS c1, row_number() OVER (PARTITION BY t0."_record2id_value" ORDER BY t0."_rid") AS n
FROM "mscrm_connection" t0
WHERE t0."_record2id_value" IN (?, ?)
AND t0."_record2id_value_navigation" = ?) r
WHERE r.n <= ?
ORDER BY r.c1, r.n;
-- 'first', 'second', 'record2id_account', 5001

-- GET connections?$select=name&$expand=record1id_activitypointer/Microsoft.Dynamics.CRM.email($select=subject)&$top=3
SELECT t0."name", t0."_record1id_value", t0."_record1id_value_navigation", t0."versionnumber", t0."connectionid", t0."_rid"
FROM "mscrm_connection" t0
ORDER BY t0."_rid"
LIMIT ?;
-- 3
-- for each row: record1id_activitypointer
SELECT t0."subject", t0."versionnumber", t0."activityid", t0."activityid"
FROM "mscrm_activitypointer" t0
JOIN "mscrm_email" t1 ON t1."_rid" = t0."_rid"
WHERE t0."activityid" IN (?, ?)
ORDER BY t0."activityid", t0."_rid";
-- 'first', 'second'

-- GET external?$expand=connections($select=id;$expand=operations($select=id))
SELECT t0."id", t0."_rid", t0."_version"
FROM "microsoft_graph_externalConnectors_external" t0
WHERE t0."_container" = ?
LIMIT ?;
-- 'external', 1
-- for each row: connections
SELECT * FROM (
SELECT t0."id" AS c0, t0."_rid" AS c1, t0."_version" AS c2, t0."_owner" AS c3, row_number() OVER (PARTITION BY t0."_owner" ORDER BY t0."_rid") AS n
FROM "microsoft_graph_externalConnectors_externalConnection" t0
WHERE t0."_owner" IN (?, ?)
AND t0."_container" = ?) r
WHERE r.n <= ?
ORDER BY r.c3, r.n;
-- 'first', 'second', 'microsoft.graph.externalConnectors.external/connections', 5001
-- for each row: connections/operations
SELECT * FROM (
SELECT t0."id" AS c0, t0."_version" AS c1, t1."_source" AS c2, row_number() OVER (PARTITION BY t1."_source" ORDER BY t1."_target") AS n
FROM "graph_connectionOperation" t0
JOIN "microsoft_graph_externalConnectors_externalConnection__88695cf3" t1 ON t1."_target" = t0."_rid"
WHERE t1."_source" IN (?, ?)) r
WHERE r.n <= ?
ORDER BY r.c2, r.n;
-- 'first', 'second', 5001

-- GET networkAccessConnections('1d6db971-cc1f-5221-8d0f-60d208a2c3ec')
SELECT t0."id", t0."createdDateTime", t0."lastUpdateDateTime", t0."endDateTime", t0."status", t0."trafficType", t0."tenantId", t0."homeTenantId", t0."crossTenantAccessType", t0."userId", t0."userPrincipalName", t0."deviceId", t0."deviceCategory", t0."deviceJoinType", t0."deviceOperatingSystem", t0."deviceOperatingSystemVersion", t0."agentVersion", t0."initiatingProcessName", t0."sourceIp", t0."sourcePort", t0."destinationIp", t0."destinationPort", t0."destinationFqdn", t0."networkProtocol", t0."transportProtocol", t0."sentBytes", t0."receivedBytes", t0."transactionCount", t0."transactionBlockCount", t0."popProcessingRegion", t0."applicationSnapshot_appId", t0."applicationSnapshot", t0."privateAccessDetails_accessType", t0."privateAccessDetails_appSegmentId", t0."privateAccessDetails_connectionStatus", t0."privateAccessDetails_connectorId", t0."privateAccessDetails_connectorIp", t0."privateAccessDetails_connectorName", t0."privateAccessDetails_processingRegion", t0."privateAccessDetails_thirdPartyTokenDetails_uniqueToke_43ec5c1b", t0."privateAccessDetails_thirdPartyTokenDetails_issuedAtDateTime", t0."privateAccessDetails_thirdPartyTokenDetails_validFromDateTime", t0."privateAccessDetails_thirdPartyTokenDetails_expirationDateTime", t0."privateAccessDetails_thirdPartyTokenDetails", t0."privateAccessDetails", t0."_version"
FROM "microsoft_graph_networkaccess_connection" t0
WHERE t0."id" = ?
LIMIT ?;
-- '1d6db971-cc1f-5221-8d0f-60d208a2c3ec', 1
