package dev.edmund.plan.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions over an instance ({@code Validation.Constraint}; CSDL XML, 14.4). */
final class ConstraintTest {
  private static final String PROPERTIES =
      """
      <Property Name="From" Type="Edm.Date"/>
      <Property Name="To" Type="Edm.Date"/>
      <Property Name="Price" Type="Edm.Decimal" Scale="2"/>
      <Property Name="Count" Type="Edm.Int32"/>
      <Property Name="Name" Type="Edm.String"/>
      <Property Name="Good" Type="Edm.Boolean"/>
      <Property Name="Color" Type="self.Color"/>
      <Property Name="Marks" Type="self.Marks"/>
      """;

  @TempDir private Path folder = Path.of("");

  private RulesOf rules(String condition) {
    return RulesOf.thing(
        folder,
        PROPERTIES
            + """
            <Annotation Term="Validation.Constraint">
              <Record>
                <PropertyValue Property="FailureMessage" String="Not so."/>
                <PropertyValue Property="Condition">
            """
            + condition
            + "</PropertyValue></Record></Annotation>");
  }

  private Constraint only(String condition) {
    RulesOf rules = rules(condition);
    List<Constraint> constraints = rules.rules().of(rules.type("Thing")).constraints();
    assertEquals(1, constraints.size());
    return constraints.get(0);
  }

  private static boolean holds(Constraint constraint, Map<String, Object> values) {
    return constraint.holds(path -> Optional.ofNullable(values.get(path)));
  }

  @Test
  void propertiesAreComparedWithEachOther() {
    Constraint constraint = only("<Le><Path>From</Path><Path>To</Path></Le>");
    assertEquals("Not so.", constraint.message());
    assertEquals(Set.of("From", "To"), constraint.paths());
    assertTrue(holds(constraint, Map.of("From", "2026-01-01", "To", "2026-01-01")));
    assertFalse(holds(constraint, Map.of("From", "2026-01-02", "To", "2026-01-01")));
  }

  /** Part 2, 5.1.1.1: null is equal to null, and neither greater nor less than anything. */
  @Test
  void comparisonsWithNullAreNotNull() {
    assertFalse(holds(only("<Le><Path>From</Path><Path>To</Path></Le>"), Map.of()));
    assertTrue(holds(only("<Eq><Path>From</Path><Null/></Eq>"), Map.of()));
    assertFalse(holds(only("<Ne><Path>From</Path><Null/></Ne>"), Map.of()));
  }

  @Test
  void aConditionThatIsNullIsNotFulfilled() {
    assertFalse(holds(only("<Path>Good</Path>"), Map.of()));
    assertFalse(holds(only("<Not><Path>Good</Path></Not>"), Map.of()));
    assertTrue(holds(only("<Path>Good</Path>"), Map.of("Good", true)));
    assertTrue(holds(only("<Not><Path>Good</Path></Not>"), Map.of("Good", false)));
  }

  /** Part 2, 5.1.1.1.7 and 5.1.1.1.8. */
  @Test
  void oneOperandThatDecidesIsEnough() {
    String or = "<Or><Path>Good</Path><Gt><Path>Count</Path><Int>3</Int></Gt></Or>";
    assertTrue(holds(only(or), Map.of("Count", 4L)));
    assertFalse(holds(only(or), Map.of("Count", 3L)));
    String and = "<And><Path>Good</Path><Gt><Path>Count</Path><Int>3</Int></Gt></And>";
    assertFalse(holds(only(and), Map.of("Count", 4L)));
    assertTrue(holds(only(and), Map.of("Count", 4L, "Good", true)));
    assertTrue(holds(only("<Not>" + and + "</Not>"), Map.of("Count", 3L)));
  }

  @Test
  void numbersAreComparedByWhatTheyAreWorth() {
    Constraint constraint = only("<Eq><Path>Price</Path><Decimal>1.5</Decimal></Eq>");
    assertTrue(holds(constraint, Map.of("Price", new BigDecimal("1.50"))));
    Constraint both = only("<Ge><Path>Price</Path><Path>Count</Path></Ge>");
    assertTrue(holds(both, Map.of("Price", new BigDecimal("2.00"), "Count", 2L)));
  }

  @Test
  void aValueIsInACollection() {
    Constraint constraint =
        only(
            """
            <In>
              <Path>Name</Path>
              <Collection><String>a</String><String>b</String></Collection>
            </In>
            """);
    assertTrue(holds(constraint, Map.of("Name", "b")));
    assertFalse(holds(constraint, Map.of("Name", "B")));
    assertFalse(holds(constraint, Map.of()));
  }

  @Test
  void membersAreComparedAndFlagsAreHad() {
    Constraint color = only("<Eq><Path>Color</Path><EnumMember>self.Color/Blue</EnumMember></Eq>");
    assertTrue(holds(color, Map.of("Color", 4L)));
    Constraint marks = only("<Has><Path>Marks</Path><EnumMember>self.Marks/B</EnumMember></Has>");
    assertTrue(holds(marks, Map.of("Marks", 3L)));
    assertFalse(holds(marks, Map.of("Marks", 1L)));
  }

  @Test
  void ifChoosesBetweenConditions() {
    Constraint constraint =
        only(
            """
            <If>
              <Path>Good</Path>
              <Ne><Path>Name</Path><Null/></Ne>
              <Bool>true</Bool>
            </If>
            """);
    assertTrue(holds(constraint, Map.of("Good", false)));
    assertFalse(holds(constraint, Map.of("Good", true)));
    assertTrue(holds(constraint, Map.of("Good", true, "Name", "x")));
  }

  @Test
  void whatIsNotEvaluatedIsReportedAndHasNoEffect() {
    for (String condition :
        List.of(
            "<Apply Function=\"odata.concat\"><Path>Name</Path><String>x</String></Apply>",
            "<Eq><Path>Other</Path><Int>1</Int></Eq>",
            "<Eq><Path>Count</Path></Eq>",
            "<Eq><Path>From</Path><Date>today</Date></Eq>")) {
      RulesOf rules = rules(condition);
      assertEquals(List.of(), rules.rules().of(rules.type("Thing")).constraints(), condition);
      assertEquals(1, Rules.diagnostics(rules.model()).size(), condition);
    }
  }

  @Test
  void aConstraintOfAPropertySpeaksOfItsInstance() {
    RulesOf rules =
        RulesOf.thing(
            folder,
            PROPERTIES
                + """
                <Property Name="P" Type="Edm.Int32">
                  <Annotation Term="Validation.Constraint">
                    <Record>
                      <PropertyValue Property="Condition">
                        <Le><Path>P</Path><Path>Count</Path></Le>
                      </PropertyValue>
                    </Record>
                  </Annotation>
                </Property>
                """);
    Constraint constraint = rules.rules().of(rules.type("Thing")).constraints().get(0);
    assertEquals("P", constraint.target());
    assertEquals("The constraint on P, Count is not fulfilled.", constraint.message());
    assertFalse(holds(constraint, Map.of("P", 2L, "Count", 1L)));
  }
}
