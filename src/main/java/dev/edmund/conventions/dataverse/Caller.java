package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/**
 * The user that a request is made as.
 *
 * @param businessUnit of the user; null where it has none
 */
record Caller(String user, @Nullable String businessUnit) {
  private static final Pattern GUID =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /**
   * The user that a header names, or else the first one there is: nobody has to log in here.
   *
   * @throws ODataException 403 when there is no such user, 501 where the model has no users
   */
  static Caller of(Ask ask) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("select", "systemuserid,_businessunitid_value");
    options.put("orderby", "createdon,systemuserid");
    options.put("top", "1");
    String filter = filter(ask.request());
    if (filter != null) {
      options.put("filter", filter);
    }
    Ask.Answer found = ask.get("/systemusers", options);
    if (!found.isSuccess()) {
      throw ODataException.notImplemented("The caller of a model without system users", null);
    }
    JsonNode user = found.json().path("value").path(0);
    if (user.isMissingNode()) {
      throw new ODataException(ErrorCode.FORBIDDEN, "There is no such user.");
    }
    return new Caller(
        user.path("systemuserid").asText(), user.path("_businessunitid_value").asText(null));
  }

  private static @Nullable String filter(ODataRequest request) {
    String user = request.getHeader("MSCRMCallerID");
    if (user != null) {
      return "systemuserid eq " + guid(user, "MSCRMCallerID");
    }
    String object = request.getHeader("CallerObjectId");
    return object == null
        ? null
        : "azureactivedirectoryobjectid eq " + guid(object, "CallerObjectId");
  }

  private static UUID guid(String text, String header) {
    if (!GUID.matcher(text.trim()).matches()) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE, "The header " + header + " is not a Guid.", header);
    }
    return UUID.fromString(text.trim());
  }
}
