package dev.edmund.plan.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.storage.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terms of the vocabulary Validation, and facets, that say which values are right. */
final class ValueRuleTest {
  @TempDir private Path folder = Path.of("");

  private RulesOf rules(String type, String facets, String annotations) {
    return RulesOf.thing(
        folder,
        "<Property Name=\"P\" Type=\"" + type + "\" " + facets + ">" + annotations + "</Property>");
  }

  private static List<String> violations(RulesOf rules, String text) {
    PropertyRule rule = rules.property("P");
    return rule.values().violations(Values.parse(rule.property().getType(), text));
  }

  private static void assertRight(RulesOf rules, String text) {
    assertEquals(List.of(), violations(rules, text));
  }

  private static void assertWrong(RulesOf rules, String text, String must) {
    assertEquals(List.of(must), violations(rules, text));
  }

  @Test
  void aPatternIsLookedForAnywhereInTheText() {
    RulesOf open =
        rules("Edm.String", "", "<Annotation Term=\"Validation.Pattern\" String=\"[0-9]{2}\"/>");
    assertRight(open, "a12b");
    assertWrong(open, "a1b", "must match the pattern [0-9]{2}");
    RulesOf closed =
        rules("Edm.String", "", "<Annotation Term=\"Validation.Pattern\" String=\"^\\d{2}\\b\"/>");
    assertRight(closed, "12 b");
    assertWrong(closed, "123", "must match the pattern ^\\d{2}\\b");
  }

  @Test
  void aPatternThatIsNoneIsReportedAndHasNoEffect() {
    RulesOf rules =
        rules("Edm.String", "", "<Annotation Term=\"Validation.Pattern\" String=\"(\"/>");
    assertRight(rules, "x");
    List<Diagnostic> found = Rules.diagnostics(rules.model());
    assertEquals(1, found.size());
    assertEquals("ruleIgnored", found.get(0).code());
    assertEquals("Shop.Thing/P", found.get(0).element());
    assertTrue(found.get(0).line() > 0);
  }

  @Test
  void boundsHoldForNumbers() {
    RulesOf rules =
        rules(
            "Edm.Double",
            "",
            """
            <Annotation Term="Validation.Minimum" Decimal="0.5"/>
            <Annotation Term="Validation.Maximum" Float="10"/>
            """);
    assertRight(rules, "0.5");
    assertRight(rules, "10");
    assertWrong(rules, "0.49", "must be at least 0.5");
    assertWrong(rules, "INF", "must be at most 10");
    assertEquals(2, violations(rules, "NaN").size());
  }

  @Test
  void aBoundCanBeExclusive() {
    RulesOf rules =
        rules(
            "Edm.Decimal",
            "Scale=\"variable\"",
            """
            <Annotation Term="Validation.Minimum" Int="0">
              <Annotation Term="Validation.Exclusive"/>
            </Annotation>
            """);
    assertRight(rules, "0.0000000000000000000001");
    assertWrong(rules, "0.0", "must be greater than 0");
  }

  @Test
  void boundsHoldForTimesAndDurations() {
    RulesOf date =
        rules("Edm.Date", "", "<Annotation Term=\"Validation.Minimum\" Date=\"2000-01-01\"/>");
    assertRight(date, "2000-01-01");
    assertWrong(date, "1999-12-31", "must be at least 2000-01-01");
    RulesOf moment =
        rules(
            "Edm.DateTimeOffset",
            "Precision=\"3\"",
            "<Annotation Term=\"Validation.Maximum\""
                + " DateTimeOffset=\"2026-01-01T01:00:00+01:00\"/>");
    assertRight(moment, "2026-01-01T00:00:00Z");
    assertWrong(moment, "2026-01-01T00:00:00.001Z", "must be at most 2026-01-01T01:00:00+01:00");
    RulesOf span =
        rules("Edm.Duration", "", "<Annotation Term=\"Validation.Maximum\" Duration=\"PT1H\"/>");
    assertRight(span, "PT60M");
    assertWrong(span, "PT61M", "must be at most PT1H");
  }

  @Test
  void aTypeDefinitionPassesOnWhatItSays() {
    RulesOf rules = rules("self.Percent", "", "");
    assertRight(rules, "100");
    assertWrong(rules, "101", "must be at most 100");
    RulesOf own = rules("self.Percent", "", "<Annotation Term=\"Validation.Maximum\" Int=\"50\"/>");
    assertWrong(own, "51", "must be at most 50");
    assertWrong(own, "-1", "must be at least 0");
  }

