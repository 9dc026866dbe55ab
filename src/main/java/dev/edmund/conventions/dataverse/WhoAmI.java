package dev.edmund.conventions.dataverse;

import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * {@code WhoAmI}: the user that requests are made as, its business unit and the organization.
 *
 * @param accessControl how far callers see: {@code off}, {@code user} or {@code unit}
 */
public record WhoAmI(String accessControl) implements OwnResource {
  @Override
  public boolean isFor(ODataRequest request) {
    return FunctionCall.of(request, "WhoAmI").isPresent();
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    Ask ask = new Ask(request, mount, service);
    Caller caller = Caller.of(ask);
    Organization organization = Organization.of(ask);
    return Answers.ok(
        Answers.ofType(request, "WhoAmIResponse")
            .put("BusinessUnitId", caller.businessUnit())
            .put("UserId", caller.user())
            .put("OrganizationId", organization.id())
            .put("@Edmund.V1.AccessControl", accessControl));
  }
}
