package dev.edmund.conventions.dataverse.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.operation.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows that say what was shared with whom: one for each record and principal at most. */
record Shares(Records records) {
  static final String SET = "principalobjectaccessset";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MASK = "accessrightsmask";

  /** A share. */
  record Share(String id, String principal, String principalType, long rights) {
    private static Share of(JsonNode row) {
      return new Share(
          row.path("principalobjectaccessid").asText(),
          row.path("principalid").asText(),
          row.path("principaltypecode").asText(),
          row.path(MASK).asLong());
    }
  }

  /** All shares of a record, in the order of their principals. */
  List<Share> of(Records.Found record) {
    return find("objectid eq " + record.id());
  }

  /** The rights that a record was shared by with one of several principals. */
  long rights(Records.Found record, Set<String> principals) {
    String ids = String.join(",", principals);
    return find("objectid eq " + record.id() + " and principalid in (" + ids + ")").stream()
        .mapToLong(Share::rights)
        .reduce(Rights.NONE, (a, b) -> a | b);
  }

  private Optional<Share> find(Records.Found record, Records.Found principal) {
    return find("objectid eq " + record.id() + " and principalid eq " + principal.id()).stream()
        .findFirst();
  }

  private List<Share> find(String filter) {
    return records.rows(SET + "?$orderby=principaltypecode,principalid&$filter=" + filter).stream()
        .map(Share::of)
        .toList();
  }

  /** Adds rights to those that a principal has. */
  void grant(Records.Found record, Records.Found principal, long rights) {
    Optional<Share> known = find(record, principal);
    put(record, principal, known, known.map(Share::rights).orElse(Rights.NONE) | rights);
  }

  /** Gives a principal other rights than it had. */
  void modify(Records.Found record, Records.Found principal, long rights) {
    put(record, principal, find(record, principal), rights);
  }

  /** Takes all rights back. */
  void revoke(Records.Found record, Records.Found principal) {
    put(record, principal, find(record, principal), Rights.NONE);
  }

  private void put(
      Records.Found record, Records.Found principal, Optional<Share> known, long rights) {
    if (known.isEmpty() && rights != Rights.NONE) {
      ObjectNode row =
          JSON.createObjectNode()
              .put("objectid", record.id())
              .put("objecttypecode", record.type())
              .put("principalid", principal.id())
              .put("principaltypecode", principal.type())
              .put(MASK, rights);
      send("POST", SET, row.toString());
    } else if (known.isPresent() && rights == Rights.NONE) {
      send("DELETE", url(known.get()), "");
    } else if (known.isPresent() && known.get().rights() != rights) {
      send("PATCH", url(known.get()), JSON.createObjectNode().put(MASK, rights).toString());
    }
  }

  private static String url(Share share) {
    return SET + "(" + share.id() + ")";
  }

  private void send(String method, String url, String json) {
    Transaction.Answer answer = records.transaction().send(method, url, json);
    Records.json(answer);
  }
}
