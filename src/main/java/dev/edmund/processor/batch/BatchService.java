package dev.edmund.processor.batch;

import dev.edmund.core.BatchLimits;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.format.batch.BatchReader;
import dev.edmund.format.batch.BatchWriter;
import dev.edmund.format.batch.JsonBatchReader;
import dev.edmund.format.batch.JsonBatchWriter;
import dev.edmund.format.batch.MultipartReader;
import dev.edmund.format.batch.MultipartWriter;
import dev.edmund.model.Mount;
import dev.edmund.processor.Atomically;
import dev.edmund.processor.ErrorAnswers;
import dev.edmund.processor.Responses;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import dev.edmund.processor.write.Repeatability;
import dev.edmund.request.header.BatchHeaders;
import dev.edmund.request.header.ProtocolVersion;
import dev.edmund.store.write.RepeatedAnswers;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * Answers batches (Part 1, 11.7) by asking a service for each of their requests; all other requests
 * are the service's own.
 *
 * @param service answers single requests
 * @param atomically runs change sets
 * @param errors how batches, and requests of them, are answered that are refused here
 * @param mounts the roots of the service
 * @param helpers answer reads of a batch beside the thread that the batch came on
 */
public record BatchService(
    Service service,
    Limits limits,
    Atomically atomically,
    ErrorAnswers errors,
    List<Mount> mounts,
    Helpers helpers)
    implements Service {
  public BatchService {
    mounts = List.copyOf(mounts);
  }

  /** Batches with the errors of OData. */
  public BatchService(Service service, Limits limits, Atomically atomically) {
    this(service, limits, atomically, ErrorAnswers.ODATA, List.of(), Helpers.NONE);
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount) {
    if (request.getMethod() != HttpMethod.POST || !PartUrl.isBatch(request.getRawODataPath())) {
      return service.answer(request, mount);
    }
    String version = "4.0";
    try {
      if (Repeatability.isWanted(request)) {
        throw Repeatability.ofBatch();
      }
      boolean version401 = ProtocolVersion.speaks401(request.getHeader("OData-MaxVersion"));
      version = version401 ? "4.01" : version;
      return batch(request, mount, headers(request, version401), version);
    } catch (ODataException e) {
      if (e.code() == ErrorCode.INTERNAL) {
        throw e; // A defect, which the server logs before it answers.
      }
      ODataResponse response = errors.answer(e, request, mount, version, null);
      if (Repeatability.isWanted(request)) {
        Repeatability.tell(response);
      }
      return response;
    }
  }

  @Override
  public ODataResponse options(ODataRequest request, Mount mount) {
    return service.options(request, mount);
  }

  @Override
  public <R> R run(Function<Service, R> requests) {
    return service.run(requests);
  }

  @Override
  public List<RepeatedAnswers.Answer> runOnce(
      Repeatability asked,
      String content,
      Function<Service, List<RepeatedAnswers.Answer>> requests) {
    return service.runOnce(asked, content, requests);
  }

  private static BatchHeaders headers(ODataRequest request, boolean version401) {
    for (String name : List.of("If-Match", "If-None-Match")) {
      if (request.getHeader(name) != null) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST, name + " stands on the requests in a batch.", name);
      }
    }
    List<String> prefer = request.getHeaders("Prefer");
    return BatchHeaders.read(
        request.getHeader("Content-Type"),
        request.getHeader("Accept"),
        prefer == null || prefer.isEmpty() ? null : String.join(",", prefer),
        version401);
  }

  private ODataResponse batch(
      ODataRequest request, Mount mount, BatchHeaders headers, String version) {
    Integer most = mount.conventions().batchRequests();
    BatchLimits own = most == null ? limits.batch() : limits.batch().withParts(most);
    boolean jsonSent = headers.format() == BatchHeaders.Format.JSON;
    Roots roots = Roots.of(request.getRawBaseUri(), mount, mounts, jsonSent);
    PartUrls urls = new PartUrls(roots);
    long deadline = System.nanoTime() + own.batchTime().toNanos();
    BatchCheck check = new BatchCheck(own, headers.format(), urls);
    Spool spool = new Spool(limits.batch().batchBytes());
    KeptParts parts = checked(request, headers, own, check, spool);
    BatchRun.Surroundings around =
        new BatchRun.Surroundings(
            service,
            atomically,
            errors,
            roots,
            urls,
            request,
            headers,
            own,
            limits.urlBytes(),
            version,
            helpers,
            check.mentioned(),
            deadline);
    String token = UUID.randomUUID().toString();
    boolean capitals = mount.conventions().capitalHeaders();
    boolean json = headers.answer() == BatchHeaders.Format.JSON;
    ODataResponse response = new ODataResponse();
    response.setStatusCode(200);
    response.setHeader("OData-Version", version);
    if (headers.continueOnError() != null) {
      String prefix = version.equals("4.0") ? "odata." : "";
      response.setHeader(
          "Preference-Applied", prefix + "continue-on-error=" + headers.continueOnError());
    }
    Responses.body(
        response,
        json ? JsonBatchWriter.CONTENT_TYPE : MultipartWriter.contentType(token),
        out -> {
          try (spool) {
            Optional<BatchReader> kept = parts.again();
            BatchReader reader =
                kept.isPresent() ? kept.get() : reader(headers, own, spool.again());
            new BatchRun(around, reader, writer(json, capitals, out, token)).run();
          }
        });
    return errors.completed(response, request, mount);
  }

  private static BatchWriter writer(
      boolean json, boolean capitals, OutputStream out, String token) {
    return json ? new JsonBatchWriter(out, capitals) : new MultipartWriter(out, token);
  }

  /**
   * The requests of a batch that keeps to its format and to the limits.
   *
   * @param spool gets the body; closed where an exception is thrown
   */
  private KeptParts checked(
      ODataRequest request, BatchHeaders headers, BatchLimits own, BatchCheck check, Spool spool) {
    boolean good = false;
    try {
      InputStream body = request.getBody();
      InputStream all = body == null ? InputStream.nullInputStream() : body;
      KeptParts parts = new KeptParts(reader(headers, own, spool.keeping(all)));
      check.check(parts);
      good = true;
      return parts;
    } catch (UncheckedIOException e) {
      throw new ODataException(ErrorCode.BAD_REQUEST, "The body cannot be read.", e);
    } finally {
      if (!good) {
        spool.close();
      }
    }
  }

  private BatchReader reader(BatchHeaders headers, BatchLimits own, InputStream in) {
    return headers.format() == BatchHeaders.Format.JSON
        ? new JsonBatchReader(in, own, limits.depth())
        : new MultipartReader(in, headers.boundary(), own, limits.urlBytes());
  }

  @Override
  public ODataResponse refused(ODataException error, ODataRequest request, Mount mount) {
    return errors.answer(error, request, mount, "4.0", null);
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
