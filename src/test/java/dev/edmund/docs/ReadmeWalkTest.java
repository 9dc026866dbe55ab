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

/** What the README has people paste into a shell prints what it says. */
final class ReadmeWalkTest {
  private static final Pattern WALK =
      Pattern.compile("## Change it\n.*?```sh\n(.*?)```\n.*?```text\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void changesGoAsPrinted(@TempDir Path folder) throws Exception {
    assumeTrue(run("curl --version").startsWith("curl"), "curl is not installed");
    Matcher walk = WALK.matcher(Files.readString(Path.of("README.md")));
    assertTrue(walk.find());
    try (RunningEdmund edmund = RunningEdmund.start(folder)) {
      String address = "127.0.0.1:" + edmund.port();
      String printed = run(walk.group(1).replace("127.0.0.1:8080", address));
      assertEquals(walk.group(2), printed.replace(address, "127.0.0.1:8080"));
    }
  }

  private static String run(String script) throws IOException {
    Process shell = new ProcessBuilder("bash", "-c", script).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
