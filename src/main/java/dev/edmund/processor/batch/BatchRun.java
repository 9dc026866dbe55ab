package dev.edmund.processor.batch;

import dev.edmund.core.BatchLimits;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.batch.AnswerHead;
import dev.edmund.format.batch.BatchPart;
import dev.edmund.format.batch.BatchReader;
import dev.edmund.format.batch.BatchWriter;
import dev.edmund.model.Mount;
import dev.edmund.processor.Atomically;
import dev.edmund.processor.ErrorAnswers;
import dev.edmund.processor.Service;
import dev.edmund.processor.write.Repeatability;
import dev.edmund.request.RequestReferences;
import dev.edmund.request.header.BatchHeaders;
import dev.edmund.request.header.ProtocolVersion;
import dev.edmund.store.write.RepeatedAnswers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of a batch in their order (Part 1, 11.7.7.4; JSON Format, 19.4). */
final class BatchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private final Surroundings around;
  private final PartQueue parts;
  private final BatchWriter writer;
  private final Outcomes outcomes;
  private final PartRequests requests;

  /**
   * What is the same for all requests of a batch.
   *
   * @param helpers answer reads ahead of their turn
   * @param mentioned the identifiers of requests whose answers may be referred to
   * @param deadline when no further request is begun, as {@link System#nanoTime} has it
   */
  record Surroundings(
      Service service,
      Atomically atomically,
      ErrorAnswers errors,
      Roots roots,
      PartUrls urls,
      ODataRequest batch,
      BatchHeaders headers,
      BatchLimits limits,
      int urlBytes,
      String version,
      Helpers helpers,
      Set<String> mentioned,
      long deadline) {

    /** JSON batches go on after a failure, multipart ones do not, unless they say so. */
    boolean continues() {
      Boolean asked = headers.continueOnError();
      return asked == null ? headers.format() == BatchHeaders.Format.JSON : asked;
    }

    /** References to values are of 4.01, in which the JSON format came (Part 1, 11.7.6). */
    boolean takesValues() {
      String sent = batch.getHeader("OData-Version");
      return headers.format() == BatchHeaders.Format.JSON
          || version.equals("4.01")
          || (sent != null && ProtocolVersion.speaks401(sent));
    }

    boolean multipartBothWays() {
      return headers.format() == BatchHeaders.Format.MULTIPART
          && headers.answer() == BatchHeaders.Format.MULTIPART;
    }
  }

  /** An answer that waits for those of its group. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Settled(AnswerHead head, byte[] body) {
    boolean failed() {
      return head.status() >= 400;
    }

    RepeatedAnswers.Answer kept() {
      return new RepeatedAnswers.Answer(head.status(), head.headers(), body);
    }
  }

  /** Has a transaction end without effect. */
  private static final class GroupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient BatchPart part;
    private final transient Settled answer;

    GroupFailed(BatchPart part, Settled answer) {
      super(null, null, false, false);
      this.part = part;
      this.answer = answer;
    }
  }

  BatchRun(Surroundings around, BatchReader reader, BatchWriter writer) {
    this.around = around;
    this.parts = new PartQueue(reader, around.helpers(), this::early);
    this.writer = writer;
    this.outcomes = new Outcomes(new KeptAnswers(around.mentioned(), around.limits().partBytes()));
    this.requests =
        new PartRequests(
            around.batch(),
            around.urls(),
            around.headers(),
            outcomes,
            around.urlBytes(),
            around.takesValues());
  }

  /** Answers all requests, or those up to the first that fails. */
  void run() throws IOException {
    try (parts) {
      boolean goesOn = true;
      BatchPart part = parts.next();
      while (goesOn && part != null) {
        boolean success = part.group() == null ? single(part) : group(part.group(), rest(part));
        goesOn = success || around.continues();
        part = goesOn ? parts.next() : null;
      }
    }
    writer.end();
  }

  /** The answer to a read that waits for nothing before it. */
  private Optional<EarlyAnswer> early(BatchPart part) {
    if (!isIndependent(part)) {
      return Optional.empty();
    }
    return Optional.of(
        new EarlyAnswer(
            new EarlyAnswer.Work() {
              @Override
              public EarlyAnswer.Answered answer() {
                return made(part, around.service());
              }

              @Override
              public void send(ODataResponse response, OutputStream out) throws IOException {
                BatchRun.send(response, out);
              }
            }));
  }

  /** Whether a request is a read that takes nothing from those before it. */
  private static boolean isIndependent(BatchPart part) {
    return part.method().equals("GET")
        && part.group() == null
        && part.condition() == null
        && part.dependsOn().isEmpty()
        && part.headers().values().stream().noneMatch(value -> value.startsWith("$"))
        && RequestReferences.idOf(part.url()).isEmpty()
        && !ValueReference.mayBeIn(part.url());
  }

  /** The requests of a group, which are kept together as its transaction may be run again. */
  private List<BatchPart> rest(BatchPart first) {
    List<BatchPart> all = new ArrayList<>(List.of(first));
    BatchPart next = parts.peek();
    while (next != null && String.valueOf(first.group()).equals(next.group())) {
      all.add(next);
      parts.next();
      next = parts.peek();
    }
    return all;
  }

  private boolean single(BatchPart part) throws IOException {
    EarlyAnswer early = parts.current().orElse(null);
    ODataResponse response =
        early == null ? answer(part, around.service()) : remembered(part, early.answered());
    HeldBody body = new HeldBody(writer, head(part, response));
    try {
      if (early == null) {
        send(part, response, body);
      } else {
        early.copyTo(outcomes.answers().beside(part, response, body));
      }
    } catch (RuntimeException | IOException e) {
      if (body.isBegun()) {
        throw e; // The client sees that the answer breaks off.
      }
      response = failure(part, e);
      outcomes.put(part, null, response);
      body = new HeldBody(writer, head(part, response));
      send(part, response, body);
    }
    body.close();
    return response.getStatusCode() < 400;
  }

  private boolean group(String group, List<BatchPart> parts) throws IOException {
    List<Settled> answers;
    try {
      answers =
          parts.stream().anyMatch(RepeatableGroup::isWanted)
              ? repeatable(parts)
              : around.atomically().run(service -> settle(parts, service));
    } catch (GroupFailed e) {
      return fail(group, parts, e.part, e.answer);
    } catch (RuntimeException e) {
      BatchPart first = parts.get(0);
      return fail(group, parts, first, settled(first, failure(first, e)));
    }
    outcomes.putGroup(group, parts, true);
    boolean nested = around.multipartBothWays();
    if (nested) {
      writer.beginChangeSet();
    }
    for (Settled answer : answers) {
      write(answer);
    }
    if (nested) {
      writer.endChangeSet();
    }
    return true;
  }

  /** Their answers, from now or from before; what follows may refer to them in any case. */
  private List<Settled> repeatable(List<BatchPart> parts) {
    String mount = around.roots().own().mount().path();
    RepeatableGroup group = RepeatableGroup.of(parts, mount, Instant.now());
    List<RepeatedAnswers.Answer> answers =
        around
            .atomically()
            .runOnce(
                group.asked(),
                group.content(),
                service -> settle(parts, service).stream().map(Settled::kept).toList());
    List<Settled> settled = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      BatchPart part = parts.get(i);
      RepeatedAnswers.Answer answer = answers.get(i);
      ODataResponse response = new ODataResponse();
      response.setStatusCode(answer.status());
      answer.headers().forEach(response::addHeader);
      outcomes.put(part, request(part), response);
      settled.add(new Settled(head(part, response), answer.body()));
    }
    return settled;
  }

  /** Null where it refers to what has failed this time, which does not matter to an answer. */
  private @Nullable ODataRequest request(BatchPart part) {
    try {
      return requests.of(part).request();
    } catch (ODataException e) {
      return null;
    }
  }

  private List<Settled> settle(List<BatchPart> parts, Service service) {
    return parts.stream().map(part -> settle(part, service)).toList();
  }

  /** Answers within a transaction, body and all, as only there it sees what was changed. */
  private Settled settle(BatchPart part, Service service) {
    Settled answer = settled(part, answer(part, service));
    if (answer.failed()) {
      throw new GroupFailed(part, answer);
    }
    return answer;
  }

  private Settled settled(BatchPart part, ODataResponse response) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    try {
      send(part, response, body);
      return new Settled(head(part, response), body.toByteArray());
    } catch (IOException | RuntimeException e) {
      if (e instanceof ODataException passing && passing.isPassing()) {
        throw passing; // The transaction may be run again.
      }
      return settled(part, failure(part, e));
    }
  }

  /** One error for a change set (Part 1, 11.7.7.5); one for each request of an atomicity group. */
  private boolean fail(String group, List<BatchPart> parts, BatchPart failed, Settled failure)
      throws IOException {
    outcomes.putGroup(group, parts, false);
    if (around.multipartBothWays()) {
      write(failure);
      return false;
    }
    for (BatchPart part : parts) {
      if (part.equals(failed)) {
        write(failure);
      } else {
        ODataException undone =
            Outcomes.failed(
                "Nothing of the group has taken effect, as "
                    + (failed.id() == null
                        ? "request " + failed.number()
                        : "the request '" + failed.id() + "'")
                    + " failed.",
                null);
        write(settled(part, refusal(undone)));
      }
    }
    return false;
  }

  private void write(Settled answer) throws IOException {
    try (OutputStream out = writer.open(answer.head())) {
      out.write(answer.body());
    }
  }

  private ODataResponse answer(BatchPart part, Service service) {
    return remembered(part, made(part, service));
  }

  private ODataResponse remembered(BatchPart part, EarlyAnswer.Answered answered) {
    outcomes.put(part, answered.request(), answered.response());
    return answered.response();
  }

  private EarlyAnswer.Answered made(BatchPart part, Service service) {
    ODataRequest request = null;
    ODataResponse response;
    try {
      requireTime();
      outcomes.require(part, service);
      PartRequests.PartRequest own = requests.of(part);
      request = own.request();
      response = service.answer(request, own.mount());
    } catch (RuntimeException e) {
      if (e instanceof ODataException passing && passing.isPassing()) {
        throw e; // The transaction may be run again.
      }
      response = failure(part, e);
    }
    return new EarlyAnswer.Answered(request, response);
  }

  private void requireTime() {
    if (System.nanoTime() - around.deadline() > 0) {
      throw new ODataException(
          ErrorCode.UNAVAILABLE,
          "The requests before this one took longer than the limit batchTime ("
              + around.limits().batchTime().toSeconds()
              + " s).");
    }
  }

  private ODataResponse failure(BatchPart part, Exception cause) {
    ODataException error =
        cause instanceof ODataException known && known.code() != ErrorCode.INTERNAL
            ? known
            : new ODataException(
                ErrorCode.INTERNAL,
                "The request failed for a reason inside the service; its log says more.");
    if (error.code() == ErrorCode.INTERNAL) {
      LOG.error("{} {} in a batch failed", part.method(), part.url(), cause);
    }
    return refusal(error);
  }

  private ODataResponse refusal(ODataException error) {
    Mount mount = around.roots().own().mount();
    return around.errors().answer(error, around.batch(), mount, around.version(), null);
  }

  private AnswerHead head(BatchPart part, ODataResponse response) {
    if (RepeatableGroup.isWanted(part)) {
      Repeatability.tell(response);
    }
    return new AnswerHead(
        part.id(), part.group(), response.getStatusCode(), response.getAllHeaders());
  }

  private void send(BatchPart part, ODataResponse response, OutputStream body) throws IOException {
    send(response, outcomes.answers().beside(part, response, body));
  }

  private static void send(ODataResponse response, OutputStream out) throws IOException {
    ODataContent content = response.getODataContent();
    try (InputStream in = response.getContent()) {
      if (content != null) {
        content.write(out);
      } else if (in != null) {
        in.transferTo(out);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
