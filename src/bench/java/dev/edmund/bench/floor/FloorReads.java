package dev.edmund.bench.floor;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** The read behind every request of {@link Targets}. */
final class FloorReads {
  private static final String TEN_SELECTED =
      "connections(" + String.join(",", Fields.TEN.stream().map(Field::name).toList()) + ")";

  private final FloorSql sql;

  FloorReads(FloorSql sql) {
    this.sql = sql;
  }

  EntityRead byKey() {
    return EntityRead.of(
        "connections/$entity",
        sql.row("c", Fields.CONNECTION),
        "mscrm_connection c WHERE c.connectionid = " + sql.key());
  }

  Map<String, FloorRead> all() {
    return Map.ofEntries(
        entry(
            Targets.TOP,
            CollectionRead.of(
                "connections",
                sql.row("c", Fields.CONNECTION),
                "mscrm_connection c ORDER BY c._rid LIMIT 100")),
        entry(Targets.FILTER, filter()),
        entry(Targets.LOOKUPS, lookups()),
        entry(Targets.COLLECTION, collection()),
        entry(Targets.COUNT, count()),
        entry(Targets.ALL, byRow()),
        entry(Targets.ALL_LATEST_FIRST, latestFirst()));
  }

  private CollectionRead filter() {
    return CollectionRead.of(
            "connections(connectionid,name,statecode,createdon,modifiedon,_record1id_value)",
            sql.row("c", Fields.FILTERED),
            "mscrm_connection c"
                + " WHERE c.statecode = ? AND c.createdon > ?"
                + " ORDER BY "
                + sql.order("c.createdon")
                + ", c._rid DESC LIMIT 50")
        .binding(0L, "2025-01-01T00:00:00");
  }

  private CollectionRead lookups() {
    Row row =
        sql.row("c", Fields.CONNECTION)
            .related("record1id_account", "a", Fields.ACCOUNT)
            .related("record1roleid", "r", Fields.ROLE);
    return CollectionRead.of(
        "connections(record1id_account(accountid,name),record1roleid(connectionroleid,name))",
        row,
        "mscrm_connection c"
            + " LEFT JOIN mscrm_account a ON a.accountid = c._record1id_value"
            + " AND c._record1id_value_navigation = 'record1id_account'"
            + " LEFT JOIN mscrm_connectionrole r ON r.connectionroleid = c._record1roleid_value"
            + " ORDER BY c._rid LIMIT 50");
  }

  private CollectionRead collection() {
    String connections =
        sql.array(
            "c",
            Fields.RELATED,
            "FROM mscrm_connection c WHERE c._record1id_value = a.accountid"
                + " AND c._record1id_value_navigation = 'record1id_account'"
                + " ORDER BY "
                + sql.order("c.createdon")
                + ", c._rid DESC LIMIT 5");
    return CollectionRead.of(
        "accounts(accountid,name,account_connections1(connectionid,name,createdon))",
        sql.row("a", Fields.ACCOUNT).with("account_connections1", connections),
        "mscrm_account a ORDER BY a._rid LIMIT 20");
  }

  private CollectionRead count() {
    String where = "mscrm_connection c WHERE " + sql.contains("c.name");
    return CollectionRead.of(
            "connections", sql.row("c", Fields.CONNECTION), where + " ORDER BY c._rid LIMIT 20")
        .counted("SELECT count(*) FROM " + where)
        .binding("Müller");
  }

  private PagedRead byRow() {
    Row row = sql.row("c", Fields.TEN);
    String text =
        "SELECT "
            + row.columns()
            + ", c._rid FROM mscrm_connection c"
            + " WHERE c._rid > CAST(? AS BIGINT) ORDER BY c._rid LIMIT ?";
    return new PagedRead(
        Targets.ALL, TEN_SELECTED, row, text, List.of("-9223372036854775808"), List.of(0));
  }

  private PagedRead latestFirst() {
    Row row = sql.row("c", Fields.TEN);
    String text =
        "SELECT "
            + row.columns()
            + ", c.createdon, c._rid FROM mscrm_connection c"
            + " WHERE c.createdon <= ? AND (c.createdon < ? OR c._rid < CAST(? AS BIGINT))"
            + " ORDER BY "
            + sql.order("c.createdon")
            + ", c._rid DESC LIMIT ?";
    return new PagedRead(
        Targets.ALL_LATEST_FIRST,
        TEN_SELECTED,
        row,
        text,
        List.of("9999-12-31T23:59:59.999", "9223372036854775807"),
        List.of(0, 0, 1));
  }
}
