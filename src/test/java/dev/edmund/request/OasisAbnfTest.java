package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The OASIS ABNF test cases: what is valid is read, what is not is refused. */
class OasisAbnfTest {
  /** Inputs that are not run, with the reason. */
  private static final Map<String, String> EXCLUDED = Map.of();

  /** Inputs that are understood and answered 501, with the text that the answer names. */
  private static final Map<String, String> NOT_IMPLEMENTED = Map.of();

  @Test
  void everyCaseOfTheGrammar() throws IOException {
    List<AbnfRunner> runners = new ArrayList<>();
    for (AbnfModel.Variant variant : AbnfModel.VARIANTS) {
      runners.add(new AbnfRunner(AbnfModel.edm(variant), false));
      runners.add(new AbnfRunner(AbnfModel.edm(variant), true));
    }
    int[] run = new int[2];
    int[] passed = new int[2];
    List<String> failures = new ArrayList<>();
    for (AbnfCase c : AbnfCase.all()) {
      if (EXCLUDED.containsKey(c.input()) || AbnfRunner.elsewhere().contains(c.rule())) {
        continue;
      }
      int row = c.valid() ? 0 : 1;
      run[row]++;
      String failure = c.valid() ? accepted(c, runners) : refused(c, runners);
      if (failure == null) {
        passed[row]++;
      } else {
        failures.add(c + "\n      " + failure);
      }
    }
    System.out.printf(
        "OASIS ABNF: positive %d/%d, negative %d/%d%n", passed[0], run[0], passed[1], run[1]);
    assertEquals(List.of(), failures, String.join("\n", failures));
  }

  /** Null when a model reads the case, or the answers of all. */
  private static @Nullable String accepted(AbnfCase c, List<AbnfRunner> runners) {
    StringBuilder answers = new StringBuilder();
    for (AbnfRunner runner : runners) {
      try {
        runner.run(c);
        return null;
      } catch (ODataException e) {
        String named = NOT_IMPLEMENTED.get(c.input());
        if (named != null && e.code() == ErrorCode.NOT_IMPLEMENTED && e.text().contains(named)) {
          return null;
        }
        if (answers.indexOf(e.text()) < 0) {
          answers.append(e.text()).append(" | ");
        }
      }
    }
    return answers.toString();
  }

  private static @Nullable String refused(AbnfCase c, List<AbnfRunner> runners) {
    for (AbnfRunner runner : runners) {
      try {
        runner.run(c);
        return "accepted";
      } catch (ODataException e) {
        // A refusal is what is wanted.
      }
    }
    return null;
  }
}
