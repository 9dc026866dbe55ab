package dev.edmund.bench.floor;

/** Path and query of every request that the floor answers. */
public final class Targets {
  public static final String ACCOUNTS = "/odata/accounts";

  public static final String BATCH = "/odata/$batch";

  static final String CONNECTION = "/odata/connections(";

  public static final String TOP = "/odata/connections?$top=100";

  public static final String FILTER =
      "/odata/connections?$filter=statecode%20eq%200%20and%20createdon%20gt%202025-01-01T00:00:00Z"
          + "&$select=connectionid,name,statecode,createdon,modifiedon,_record1id_value"
          + "&$orderby=createdon%20desc&$top=50";

  public static final String LOOKUPS =
      "/odata/connections?$expand=record1id_account($select=accountid,name),"
          + "record1roleid($select=connectionroleid,name)"
          + "&$top=50";

  public static final String COLLECTION =
      "/odata/accounts?$top=20&$select=accountid,name&$expand=account_connections1"
          + "($select=connectionid,name,createdon;$orderby=createdon%20desc;$top=5)";

  public static final String COUNT =
      "/odata/connections?$filter=contains(name,'M%C3%BCller')&$count=true&$top=20";

  public static final String ALL =
      "/odata/connections?$select=connectionid,name,description,statecode,ismaster,exchangerate,"
          + "createdon,_record1id_value,_record2id_value,_ownerid_value";

  public static final String ALL_LATEST_FIRST = ALL + "&$orderby=createdon%20desc";

  private Targets() {}

  /** The request for one connection. */
  public static String connection(String key) {
    return CONNECTION + key + ")";
  }
}
