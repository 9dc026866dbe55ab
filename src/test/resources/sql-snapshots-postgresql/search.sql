-- GET accounts?$select=name&$search=blue OR "old red" NOT green&$top=3
SELECT t0."name", t0."versionnumber", t0."accountid", t0."_rid"
FROM "mscrm_account" t0
WHERE ((strpos(edmund_lower(t0."name"), ?) > 0 OR strpos(edmund_lower(t0."accountnumber"), ?) > 0 OR strpos(edmund_lower(t0."description"), ?) > 0 OR strpos(edmund_lower(t0."emailaddress1"), ?) > 0 OR strpos(edmund_lower(t0."address1_city"), ?) > 0) IS TRUE OR ((strpos(edmund_lower(t0."name"), ?) > 0 OR strpos(edmund_lower(t0."accountnumber"), ?) > 0 OR strpos(edmund_lower(t0."description"), ?) > 0 OR strpos(edmund_lower(t0."emailaddress1"), ?) > 0 OR strpos(edmund_lower(t0."address1_city"), ?) > 0) IS TRUE AND (strpos(edmund_lower(t0."name"), ?) > 0 OR strpos(edmund_lower(t0."accountnumber"), ?) > 0 OR strpos(edmund_lower(t0."description"), ?) > 0 OR strpos(edmund_lower(t0."emailaddress1"), ?) > 0 OR strpos(edmund_lower(t0."address1_city"), ?) > 0) IS NOT TRUE))
ORDER BY t0."_rid"
LIMIT 3;
-- 'blue', 'blue', 'blue', 'blue', 'blue', 'old red', 'old red', 'old red', 'old red', 'old red', 'green', 'green', 'green', 'green', 'green'

-- GET accounts/$count?$search=works
SELECT count(*)
FROM "mscrm_account" t0
WHERE (strpos(edmund_lower(t0."name"), ?) > 0 OR strpos(edmund_lower(t0."accountnumber"), ?) > 0 OR strpos(edmund_lower(t0."description"), ?) > 0 OR strpos(edmund_lower(t0."emailaddress1"), ?) > 0 OR strpos(edmund_lower(t0."address1_city"), ?) > 0) IS TRUE;
-- 'works', 'works', 'works', 'works', 'works'
