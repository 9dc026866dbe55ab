package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.core.ODataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.Edm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The OASIS ABNF test cases: what is valid is read, what is not is refused. */
class OasisAbnfTest {
  /** Rules that are not about what a client sends in a URL or in Prefer. */
  private static final Map<String, String> OTHER_RULES =
      Map.of(
          "context", "context URLs are written, never read",
          "header", "headers are read by those who need them",
          "request-id", "read with batch requests");

  /** Inputs that are not run, with the reason. */
  private static final Map<String, String> EXCLUDED =
      Map.of(
          "$search=more&more",
          "refused only for want of a custom option 'more' in the list of the test file",
          "$skiptoken=Not&this",
          "refused only for want of a custom option 'this' in the list of the test file",
          "$apply=filter(Amount le 2)/groupby((Product/Name),aggregate(Forecast))&$filter=Total ge 4",
          "the transformations leave no property Total",
          "$format=json&$Format=atom&$format=xml&$format=text/html",
          "an option must not be given twice (Part 2, 5.1)",
          "$format=JSON&$format=Atom&$format=XML&$format=text/html",
          "an option must not be given twice (Part 2, 5.1)",
          "http://host/service/$metadata#Customers",
          "a fragment is never sent");

  /** Inputs that are refused at another place, with the reason. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "$entity?$id=http://myservice/Customers('ALFKI')&$select=CompanyName,ContactName"
              + "&$expand=Orders",
          "the error names $id, without which the options have no type",
          "$entity?$format=json",
          "the error names $id, which is not in the input",
          "$filter= true",
          "refused at the blank, not behind it",
          "Products/all()",
          "refused at the parenthesis, not behind it",
          "$expand=Manager($search=gr(een)",
          "what is missing is missing at the end");

  /** Rules whose cases are texts of their own, which are refused as a whole. */
  private static final Pattern WHOLE =
      Pattern.compile(".*(Literal|Value|Preference)|date|guid|boolean|odataUri|odataIdentifier");

  private static final Pattern POSITION = Pattern.compile(" at position (\\d+)");

  @Test
  void everyCaseOfTheGrammar() throws IOException {
    List<AbnfRunner> runners = new ArrayList<>();
    List<AbnfRunner> withoutKeySegments = new ArrayList<>();
    for (AbnfModel.Variant variant : AbnfModel.VARIANTS) {
      Edm edm = AbnfModel.edm(variant);
      withoutKeySegments.add(new AbnfRunner(edm, "Model.Thing", false));
      runners.add(new AbnfRunner(edm, "Model.Thing", true));
    }
    runners.addAll(withoutKeySegments);
    run(AbnfCase.URLS, runners, withoutKeySegments);
  }

  @Test
  void everyCaseOfTheGrammarOfAggregation() throws IOException {
    List<AbnfRunner> runners =
        AggregationModel.VARIANTS.stream()
            .map(v -> new AbnfRunner(AggregationModel.edm(v), "Self.Thing", false))
            .toList();
    run(AbnfCase.AGGREGATION, runners, runners);
  }

  private static void run(String file, List<AbnfRunner> runners, List<AbnfRunner> refusing)
      throws IOException {
    int[] run = new int[2];
    int[] passed = new int[2];
    List<String> failures = new ArrayList<>();
    for (AbnfCase c : AbnfCase.all(file)) {
      boolean fragment = c.input().startsWith("$metadata#");
      if (fragment || EXCLUDED.containsKey(c.input()) || OTHER_RULES.containsKey(c.rule())) {
        continue;
      }
      int row = c.valid() ? 0 : 1;
      run[row]++;
      String failure = c.valid() ? accepted(c, runners) : refused(c, refusing);
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
        if (answers.indexOf(e.text()) < 0) {
          answers.append(e.text()).append(" | ");
        }
      }
    }
    return answers.toString();
  }

  /**
   * Null when no model reads the case and one refuses it where the case says. A string key as a
   * segment could be almost any text, so only keys in parentheses are tried.
   */
  private static @Nullable String refused(AbnfCase c, List<AbnfRunner> runners) {
    Set<String> answers = new TreeSet<>();
    boolean where = ELSEWHERE.containsKey(c.input()) || WHOLE.matcher(c.rule()).matches();
    for (AbnfRunner runner : runners) {
      try {
        runner.run(c);
        return "accepted";
      } catch (ODataException e) {
        where = where || (c.failAt() != null && isAt(c.failAt(), c, e));
        answers.add(e.target() + ": " + e.text());
      }
    }
    return where ? null : "refused elsewhere than at " + c.failAt() + ": " + answers;
  }

  /**
   * Where the error is in the input of the case, counted from 0. In a path it is all of the segment
   * that the error names, with the slash before it.
   */
  private static boolean isAt(int failAt, AbnfCase c, ODataException e) {
    String input = PercentDecoder.path(c.input(), "").value();
    int wanted = PercentDecoder.path(c.input().substring(0, failAt), "").value().length();
    String target = e.target() == null ? "" : e.target();
    Matcher position = POSITION.matcher(e.text());
    boolean found = position.find();
    if (target.equals("test")) {
      return found && Integer.parseInt(position.group(1)) - 1 == wanted;
    }
    boolean option = target.startsWith("$") && !target.endsWith(" ");
    int start = found && option ? input.indexOf(target) : input.lastIndexOf(target);
    if (start < 0 || !found || !option) {
      return start - 1 <= wanted && wanted <= start + target.length();
    }
    int value = start + target.length() + (input.startsWith("=", start + target.length()) ? 1 : 0);
    return value + Integer.parseInt(position.group(1)) - 1 == wanted;
  }
}
