package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.processor.Responses;
import dev.edmund.request.header.Preferences;
import dev.edmund.store.ConstraintException;
import java.util.Locale;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the words of Dataverse.
 *
 * @param code hexadecimal; that of a bad request where Dataverse tells no other
 */
record Failure(int status, String code, String message) {
  /** How Dataverse tells that there is no such row. */
  private static final String GONE = "Does Not Exist";

  static final String DOES_NOT_EXIST = "0x80040217";
  private static final String NO_SUCH_RESOURCE = "0x8006088a";
  private static final String DUPLICATE = "0x80040237";
  private static final String OTHER_VERSION = "0x80060882";
  static final String BAD_REQUEST = "0x80060888";
  private static final String BAD_BODY = "0x80048d19";
  private static final String NEEDED = "0x80040227";
  private static final String NO_PRIVILEGE = "0x80040220";
  private static final String UNEXPECTED = "0x80040216";
  private static final int PRECONDITION_FAILED = 412;

  static Failure of(ODataException error, ODataRequest request, Model model) {
    String own = error.ownCode();
    if (own != null) {
      return same(error, own);
    }
    Wording wording = new Wording(model);
    return wording.of(error, request).orElseGet(() -> coded(error, request, wording));
  }

  private static Failure coded(ODataException error, ODataRequest request, Wording wording) {
    return switch (error.code()) {
      case NOT_FOUND ->
          error.text().endsWith(GONE)
              ? same(error, DOES_NOT_EXIST)
              : notFound(error, request, wording);
      case PRECONDITION_FAILED -> precondition(error, request, wording);
      case CONFLICT -> isDuplicate(error) ? duplicate() : same(error, NEEDED);
      case FORBIDDEN -> same(error, NO_PRIVILEGE);
      case UNKNOWN_NAME, INVALID_VALUE, TYPE_MISMATCH, BAD_REQUEST, SYNTAX, LIMIT_EXCEEDED ->
          same(error, hasBody(request) ? BAD_BODY : BAD_REQUEST);
      case INTERNAL -> same(error, UNEXPECTED);
      default -> same(error, BAD_REQUEST);
    };
  }

  private static Failure notFound(ODataException error, ODataRequest request, Wording wording) {
    return error.target() == null || isReference(request)
        ? wording.missing(request).orElse(same(error, DOES_NOT_EXIST))
        : noResource(error);
  }

  private static Failure same(ODataException error, String code) {
    return new Failure(error.code().status(), code, error.text());
  }

  /** A reference that is not there is told like an entity that is not there. */
  private static boolean isReference(ODataRequest request) {
    return String.valueOf(request.getRawODataPath()).endsWith("/$ref");
  }

  private static Failure noResource(ODataException error) {
    String segment = String.valueOf(error.target());
    return segment.matches("\\w+")
        ? new Failure(
            error.code().status(),
            NO_SUCH_RESOURCE,
            "Resource not found for the segment '" + segment + "'.")
        : same(error, NO_SUCH_RESOURCE);
  }

  private static boolean hasBody(ODataRequest request) {
    HttpMethod method = request.getMethod();
    return method == HttpMethod.POST || method == HttpMethod.PATCH || method == HttpMethod.PUT;
  }

  private static Failure precondition(ODataException error, ODataRequest request, Wording wording) {
    String match = request.getHeader("If-Match");
    if (match != null && match.trim().equals("*")) {
      // Only an entity that is not there is in none of all states.
      return wording.missing(request).orElse(same(error, DOES_NOT_EXIST));
    }
    if (request.getHeader("If-None-Match") != null && match == null) {
      return duplicate();
    }
    return new Failure(
        PRECONDITION_FAILED,
        OTHER_VERSION,
        "The version of the existing record doesn't match the RowVersion property provided.");
  }

  private static Failure duplicate() {
    return new Failure(
        PRECONDITION_FAILED, DUPLICATE, "A record with matching key values already exists.");
  }

  private static boolean isDuplicate(ODataException error) {
    return error.getCause() instanceof ConstraintException broken
        && broken.kind() == ConstraintException.Kind.UNIQUE;
  }

  /** The whole answer, with what stands beside code and message where the client asks for it. */
  ODataResponse answer(
      ODataException error, ODataRequest request, String version, @Nullable String allow) {
    ODataResponse response = Responses.error(error, version, allow);
    response.setStatusCode(status);
    Answers.body(response, Answers.object().set("error", body(Understood.preferences(request))));
    return response;
  }

  private ObjectNode body(Preferences asked) {
    ObjectNode body = Answers.object().put("code", code).put("message", message);
    String number = code.substring(2).toUpperCase(Locale.ROOT);
    String help =
        "http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a"
            + number
            + "&client=platform";
    detail(body, asked, "ErrorDetails.OperationStatus", "0");
    detail(body, asked, "ErrorDetails.SubErrorCode", "0");
    detail(body, asked, "HelpLink", help);
    detail(body, asked, "TraceText", "");
    detail(body, asked, "InnerError.Message", message);
    return body;
  }

  private static void detail(ObjectNode body, Preferences asked, String name, String value) {
    String term = "Microsoft.PowerApps.CDS." + name;
    if (asked.wantedAnnotations().test(term)) {
      body.put("@" + term, value);
    }
  }
}
