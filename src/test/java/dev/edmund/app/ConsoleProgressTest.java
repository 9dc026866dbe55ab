package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ConsoleProgressTest {
  private final StringWriter out = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void terminalSeesABarAtMostEveryTenthOfASecond() {
    ConsoleProgress progress = progress(true);
    for (int i = 0; i <= 1_000; i++) {
      clock.addAndGet(1_000_000);
      progress.step("accounts.csv", i, 1_000);
    }
    String[] bars = out.toString().split("\r", -1);
    assertTrue(bars.length >= 10 && bars.length <= 13, "" + bars.length);
    assertTrue(out.toString().contains("[###############...............]  50 %"), out.toString());
    assertTrue(out.toString().endsWith("[##############################] 100 % 1,000\n"));
  }

  @Test
  void elsewhereThereIsALineForEachPiece() {
    ConsoleProgress progress = progress(false);
    progress.step("a.csv", 1, 2);
    progress.step("a.csv", 2, 2);
    progress.step("b.csv", 3_000, 3_000);
    assertEquals(String.format("a.csv: 2%nb.csv: 3,000%n"), out.toString());
  }

  private ConsoleProgress progress(boolean terminal) {
    return new ConsoleProgress(new PrintWriter(out), terminal, clock::get);
  }
}
