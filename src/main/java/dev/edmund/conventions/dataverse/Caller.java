package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.ODataException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user that a request is made as.
 *
 * @param businessUnit of the user; null where it has none
 */
record Caller(String user, @Nullable String businessUnit) {

  /**
   * The user and what it belongs to.
   *
   * @throws ODataException as the service throws, and 501 where the model has no users
   */
  static Caller of(Ask ask) {
    String user = id(ask);
    Ask.Answer found =
        ask.get(
            "/systemusers",
            Map.of("select", "_businessunitid_value", "filter", "systemuserid eq " + user));
    if (!found.isSuccess()) {
      throw notBuilt();
    }
    JsonNode unit = found.json().path("value").path(0).path("_businessunitid_value");
    return new Caller(user, unit.asText(null));
  }

  /** The user alone; see {@link #of}. */
  static String id(Ask ask) {
    return ask.service()
        .caller(ask.request(), ask.mount())
        .map(caller -> caller.user().toString())
        .orElseThrow(Caller::notBuilt);
  }

  private static ODataException notBuilt() {
    return ODataException.notImplemented("The caller of a model without system users", null);
  }
}
