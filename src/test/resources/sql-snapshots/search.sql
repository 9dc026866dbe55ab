-- GET accounts?$select=name&$search=blue OR "old red" NOT green&$top=3
SELECT t0."name", t0."versionnumber", t0."accountid", (CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?)) THEN 1 ELSE 0 END + CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?)) THEN 1 ELSE 0 END), t0."_rid"
FROM "mscrm_account" t0
WHERE (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?) OR (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?) AND NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?))))
ORDER BY (CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?)) THEN 1 ELSE 0 END + CASE WHEN NOT (t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?)) THEN 1 ELSE 0 END), t0."_rid"
LIMIT ?;
-- '"blue"', '"old red"', '"blue" *', '"old red"', '"green" *', '"blue"', '"old red"', 3

-- GET accounts/$count?$search=works
SELECT count(*)
FROM "mscrm_account" t0
WHERE t0."_rid" IN (SELECT rowid FROM "mscrm_account_words_name_accountnumber_description_ema_103bddec" WHERE "mscrm_account_words_name_accountnumber_description_ema_103bddec" MATCH ?);
-- '"works" *'
