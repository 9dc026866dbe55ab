package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.processor.Responses;
import java.nio.charset.StandardCharsets;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** Makes the answers of resources that the service itself does not have. */
final class Answers {
  private static final String JSON = "application/json;odata.metadata=minimal";

  private Answers() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A response of a complex type of Dataverse, to be filled, with its context. */
  static ObjectNode ofType(ODataRequest request, String type) {
    return object()
        .put(
            "@odata.context",
            request.getRawBaseUri() + "/$metadata#Microsoft.Dynamics.CRM." + type);
  }

  static ODataResponse ok(JsonNode body) {
    ODataResponse response = new ODataResponse();
    response.setStatusCode(200);
    response.setHeader("OData-Version", "4.0");
    body(response, body);
    return response;
  }

  static ODataResponse noContent() {
    ODataResponse response = new ODataResponse();
    response.setStatusCode(204);
    response.setHeader("OData-Version", "4.0");
    return response;
  }

  static void body(ODataResponse response, JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    Responses.body(response, JSON, out -> out.write(bytes));
  }
}
