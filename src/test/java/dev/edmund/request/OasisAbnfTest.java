package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
          "$format=json&$Format=atom&$format=xml&$format=text/html",
          "an option must not be given twice (Part 2, 5.1)",
          "$format=JSON&$format=Atom&$format=XML&$format=text/html",
          "an option must not be given twice (Part 2, 5.1)",
          "http://host/service/$metadata#Customers",
          "a fragment is never sent",
          "$metadata#Customers(Address,Orders)",
          "a fragment is never sent");

  /** Inputs that are understood and answered 501: what the answer names, and its inputs. */
  private static final Map<String, List<String>> NOT_IMPLEMENTED =
      Map.ofEntries(
          Map.entry(
              "$compute",
              List.of(
                  "$compute=case(X gt 0:1,X lt 0:-1,true:0) as SignumX",
                  "$compute=case( X gt 0 : 1 , X lt 0 : -1 , true : 0) as SignumX",
                  "$compute=@Core.Messages as CoreMessages",
                  "$compute=@Core.Messages as"
                      + " _at_Core_dot_Messages&$select=_at_Core_dot_Messages($top=5)",
                  "$compute=Amount mul Product/TaxRate as Tax",
                  "compute=Amount mul Product/TaxRate as Tax",
                  "$compute=Amount mul Product/TaxRate as Tax,day(Time/Date) as WeekDay",
                  "$expand=Sales($compute=Amount mul Product/TaxRate as Tax)")),
          Map.entry("$index", List.of("$index=42", "index=42", "index=-42")),
          Map.entry("$deltatoken", List.of("$deltatoken=A@Lot_Has:Changed?=Here!")),
          Map.entry(
              "$schemaversion",
              List.of(
                  "$schemaversion=0001",
                  "schemaversion=second",
                  "schemaversion=1.42.2",
                  "$schemaversion=*")),
          Map.entry(
              "An annotation in $expand",
              List.of(
                  "$expand=@Namespace.EntityTerm",
                  "$expand=@Namespace.EntityTerm($top=2)",
                  "$expand=@Namespace.SomeTerm/Products($top=2)")),
          Map.entry(
              "An annotation in $select",
              List.of(
                  "$select=@Core.Messages($top=5)",
                  "$select=Address/@Core.Messages($top=5)",
                  "$select=@Measures.Currency,@Core.MayImplement($top=2)")),
          Map.entry(
              "$it inside of nested options",
              List.of(
                  "$select=Addresses($filter=startswith(City,'H');$top=5;$skip=0;$count=true;"
                      + "$orderby=$it;$search=blue;@c=15)&$expand=Addresses/Country")),
          Map.entry(
              "The alias @m, which stands for an outer instance",
              List.of(
                  "Employees?$expand=Manager(@m=$this;$expand=DirectReports($filter=@m/FirstName"
                      + " eq FirstName))")),
          Map.entry(
              "/$filter followed by anything but /$count",
              List.of("Products/$filter(Age gt 3)(ID='Sugar')")));

  @Test
  void everyCaseOfTheGrammar() throws IOException {
    List<AbnfRunner> runners = new ArrayList<>();
    List<AbnfRunner> withoutKeySegments = new ArrayList<>();
    for (AbnfModel.Variant variant : AbnfModel.VARIANTS) {
      Edm edm = AbnfModel.edm(variant);
      withoutKeySegments.add(new AbnfRunner(edm, false));
      runners.add(new AbnfRunner(edm, true));
    }
    runners.addAll(withoutKeySegments);
    int[] run = new int[2];
    int[] passed = new int[2];
    List<String> failures = new ArrayList<>();
    for (AbnfCase c : AbnfCase.all()) {
      if (EXCLUDED.containsKey(c.input()) || OTHER_RULES.containsKey(c.rule())) {
        continue;
      }
      int row = c.valid() ? 0 : 1;
      run[row]++;
      String failure = c.valid() ? accepted(c, runners) : refused(c, withoutKeySegments);
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
        if (isListed(c.input(), e)) {
          return null;
        }
        if (answers.indexOf(e.text()) < 0) {
          answers.append(e.text()).append(" | ");
        }
      }
    }
    return answers.toString();
  }

  private static boolean isListed(String input, ODataException e) {
    return e.code() == ErrorCode.NOT_IMPLEMENTED
        && NOT_IMPLEMENTED.entrySet().stream()
            .anyMatch(n -> e.text().contains(n.getKey()) && n.getValue().contains(input));
  }

  /** A string key as a segment could be almost any text, so only keys in parentheses are tried. */
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
