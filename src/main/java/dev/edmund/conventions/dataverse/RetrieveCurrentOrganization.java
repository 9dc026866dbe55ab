package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import java.util.Locale;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** {@code RetrieveCurrentOrganization}: names, version and URLs of the organization. */
public record RetrieveCurrentOrganization() implements OwnResource {
  private static final String NAME = "RetrieveCurrentOrganization";

  @Override
  public boolean isFor(ODataRequest request) {
    return FunctionCall.of(request, NAME).isPresent();
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    String access =
        FunctionCall.of(request, NAME)
            .map(call -> call.parameters().get("AccessType"))
            .orElseThrow(
                () ->
                    new ODataException(
                        ErrorCode.INVALID_VALUE, NAME + " needs the parameter AccessType."));
    if (!access.matches("(?:Microsoft\\.Dynamics\\.CRM\\.EndpointAccessType)?'\\w+'")) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "AccessType is a member of Microsoft.Dynamics.CRM.EndpointAccessType.");
    }
    Organization organization = Organization.of(new Ask(request, mount, service));
    String name = organization.name().replaceAll("\\W", "").toLowerCase(Locale.ROOT);
    ObjectNode answer = Answers.ofType(request, NAME + "Response");
    ObjectNode detail = answer.putObject("Detail");
    detail.put("OrganizationId", organization.id());
    detail.put("FriendlyName", organization.name());
    detail.put("OrganizationVersion", RetrieveVersion.of(mount));
    detail.put("UniqueName", name);
    detail.put("UrlName", name);
    detail.put("State", "Enabled");
    endpoints(request, mount, detail.putObject("Endpoints"));
    return Answers.ok(answer);
  }

  /** The one way to the data that there is here. */
  private static void endpoints(ODataRequest request, Mount mount, ObjectNode endpoints) {
    endpoints.put("Count", 1).put("IsReadOnly", false);
    endpoints.putArray("Keys").add("WebApplication");
    ArrayNode urls = endpoints.putArray("Values");
    String root = request.getRawBaseUri() + "/";
    String path = mount.path();
    urls.add(root.endsWith(path) ? root.substring(0, root.length() - path.length() + 1) : root);
  }
}
