package dev.edmund.conventions.graph;

import dev.edmund.conventions.Convention;
import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.processor.Responses;
import dev.edmund.processor.Service;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers as clients of Microsoft Graph know them: every one has an id of the server and the one
 * that the client gave to the request.
 *
 * @param clock tells the moment that error objects name
 * @param ids makes the ids of requests
 */
public record Graph(InstantSource clock, Supplier<UUID> ids) implements Convention {
  private static final String REQUEST_ID = "request-id";
  private static final String CLIENT_REQUEST_ID = "client-request-id";
  private static final String ERROR_TYPE = "application/json";

  /** What may be sent back as it came. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

  /** With the time of this machine and random ids. */
  public static Graph standard() {
    return new Graph(InstantSource.system(), UUID::randomUUID);
  }

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    ODataResponse response = service.answer(request, mount);
    String type = response.getHeader("Content-Type");
    if (type != null && type.startsWith("application/json;odata.metadata=")) {
      response.setHeader("Content-Type", mediaType(type));
    }
    return completed(response, request, mount);
  }

  @Override
  public ODataResponse answer(
      ODataException error,
      ODataRequest request,
      Mount mount,
      String version,
      @Nullable String allow) {
    ODataResponse response = completed(Responses.error(error, version, allow), request, mount);
    byte[] body =
        GraphError.write(
            error,
            clock.instant(),
            String.valueOf(response.getHeader(REQUEST_ID)),
            String.valueOf(response.getHeader(CLIENT_REQUEST_ID)));
    response.setHeader("Content-Type", ERROR_TYPE);
    response.setContent(new ByteArrayInputStream(body));
    return response;
  }

  @Override
  public ODataResponse completed(ODataResponse response, ODataRequest request, Mount mount) {
    if (response.getHeader(REQUEST_ID) == null) {
      String id = ids.get().toString();
      String sent = request.getHeader(CLIENT_REQUEST_ID);
      response.setHeader(REQUEST_ID, id);
      response.setHeader(CLIENT_REQUEST_ID, sent != null && ID.matcher(sent).matches() ? sent : id);
    }
    return response;
  }

  /** All parameters, as Graph writes them, with those that were honoured. */
  private static String mediaType(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    String level = type.substring(type.indexOf('=') + 1).split(";", 2)[0];
    return "application/json;odata.metadata="
        + level
        + ";odata.streaming=true;IEEE754Compatible="
        + lower.contains(";ieee754compatible=true")
        + ";charset=utf-8";
  }
}
