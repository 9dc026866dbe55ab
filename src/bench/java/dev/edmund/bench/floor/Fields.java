package dev.edmund.bench.floor;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The properties that the requests select. */
final class Fields {
  private static final Set<String> DATE_TIMES =
      Set.of("effectivestart", "effectiveend", "overriddencreatedon", "createdon", "modifiedon");

  static final List<Field> ACCOUNT = of("accountid", "name");

  static final List<Field> ROLE = of("connectionroleid", "name");

  static final List<Field> CONNECTION =
      of(
          "connectionid",
          "name",
          "description",
          "statecode",
          "statuscode",
          "record1objecttypecode",
          "record2objecttypecode",
          "ismaster",
          "effectivestart",
          "effectiveend",
          "exchangerate",
          "entityimage",
          "entityimageid",
          "entityimage_timestamp",
          "entityimage_url",
          "importsequencenumber",
          "overriddencreatedon",
          "createdon",
          "modifiedon",
          "versionnumber",
          "_record1id_value",
          "_record1roleid_value",
          "_record2id_value",
          "_record2roleid_value",
          "_relatedconnectionid_value",
          "_transactioncurrencyid_value",
          "_ownerid_value",
          "_owninguser_value",
          "_owningteam_value",
          "_owningbusinessunit_value",
          "_createdby_value",
          "_createdonbehalfby_value",
          "_modifiedby_value",
          "_modifiedonbehalfby_value");

  static final List<Field> FILTERED =
      of("connectionid", "name", "statecode", "createdon", "modifiedon", "_record1id_value");

  static final List<Field> RELATED = of("connectionid", "name", "createdon");

  static final List<Field> TEN =
      of(
          "connectionid",
          "name",
          "description",
          "statecode",
          "ismaster",
          "exchangerate",
          "createdon",
          "_record1id_value",
          "_record2id_value",
          "_ownerid_value");

  private Fields() {}

  /** Types by name, as the model has them. */
  private static List<Field> of(String... names) {
    return Stream.of(names).map(n -> new Field(n, kind(n))).toList();
  }

  private static Field.Kind kind(String name) {
    if (DATE_TIMES.contains(name)) {
      return Field.Kind.DATE_TIME;
    }
    return switch (name) {
      case "ismaster" -> Field.Kind.BOOLEAN;
      case "exchangerate" -> Field.Kind.DECIMAL;
      case "entityimage" -> Field.Kind.BINARY;
      default -> Field.Kind.PLAIN;
    };
  }
}
