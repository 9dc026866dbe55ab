package dev.edmund.store.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The answers to requests that are repeated together, as one that can be kept. */
public final class PackedAnswers {
  private PackedAnswers() {}

  /** One answer that has all of them in its body. */
  public static RepeatedAnswers.Answer packed(List<RepeatedAnswers.Answer> answers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (RepeatedAnswers.Answer answer : answers) {
        out.writeInt(answer.status());
        write(out, RepeatedAnswers.text(answer.headers()).getBytes(StandardCharsets.UTF_8));
        write(out, answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RepeatedAnswers.Answer(200, Map.of(), bytes.toByteArray());
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** The answers that were packed, in their order. */
  public static List<RepeatedAnswers.Answer> unpacked(RepeatedAnswers.Answer packed) {
    List<RepeatedAnswers.Answer> answers = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed.body()))) {
      while (in.available() > 0) {
        int status = in.readInt();
        String headers = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        byte[] body = in.readNBytes(in.readInt());
        answers.add(new RepeatedAnswers.Answer(status, RepeatedAnswers.headers(headers), body));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }
}
