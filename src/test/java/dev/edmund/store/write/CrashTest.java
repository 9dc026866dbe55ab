package dev.edmund.store.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.store.Database;
import dev.edmund.store.load.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while it writes: what it was told is made is there, and no half of
 * anything else. The property {@code edmund.test.crashes} says how many times.
 */
@Timeout(600)
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("edmund.test.crashes", 20);
  private static final int MOST = 100;

  @TempDir Path directory = Path.of("");

  @Test
  void aKilledProcessLosesNothingThatWasMadeAndLeavesNoHalves() throws Exception {
    TestData data = new TestData(directory);
    String url = TestDatabase.in(directory);
    try (Database database = Database.open(url)) {
      data.prepare(database);
    }
    Random random = new Random();
    Set<Long> made = new HashSet<>();
    Process next = start(url, 0);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Process writer = next;
        // A process takes longer to start than to write: the one after it starts meanwhile.
        next = start(url, (round + 1) * 1_000_000L);
        killed(writer, 1 + random.nextInt(MOST), made);
        assertTrue(made.size() > round, "each round made something");
        assertWhole(url, made);
      }
    } finally {
      next.destroyForcibly();
      assertTrue(next.waitFor(1, TimeUnit.MINUTES));
    }
  }

  /** A process that writes when it is told to begin. */
  private Process start(String url, long first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CrashWriter.class.getName(),
            directory.toString(),
            url,
            Long.toString(first))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Has another process write, and kills it when it has told of so many. */
  private static void killed(Process writer, int after, Set<Long> made) throws Exception {
    try (OutputStream begin = writer.getOutputStream();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      begin.write('\n');
      begin.flush();
      int told = 0;
      for (String line = line(lines); line != null; line = line(lines)) {
        if (line.matches("\\d+")) {
          made.add(Long.parseLong(line));
          told++;
        }
        if (told == after) {
          writer.destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly();
      assertTrue(writer.waitFor(1, TimeUnit.MINUTES));
    }
  }

  /** The last line may be cut off, and then was not told. */
  private static @Nullable String line(BufferedReader lines) {
    try {
      StringBuilder line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c == '\n') {
          return line.toString();
        }
        line.append((char) c);
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  static void assertWhole(String url, Set<Long> made) {
    try (Database database = Database.open(url)) {
      List<List<String>> accounts =
          TestData.rows(database, "SELECT accountid FROM \"N_account\" ORDER BY 1");
      List<List<String>> contacts =
          TestData.rows(database, "SELECT contactid FROM \"N_contact\" ORDER BY 1");
      assertEquals(accounts, contacts);
      Set<Long> there = new HashSet<>();
      accounts.forEach(row -> there.add(Long.parseLong(row.get(0).substring(24))));
      Set<Long> lost = new HashSet<>(made);
      lost.removeAll(there);
      assertEquals(Set.of(), lost);
    }
  }
}
