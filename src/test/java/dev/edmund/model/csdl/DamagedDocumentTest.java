package dev.edmund.model.csdl;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.edmund.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A damaged document is refused in one line or read; nothing else ever happens. */
class DamagedDocumentTest {
  private static final List<String> SAMPLES =
      List.of(
          "facts/graph-connections-closed.xml",
          "corpus/olingo-tecsvc.xml",
          "corpus/trippin-rw.xml",
          "corpus/cap-library.xml",
          "corpus/redfish-nvidia-chassis.xml");

  @TempDir Path folder = Path.of("");

  @RepeatedTest(5)
  void isRefusedOrRead(RepetitionInfo repetition) throws IOException {
    String sample = SAMPLES.get(repetition.getCurrentRepetition() - 1);
    String whole = Files.readString(Corpus.shared(sample));
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 120; i++) {
      Path file = folder.resolve("damaged.xml");
      Files.write(file, i % 3 == 0 ? broken(whole, random) : renamed(whole, random));
      try {
        Model.load(file);
      } catch (UnreadableModelException e) {
        assertFalse(e.text().contains("\n"), e.text());
      }
    }
  }

  /** Some bytes are others. */
  private static byte[] broken(String whole, Random random) {
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Some attribute values are those of other attributes: well-formed, and nonsense. */
  private static byte[] renamed(String whole, Random random) {
    String[] parts = whole.split("\"", -1);
    for (int i = 0; i < 12; i++) {
      int to = 2 * random.nextInt(parts.length / 2) + 1;
      int from = 2 * random.nextInt(parts.length / 2) + 1;
      if (!parts[to].startsWith("http")) {
        parts[to] = parts[from];
      }
    }
    return String.join("\"", parts).getBytes(StandardCharsets.UTF_8);
  }
}
