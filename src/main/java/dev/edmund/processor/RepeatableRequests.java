package dev.edmund.processor;

import dev.edmund.core.Limits;
import dev.edmund.model.Mount;
import dev.edmund.processor.write.BodyStream;
import dev.edmund.processor.write.Repeatability;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.Changes;
import dev.edmund.store.write.PackedAnswers;
import dev.edmund.store.write.RepeatedAnswers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * Makes the change of a request that may be repeated once, however often it comes (Repeatable
 * Requests 1.0): change and answer are kept by the same transaction.
 */
record RepeatableRequests(Changes changes, Limits limits) {

  /** Has a transaction end without effect: a request that failed may be sent anew. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient RepeatedAnswers.Answer answer;

    Undone(RepeatedAnswers.Answer answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  /**
   * The answer that a request got before, or the one that it gets now.
   *
   * @param work answers the request within a transaction, which may be run again
   */
  ODataResponse answer(
      ODataRequest request,
      Mount mount,
      Repeatability asked,
      Instant now,
      Function<ChangeSession, ODataResponse> work) {
    InputStream sent = request.getBody();
    InputStream bytes = sent == null ? InputStream.nullInputStream() : sent;
    // All of it is read first: the transaction does not wait for a slow sender.
    try (BodyStream body = BodyStream.of(bytes, limits.mediaBytes())) {
      RepeatedAnswers.Request known =
          new RepeatedAnswers.Request(
              asked.client(), asked.id(), content(request, mount, body), asked.until());
      return response(
          once(
              known,
              now,
              session -> {
                if (sent != null) {
                  request.setBody(body.get());
                }
                return kept(work.apply(session));
              }));
    } catch (Undone e) {
      return response(e.answer);
    }
  }

  /**
   * The answers that requests got before, or those that they get now.
   *
   * @param content tells whether other requests with the id are the same
   * @param work answers them within a transaction, which may be run again; it throws when one fails
   */
  List<RepeatedAnswers.Answer> together(
      Repeatability asked,
      String content,
      Instant now,
      Function<ChangeSession, List<RepeatedAnswers.Answer>> work) {
    RepeatedAnswers.Request known =
        new RepeatedAnswers.Request(asked.client(), asked.id(), content, asked.until());
    return PackedAnswers.unpacked(
        once(known, now, session -> bounded(PackedAnswers.packed(work.apply(session)))));
  }

  private RepeatedAnswers.Answer once(
      RepeatedAnswers.Request known,
      Instant now,
      Function<ChangeSession, RepeatedAnswers.Answer> work) {
    return changes.transaction(
        session -> {
          RepeatedAnswers answers = new RepeatedAnswers(session, now);
          Optional<RepeatedAnswers.Answer> before = answers.begin(known);
          if (before.isPresent()) {
            return before.get();
          }
          RepeatedAnswers.Answer answer = work.apply(session);
          answers.end(known, answer);
          return answer;
        });
  }

  /** Another process may have another host name; the mount decides how things are answered. */
  private static String content(ODataRequest request, Mount mount, BodyStream body) {
    try (OutputStream nowhere = OutputStream.nullOutputStream();
        InputStream in = body.get()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line =
          request.getMethod()
              + " "
              + mount.path()
              + request.getRawODataPath()
              + "?"
              + request.getRawQueryPath()
              + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      in.transferTo(new DigestOutputStream(nowhere, digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RepeatedAnswers.Answer kept(ODataResponse response) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    ODataContent content = response.getODataContent();
    try (InputStream in = response.getContent()) {
      if (content != null) {
        content.write(body);
      } else if (in != null) {
        in.transferTo(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RepeatedAnswers.Answer answer =
        new RepeatedAnswers.Answer(
            response.getStatusCode(), response.getAllHeaders(), body.toByteArray());
    if (answer.status() >= 400) {
      throw new Undone(answer);
    }
    return bounded(answer);
  }

  private RepeatedAnswers.Answer bounded(RepeatedAnswers.Answer answer) {
    if (answer.body().length > limits.entityBytes()) {
      throw Limits.exceeded("entityBytes", limits.entityBytes(), "Repeatability-Request-ID");
    }
    return answer;
  }

  private static ODataResponse response(RepeatedAnswers.Answer answer) {
    ODataResponse response = new ODataResponse();
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::addHeader);
    if (answer.body().length > 0) {
      response.setContent(new ByteArrayInputStream(answer.body()));
    }
    return response;
  }
}
