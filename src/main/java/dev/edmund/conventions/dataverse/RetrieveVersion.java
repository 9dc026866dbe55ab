package dev.edmund.conventions.dataverse;

import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** {@code RetrieveVersion}: the version of the API, which its root path names. */
public record RetrieveVersion() implements OwnResource {
  private static final Pattern IN_PATH = Pattern.compile("/v(\\d+\\.\\d+)/$");
  private static final String LATEST = "9.2";

  /** The version that a mount speaks, in four numbers. */
  static String of(Mount mount) {
    Matcher version = IN_PATH.matcher(mount.path());
    return (version.find() ? version.group(1) : LATEST) + ".0.0";
  }

  @Override
  public boolean isFor(ODataRequest request) {
    return FunctionCall.of(request, "RetrieveVersion").isPresent();
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    return Answers.ok(Answers.ofType(request, "RetrieveVersionResponse").put("Version", of(mount)));
  }
}
