package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.batch.BatchPart;
import dev.edmund.processor.Service;
import dev.edmund.request.RequestReferences;
import dev.edmund.request.payload.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** How the requests and groups of a batch ended, and what later ones may take from them. */
final class Outcomes {
  private final Map<String, Boolean> succeeded = new HashMap<>();
  private final Map<String, String> etags = new HashMap<>();
  private final RequestReferences references = new RequestReferences();
  private final Map<String, String> groups = new HashMap<>();
  private final KeptAnswers answers;

  /**
   * Nothing so far.
   *
   * @param answers keeps what later requests refer to
   */
  Outcomes(KeptAnswers answers) {
    this.answers = answers;
  }

  KeptAnswers answers() {
    return answers;
  }

  static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  RequestReferences references() {
    return references;
  }

  /** Remembers how a request ended. */
  void put(BatchPart part, @Nullable ODataRequest request, ODataResponse response) {
    String id = part.id();
    if (id == null) {
      return;
    }
    boolean success = isSuccess(response.getStatusCode());
    succeeded.put(id, success);
    if (part.group() != null) {
      groups.put(id, part.group());
    }
    String url = request == null || !success ? null : entityUrl(request, response);
    if (url == null) {
      references.remove(id);
    } else {
      references.put(id, url);
    }
    String etag = response.getHeader("ETag");
    if (etag != null) {
      etags.put(id, etag);
    }
  }

  /** The URL of the entity that was created or returned (Part 1, 11.7.4). */
  private static @Nullable String entityUrl(ODataRequest request, ODataResponse response) {
    for (String header : List.of("Location", "OData-EntityId")) {
      String url = response.getHeader(header);
      if (url != null) {
        return url;
      }
    }
    return request.getMethod() == HttpMethod.POST
        ? null
        : request.getRawBaseUri() + request.getRawODataPath();
  }

  /** Remembers how a group ended; when it failed, so did all of its requests. */
  void putGroup(String group, List<BatchPart> parts, boolean success) {
    succeeded.put(group, success);
    if (!success) {
      for (BatchPart part : parts) {
        String id = part.id();
        if (id != null) {
          succeeded.put(id, false);
          etags.remove(id);
          references.remove(id);
        }
      }
    }
  }

  /**
   * Throws when a request must not be run for what became of those it depends on.
   *
   * @param service evaluates conditions
   * @throws ODataException 424, or 400 or 501 for a condition that cannot be evaluated
   */
  void require(BatchPart part, Service service) {
    String condition = part.condition();
    if (condition != null) {
      if (!Conditions.holds(condition, this, service)) {
        throw failed("The condition of the request does not hold.", "if");
      }
      return;
    }
    for (String needed : part.dependsOn()) {
      if (!hasSucceeded(needed)) {
        throw failed("'" + needed + "', which the request depends on, failed.", "dependsOn");
      }
    }
  }

  boolean hasSucceeded(String id) {
    return succeeded.getOrDefault(id, false);
  }

  /** Whether an identifier is that of an earlier request or group. */
  boolean isKnown(String id) {
    return succeeded.containsKey(id);
  }

  /** The value that the answer to a request represents, whether it succeeded or not. */
  JsonValue answer(String id) {
    return answers.value(id);
  }

  /**
   * The value that a reference stands for (Part 1, 11.7.6).
   *
   * @param target what the reference stands in
   * @throws ODataException 424 when the request that it refers to failed, 400 when there is no such
   *     value in its answer
   */
  JsonValue value(ValueReference reference, String target) {
    String id = reference.id();
    if (!hasSucceeded(id)) {
      throw failed("The request '" + id + "', which a value is taken from, failed.", target);
    }
    String path = String.join("/", reference.path());
    return KeptAnswers.at(answers.value(id), reference.path())
        .orElseThrow(
            () ->
                new ODataException(
                    ErrorCode.BAD_REQUEST,
                    "The answer to the request '" + id + "' has no value '" + path + "'.",
                    target));
  }

  /**
   * Whether a request says that it depends on another one, by its identifier or group: only then
   * texts in its body can be references, which look like any text.
   */
  boolean dependsOn(BatchPart part, String id) {
    String group = groups.get(id);
    return part.dependsOn().contains(id)
        || (group != null && (group.equals(part.group()) || part.dependsOn().contains(group)));
  }

  static ODataException failed(String why, @Nullable String target) {
    return new ODataException(ErrorCode.FAILED_DEPENDENCY, why, target);
  }

  /**
   * The URL of a request, with the entity's in the place of a reference.
   *
   * @throws ODataException 424 when the request that it refers to failed, 400 when there is none or
   *     it returned no entity
   */
  String url(BatchPart part) {
    String id = RequestReferences.idOf(part.url()).orElse(null);
    if (id == null) {
      return part.url();
    }
    Boolean success = succeeded.get(id);
    if (success == null) {
      throw unusable("no earlier request has this id");
    }
    if (!success) {
      throw failed("The request '" + id + "', which the URL refers to, failed.", "url");
    }
    return references
        .resolve(part.url())
        .orElseThrow(() -> unusable("that request returned no entity"));
  }

  private static ODataException unusable(String why) {
    return new ODataException(
        ErrorCode.BAD_REQUEST, "The URL refers to a request, but " + why + ".", "url");
  }

  /** The value of {@code If-Match} or {@code If-None-Match} (Part 1, 11.7.5). */
  String etag(String value) {
    return value.startsWith("$") ? etags.getOrDefault(value.substring(1), value) : value;
  }
}
