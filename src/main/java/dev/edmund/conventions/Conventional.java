package dev.edmund.conventions;

import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.plan.Caller;
import dev.edmund.processor.ErrorAnswers;
import dev.edmund.processor.RequestFunctions;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import dev.edmund.processor.write.Repeatability;
import dev.edmund.request.QueryFunctions;
import dev.edmund.store.write.RepeatedAnswers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** All conventions there are, each for the mounts that name it. */
public record Conventional(List<Convention> all) implements ErrorAnswers, RequestFunctions {
  public Conventional {
    all = List.copyOf(all);
  }

  /** The service with the conventions of the mount that a request comes in under. */
  public Service over(Service service) {
    return new Over(service, this);
  }

  @Override
  public ODataResponse answer(
      ODataException error,
      ODataRequest request,
      Mount mount,
      String version,
      @Nullable String allow) {
    return of(mount)
        .<ErrorAnswers>map(convention -> convention)
        .orElse(ErrorAnswers.ODATA)
        .answer(error, request, mount, version, allow);
  }

  @Override
  public QueryFunctions functions(ODataRequest request, Mount mount, Service service) {
    return of(mount)
        .map(convention -> convention.functions(request, mount, service))
        .orElse(QueryFunctions.NONE);
  }

  @Override
  public ODataResponse completed(ODataResponse response, ODataRequest request, Mount mount) {
    return of(mount)
        .map(convention -> convention.completed(response, request, mount))
        .orElse(response);
  }

  private Optional<Convention> of(Mount mount) {
    for (Convention each : all) {
      if (mount.conventions().isOf(each.name())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private record Over(Service service, Conventional conventions) implements Service {
    @Override
    public ODataResponse answer(ODataRequest request, Mount mount) {
      return conventions
          .of(mount)
          .map(convention -> convention.answer(request, mount, service))
          .orElseGet(() -> service.answer(request, mount));
    }

    @Override
    public <R> R run(Function<Service, R> requests) {
      return service.run(joined -> requests.apply(conventions.over(joined)));
    }

    @Override
    public List<RepeatedAnswers.Answer> runOnce(
        Repeatability asked,
        String content,
        Function<Service, List<RepeatedAnswers.Answer>> requests) {
      return service.runOnce(asked, content, joined -> requests.apply(conventions.over(joined)));
    }

    @Override
    public ODataResponse options(ODataRequest request, Mount mount) {
      return service.options(request, mount);
    }

    @Override
    public ODataResponse refused(ODataException error, ODataRequest request, Mount mount) {
      return service.refused(error, request, mount);
    }

    @Override
    public Optional<Caller> caller(ODataRequest request, Mount mount) {
      return service.caller(request, mount);
    }

    @Override
    public boolean holds(String condition, Map<String, String> values) {
      return service.holds(condition, values);
    }

    @Override
    public boolean isReady() {
      return service.isReady();
    }

    @Override
    public ServiceOverview overview() {
      return service.overview();
    }
  }
}
