package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.path.Segment;
import java.util.List;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.api.http.HttpMethod;

/**
 * Which methods a resource answers to: actions, batches and $query to POST, all else is only read.
 */
final class MethodRules {
  /** What {@code Allow} says of a resource that is only read. */
  static final String READ_ONLY = "GET, HEAD, OPTIONS";

  private static final String POST = "POST, OPTIONS";

  private MethodRules() {}

  /** What {@code Allow} says of a path. */
  static String allowed(List<Segment> path) {
    return path.stream().anyMatch(MethodRules::isPosted) ? POST : READ_ONLY;
  }

  private static boolean isPosted(Segment segment) {
    return segment instanceof Segment.Batch
        || segment instanceof Segment.Query
        || (segment instanceof Segment.Operation operation
            && operation.operation().getKind() == EdmTypeKind.ACTION);
  }

  /** Throws 405 when a path does not answer to a method. */
  static void require(HttpMethod method, List<Segment> path) {
    boolean posted = path.stream().anyMatch(MethodRules::isPosted);
    boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
    if (posted ? method == HttpMethod.POST : reads) {
      return;
    }
    throw new ODataException(
        ErrorCode.METHOD_NOT_ALLOWED,
        posted
            ? "Actions, batches and $query are sent by POST, not by " + method + "."
            : "This service is read-only; " + method + " is not allowed here.");
  }
}
