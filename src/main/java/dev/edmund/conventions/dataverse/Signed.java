package dev.edmund.conventions.dataverse;

import java.util.UUID;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** The headers that every answer of Dataverse has. */
final class Signed {
  private static final String SERVICE_REQUEST = "x-ms-service-request-id";
  private static final String CLIENT_REQUEST = "x-ms-client-request-id";

  private Signed() {}

  /** The same answer with an id that support asks for, and with the one of the client. */
  static ODataResponse with(ODataRequest request, ODataResponse response) {
    if (response.getHeader(SERVICE_REQUEST) != null) {
      return response;
    }
    String id = UUID.randomUUID().toString();
    response.setHeader(SERVICE_REQUEST, id);
    response.setHeader("REQ_ID", id);
    String sent = request.getHeader(CLIENT_REQUEST);
    if (sent != null && sent.matches("[\\w.-]{1,64}")) {
      response.setHeader(CLIENT_REQUEST, sent);
    }
    String type = response.getHeader("Content-Type");
    if (type != null && type.startsWith("application/json;")) {
      response.setHeader("Content-Type", type.replaceAll("; ?", "; "));
    }
    return response;
  }
}
