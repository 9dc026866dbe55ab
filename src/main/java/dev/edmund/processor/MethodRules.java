package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.processor.write.ResourceKind;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.http.HttpMethod;

/**
 * Which methods a resource answers to.
 *
 * @param writable whether the service makes changes
 */
record MethodRules(boolean writable) {
  /** What {@code Allow} says of a resource that is only read. */
  static final String READ = "GET, HEAD, OPTIONS";

  /** Whether a request is to change what is at a path. */
  static boolean isChange(HttpMethod method, List<Segment> path) {
    return method != HttpMethod.GET
        && method != HttpMethod.HEAD
        && ResourceKind.of(path) != ResourceKind.POSTED;
  }

  /** What {@code Allow} says of a path. */
  String allowed(List<Segment> path) {
    List<String> names = new ArrayList<>();
    for (HttpMethod method : methods(path)) {
      names.add(method.name());
      if (method == HttpMethod.GET) {
        names.add(HttpMethod.HEAD.name());
      }
    }
    names.add("OPTIONS");
    return String.join(", ", names);
  }

  private List<HttpMethod> methods(List<Segment> path) {
    ResourceKind kind = ResourceKind.of(path);
    return writable || kind == ResourceKind.POSTED ? kind.methods() : List.of(HttpMethod.GET);
  }

  /** Throws 405 when a path does not answer to a method. */
  void require(HttpMethod method, List<Segment> path) {
    HttpMethod asked = method == HttpMethod.HEAD ? HttpMethod.GET : method;
    if (methods(path).contains(asked)) {
      return;
    }
    ResourceKind kind = ResourceKind.of(path);
    throw new ODataException(
        ErrorCode.METHOD_NOT_ALLOWED,
        kind == ResourceKind.POSTED
            ? "Actions, batches and $query are sent by POST, not by " + method + "."
            : writable
                ? method + " is not allowed here, only " + allowed(path) + "."
                : "This service is read-only; " + method + " is not allowed here.");
  }
}
