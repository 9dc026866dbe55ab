package dev.edmund.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the examples have people paste into a shell prints what they say. */
final class ReadmeWalkTest {
  private static final Path TRAILS = Path.of("src/examples/trails/trails.csdl.xml");

  @Test
  void changesGoAsPrinted(@TempDir Path folder) throws Exception {
    try (RunningEdmund edmund = RunningEdmund.start(folder)) {
      walk(Path.of("README.md"), "## Change it", edmund);
    }
  }

  @Test
  void theTrailsAreWalkedAsPrinted(@TempDir Path folder) throws Exception {
    try (RunningEdmund edmund = RunningEdmund.start(folder, TRAILS)) {
      walk(Path.of("src/site/markdown/examples.md"), "### A walk", edmund);
    }
  }

  private static void walk(Path document, String heading, RunningEdmund edmund) throws IOException {
    assumeTrue(run("curl --version").startsWith("curl"), "curl is not installed");
    Pattern blocks =
        Pattern.compile(heading + "\n.*?```sh\n(.*?)```\n.*?```text\n(.*?)```\n", Pattern.DOTALL);
    Matcher walk = blocks.matcher(Files.readString(document));
    assertTrue(walk.find());
    String address = "127.0.0.1:" + edmund.port();
    String printed = run(walk.group(1).replace("127.0.0.1:8080", address));
    assertEquals(walk.group(2), printed.replace(address, "127.0.0.1:8080"));
  }

  private static String run(String script) throws IOException {
    Process shell = new ProcessBuilder("bash", "-c", script).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
