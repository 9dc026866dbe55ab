package dev.edmund.format.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.BatchLimits;
import dev.edmund.core.ODataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever arrives, the readers give what was written, or an {@link ODataException}. */
class BatchReaderTest {
  private static final BatchLimits LIMITS = BatchLimits.defaults();
  private static final int URL_BYTES = 1_000;

  private static final String MULTIPART =
      String.join(
          "\r\n",
          "preamble",
          "--b",
          "Content-Type: application/http",
          "Content-ID: 1",
          "",
          "GET People('x') HTTP/1.1",
          "Accept: application/json",
          "",
          "",
          "--b",
          "Content-Type: multipart/mixed; boundary=\"c\"",
          "",
          "--c",
          "Content-Type: application/http",
          "Content-ID: 2",
          "",
          "POST People HTTP/1.1",
          "Content-Type: application/json",
          "",
          "{\"a\":1}",
          "--c--",
          "--b--",
          "epilogue");
  private static final String JSON =
      "{\"requests\":[{\"id\":\"1\",\"method\":\"get\",\"url\":\"People('x')\"},"
          + "{\"id\":\"2\",\"atomicityGroup\":\"g\",\"dependsOn\":[\"1\"],\"method\":\"post\","
          + "\"url\":\"People\",\"headers\":{\"prefer\":\"return=minimal\"},"
          + "\"body\":{\"a\":[1.50,\"x\",null]}}]}";
  private static final String MARKS = "\r\n-b c:;=/\"{}[],\\ \t\0\u00e9";

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sent(String method, String url, byte[] body) {}

  @Provide
  Arbitrary<Sent> requests() {
    // No delimiter begins with these.
    Arbitrary<byte[]> bodies =
        Arbitraries.bytes()
            .filter(b -> b != '-')
            .array(byte[].class)
            .ofMaxSize(300)
            .injectDuplicates(0.1);
    Arbitrary<String> urls =
        Arbitraries.strings().withChars("abc/()'$?=&%20\u00e9").ofMinLength(1).ofMaxLength(40);
    return Combinators.combine(Arbitraries.of("GET", "POST", "PATCH"), urls, bodies).as(Sent::new);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void whatIsWrittenIsRead(
      @ForAll("requests") Sent first, @ForAll("requests") Sent second, @ForAll boolean lf)
      throws Exception {
    String end = lf ? "\n" : "\r\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Sent sent : List.of(first, second)) {
      String head =
          "--b%sContent-Type: application/http%s%s%s %s HTTP/1.1%sA: b%s%s"
              .formatted(end, end, end, sent.method(), sent.url(), end, end, end);
      out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(sent.body());
      out.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("--b--".getBytes(StandardCharsets.UTF_8));
    BatchReader reader = multipart(new ByteArrayInputStream(out.toByteArray()));
    for (Sent sent : List.of(first, second)) {
      BatchPart part = reader.next();
      assertNotNull(part);
      assertEquals(sent.method(), part.method());
      assertEquals(sent.url().trim(), part.url());
      assertEquals("b", part.headers().get("a"));
      // A carriage return before a line feed is taken for a part of the line end.
      boolean torn = lf && sent.body().length > 0 && sent.body()[sent.body().length - 1] == '\r';
      int length = sent.body().length - (torn ? 1 : 0);
      assertArrayEquals(Arrays.copyOf(sent.body(), length), part.body());
    }
    assertNull(reader.next());
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void linesLongerThanABufferAreRead(
      @ForAll @IntRange(min = 8_100, max = 8_300) int before,
      @ForAll @IntRange(max = 3) int returns,
      @ForAll @IntRange(max = 20_000) int behind) {
    String body = "x".repeat(before) + "\r".repeat(returns) + "\n" + "y".repeat(behind);
    String text =
        "--b\r\nContent-Type: application/http\r\n\r\nPUT a\r\n\r\n" + body + "\r\n--b--\r\n";
    BatchPart part = multipart(text).next();
    assertNotNull(part);
    assertEquals(body, new String(part.body(), StandardCharsets.UTF_8));
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void damagedBatchesAreRefusedOrRead(
      @ForAll boolean json,
      @ForAll @Size(max = 4) List<@IntRange(max = 460) Integer> places,
      @ForAll @IntRange(max = 15) int mark,
      @ForAll @IntRange(max = 20) int dropped) {
    StringBuilder text = new StringBuilder(json ? JSON : MULTIPART);
    for (int place : places) {
      int at = Math.min(place, text.length());
      text.delete(at, Math.min(text.length(), at + dropped));
      text.insert(at, MARKS.charAt(mark % MARKS.length()));
    }
    InputStream in = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    readAll(json ? new JsonBatchReader(in, LIMITS, 100) : multipart(in));
  }

  /** Reads all; how many there are, or -1 where the batch is refused. */
  private static int readAll(BatchReader reader) {
    int parts = 0;
    try {
      while (reader.next() != null) {
        parts++;
      }
      return parts;
    } catch (ODataException e) {
      assertTrue(e.code().status() < 500 || e.code().status() == 501, e.text());
      return -1;
    }
  }

  @Example
  void undamagedBatchesAreRead() {
    assertEquals(2, readAll(multipart(MULTIPART)));
    InputStream in = new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
    assertEquals(2, readAll(new JsonBatchReader(in, LIMITS, 100)));
  }

  @Example
  void manyPartsAreRead() {
    String part = "--b\r\nContent-Type: application/http\r\n\r\nGET a HTTP/1.1\r\nA: b\r\n\r\n\r\n";
    assertEquals(10_000, readAll(multipart(part.repeat(10_000) + "--b--")));
  }

  private static MultipartReader multipart(String text) {
    return multipart(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MultipartReader multipart(InputStream in) {
    return new MultipartReader(in, "b", LIMITS, URL_BYTES);
  }
}
