package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.ODataException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * What all business units belong to.
 *
 * @param id a Guid that is the same as long as the business unit at the top is
 * @param name of the business unit at the top, as Dataverse has it
 */
record Organization(String id, String name) {

  /** The organization, which is known by the business unit at the top. */
  static Organization of(Ask ask) {
    Ask.Answer found =
        ask.get(
            "/businessunits",
            Map.of(
                "select",
                "businessunitid,name",
                "filter",
                "_parentbusinessunitid_value eq null",
                "orderby",
                "createdon,businessunitid",
                "top",
                "1"));
    if (!found.isSuccess()) {
      throw ODataException.notImplemented("An organization without business units", null);
    }
    JsonNode top = found.json().path("value").path(0);
    String seed = "organization of " + top.path("businessunitid").asText();
    return new Organization(
        UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString(),
        top.path("name").asText());
  }
}