  @Test
  void aBoundThatIsComputedIsReported() {
    RulesOf rules = rules("Edm.Int32", "", "<Annotation Term=\"Validation.Minimum\" Path=\"Id\"/>");
    assertRight(rules, "-5");
    assertEquals(1, Rules.diagnostics(rules.model()).size());
  }

  @Test
  void multiplesAreExact() {
    RulesOf rules =
        rules("Edm.Double", "", "<Annotation Term=\"Validation.MultipleOf\" Decimal=\"0.1\"/>");
    assertRight(rules, "0.3");
    assertRight(rules, "-1.7");
    assertWrong(rules, "0.35", "must be a multiple of 0.1");
  }

  @Test
  void multiplesOfTimesAreInSeconds() {
    String quarter = "<Annotation Term=\"Validation.MultipleOf\" Decimal=\"900\"/>";
    RulesOf time = rules("Edm.TimeOfDay", "Precision=\"3\"", quarter);
    assertRight(time, "10:45:00");
    assertWrong(time, "10:45:00.5", "must be a multiple of 900");
    RulesOf moment = rules("Edm.DateTimeOffset", "", quarter);
    assertRight(moment, "2026-01-01T10:15:00Z");
    assertWrong(moment, "2026-01-01T10:16:00Z", "must be a multiple of 900");
    assertRight(rules("Edm.Duration", "", quarter), "PT30M");
  }

  private static String allowed(String... values) {
    StringBuilder out =
        new StringBuilder("<Annotation Term=\"Validation.AllowedValues\"><Collection>");
    for (String value : values) {
      out.append("<Record><PropertyValue Property=\"Value\" ").append(value).append("/></Record>");
    }
    return out.append("</Collection></Annotation>").toString();
  }

  @Test
  void onlyAllowedValuesAreRight() {
    RulesOf numbers = rules("Edm.Int32", "", allowed("Int=\"1\"", "Int=\"2\""));
    assertRight(numbers, "2");
    assertWrong(numbers, "3", "must be one of 1, 2");
    RulesOf texts = rules("Edm.String", "", allowed("String=\"a\"", "String=\"B\""));
    assertRight(texts, "B");
    assertWrong(texts, "b", "must be one of a, B");
    RulesOf decimals = rules("Edm.Decimal", "Scale=\"2\"", allowed("Decimal=\"1.5\""));
    assertRight(decimals, "1.50");
    RulesOf members = rules("self.Color", "", allowed("EnumMember=\"self.Color/Red\""));
    assertRight(members, "Red");
    assertWrong(members, "Blue", "must be one of Shop.Color/Red");
  }

  /** CSDL XML, 10.2 and 10.3. */
  @Test
  void aNumberIsAMemberOfItsEnumeration() {
    RulesOf color = rules("self.Color", "", "");
    assertRight(color, "4");
    assertWrong(color, "5", "must be a member of Shop.Color");
    RulesOf marks = rules("self.Marks", "", "");
    assertRight(marks, "A,B");
    assertRight(marks, "3");
    assertWrong(marks, "4", "must be a member, or several members, of Shop.Marks");
  }

  /** CSDL XML, 7.2.6. */
  @Test
  void whatIsNotUnicodeIsAscii() {
    String must = "must have characters of ASCII only (Unicode=\"false\")";
    RulesOf own = rules("Edm.String", "Unicode=\"false\"", "");
    assertRight(own, "plain\u007f");
    assertWrong(own, "ä", must);
    assertWrong(rules("self.Plain", "", ""), "ä", must);
  }

  @Test
  void collectionsHaveAsManyItemsAsTheyMay() {
    RulesOf rules =
        rules(
            "Collection(Edm.String)",
            "",
            """
            <Annotation Term="Validation.MinItems" Int="1"/>
            <Annotation Term="Validation.MaxItems" Int="2"/>
            <Annotation Term="Validation.Pattern" String="^x"/>
            """);
    ValueRule rule = rules.property("P").values();
    assertEquals(List.of("must have at least 1 item"), rule.violations(0L));
    assertEquals(List.of(), rule.violations(2L));
    assertEquals(List.of("must have at most 2 items"), rule.violations(3L));
    assertEquals(List.of("must match the pattern ^x"), rule.violations("y"));
  }

  /** Where values are read, a property is known and its type is not. */
  @Test
  void aPropertyIsEnoughToFindItsRule() {
    RulesOf rules = rules("Edm.Int32", "", "<Annotation Term=\"Validation.Minimum\" Int=\"1\"/>");
    EdmProperty property = rules.type("Thing").getStructuralProperty("P");
    assertEquals(
        List.of("must be at least 1"),
        rules.rules().violations(Objects.requireNonNull(property), 0L));
  }
}
