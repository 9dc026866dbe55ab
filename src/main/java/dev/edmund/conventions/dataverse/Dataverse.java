package dev.edmund.conventions.dataverse;

import dev.edmund.conventions.Convention;
import dev.edmund.conventions.dataverse.query.DataverseFunctions;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import dev.edmund.request.QueryFunctions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * The conventions of the Dataverse Web API.
 *
 * @param model gives the names of types
 * @param resources what there is beside the model; the first that a request is about answers it
 */
public record Dataverse(Model model, List<OwnResource> resources) implements Convention {
  public Dataverse {
    resources = List.copyOf(resources);
  }

  @Override
  public String name() {
    return "dataverse";
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount, Service service) {
    ODataRequest known = Understood.of(request);
    Optional<OwnResource> own = resources.stream().filter(r -> r.isFor(known)).findFirst();
    ODataResponse response =
        own.isPresent()
            ? own(own.get(), known, mount, service)
            : service.answer(Understood.grouped(known, model), mount);
    return Signed.with(request, response);
  }

  @Override
  public QueryFunctions functions(ODataRequest request, Mount mount, Service service) {
    return new DataverseFunctions(
        model, () -> UUID.fromString(Caller.id(new Ask(request, mount, service))), Instant.now());
  }

  private ODataResponse own(
      OwnResource resource, ODataRequest request, Mount mount, Service service) {
    try {
      return resource.answer(request, mount, service);
    } catch (ODataException e) {
      if (e.code() == ErrorCode.INTERNAL || e.isPassing()) {
        throw e; // A defect, which the server logs, or what a transaction may try again.
      }
      return answer(e, request, mount, "4.0", null);
    }
  }

  @Override
  public ODataResponse answer(
      ODataException error,
      ODataRequest request,
      Mount mount,
      String version,
      @Nullable String allow) {
    Failure failure = Failure.of(error, request, model);
    return Signed.with(request, failure.answer(error, request, version, allow));
  }
}
