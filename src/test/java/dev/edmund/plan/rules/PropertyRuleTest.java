package dev.edmund.plan.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which properties are taken, which must be given, and what the server puts in. */
final class PropertyRuleTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456789Z");

  @TempDir private Path folder = Path.of("");

  private PropertyRule only(String property) {
    return RulesOf.thing(folder, property).property("P");
  }

  private static Optional<Object> made(PropertyRule rule) {
    return rule.onMissing().flatMap(made -> made.value(NOW));
  }

  private static void assertHandling(PropertyRule rule, Handling onInsert, Handling onUpdate) {
    assertEquals(onInsert, rule.onInsert());
    assertEquals(onUpdate, rule.onUpdate());
  }

  /** Part 1, 11.4.2: a computed property is ignored; it has a value where it must have one. */
  @Test
  void computedPropertiesAreIgnoredOnInsertAndUpdate() {
    PropertyRule rule =
        only(
            """
            <Property Name="P" Type="Edm.DateTimeOffset" Nullable="false" Precision="3">
              <Annotation Term="Core.Computed"/>
            </Property>
            """);
    assertHandling(rule, Handling.IGNORED, Handling.IGNORED);
    assertFalse(rule.required());
    assertEquals(Optional.of("2026-03-04T05:06:07.123"), made(rule));
  }

  @Test
  void aComputedPropertyThatMayBeNullIsNullUnlessTheModelSaysMore() {
    PropertyRule rule =
        only(
            "<Property Name=\"P\" Type=\"Edm.Date\"><Annotation Term=\"Core.Computed\"/></Property>");
    assertEquals(Optional.empty(), rule.onMissing());
  }

  /** Part 1, 11.4.3: what is immutable is ignored on update. */
  @Test
  void immutablePropertiesAreTakenOnInsertAlone() {
    PropertyRule rule =
        only(
            "<Property Name=\"P\" Type=\"Edm.Date\"><Annotation Term=\"Core.Immutable\"/></Property>");
    assertHandling(rule, Handling.TAKEN, Handling.IGNORED);
  }

  @Test
  void permissionsWithoutWritingMakeAPropertyReadOnly() {
    PropertyRule rule =
        only(
            """
            <Property Name="P" Type="Edm.String" Nullable="false">
              <Annotation Term="Core.Permissions" EnumMember="Core.Permission/Read"/>
            </Property>
            """);
    assertHandling(rule, Handling.IGNORED, Handling.IGNORED);
    assertFalse(rule.required());
    PropertyRule both =
        only(
            """
            <Property Name="P" Type="Edm.String">
              <Annotation Term="Core.Permissions" EnumMember="Core.Permission/Read Core.Permission/Write"/>
            </Property>
            """);
    assertHandling(both, Handling.TAKEN, Handling.TAKEN);
  }

  /** Part 1, 11.4.2: what is not nullable and has no default must be given. */
  @Test
  void whatIsNotNullableAndHasNoDefaultIsRequired() {
    assertTrue(only("<Property Name=\"P\" Type=\"Edm.String\" Nullable=\"false\"/>").required());
    assertFalse(only("<Property Name=\"P\" Type=\"Edm.String\"/>").required());
    assertFalse(
        only("<Property Name=\"P\" Type=\"Collection(Edm.String)\" Nullable=\"false\"/>")
            .required());
  }

  /** CSDL XML, 7.2.7. */
  @Test
  void theDefaultValueIsThatOfTheFacet() {
    PropertyRule rule =
        only(
            "<Property Name=\"P\" Type=\"Edm.Decimal\" Scale=\"2\" Nullable=\"false\" DefaultValue=\"1.50\"/>");
    assertFalse(rule.required());
    assertEquals(Optional.of("1.50"), made(rule).map(Object::toString));
    assertHandling(rule, Handling.TAKEN, Handling.TAKEN);
  }

  @Test
  void theDefaultOfAPointInTimeKeepsItsOffset() {
    Default made =
        only("<Property Name=\"P\" Type=\"Edm.DateTimeOffset\" DefaultValue=\"2026-01-01T02:00:00+02:00\"/>")
            .onMissing()
            .orElseThrow();
    assertEquals(Optional.of("2026-01-01T00:00:00"), made.value(NOW));
    assertEquals(120, made.offset());
  }

  @Test
  void aComputedDefaultIsMadeWhenNothingIsGiven() {
    PropertyRule rule =
        only(
            """
            <Property Name="P" Type="Edm.Guid"><Annotation Term="Core.ComputedDefaultValue"/></Property>
            """);
    assertHandling(rule, Handling.TAKEN, Handling.TAKEN);
    assertTrue(made(rule).isPresent());
  }

  @Test
  void theTermDefaultSaysWhatIsMade() {
    PropertyRule now =
        only(
            "<Property Name=\"P\" Type=\"Edm.TimeOfDay\" Nullable=\"false\"><Annotation Term=\"Edmund.Default\" String=\"now\"/></Property>");
    assertEquals(Optional.of("05:06:07.123456"), made(now));
    assertFalse(now.required());
    PropertyRule date =
        only(
            "<Property Name=\"P\" Type=\"Edm.Date\"><Annotation Term=\"Edmund.Default\" String=\"now\"/></Property>");
    assertEquals(Optional.of("2026-03-04"), made(date));
    PropertyRule next =
        only(
            "<Property Name=\"P\" Type=\"Edm.Int64\"><Annotation Term=\"Edmund.Default\" String=\"next\"/></Property>");
    assertEquals(Default.Kind.NEXT, next.onMissing().orElseThrow().kind());
    assertEquals(Optional.empty(), made(next));
  }

  @Test
  void theTermOnUpdateRenewsAValueThatClientsCannotSet() {
    PropertyRule rule =
        only(
            "<Property Name=\"P\" Type=\"Edm.DateTimeOffset\" Nullable=\"false\"><Annotation Term=\"Edmund.OnUpdate\" String=\"now\"/></Property>");
    assertHandling(rule, Handling.IGNORED, Handling.IGNORED);
    assertEquals(
        Optional.of("2026-03-04T05:06:07.123456"),
        rule.onChange().flatMap(renewed -> renewed.value(NOW)));
    assertEquals(rule.onChange(), rule.onMissing());
  }

  @Test
  void aDefaultThatMakesNoValueOfTheTypeIsReported() {
    RulesOf rules =
        RulesOf.thing(
            folder,
            "<Property Name=\"P\" Type=\"Edm.Int32\"><Annotation Term=\"Edmund.Default\" String=\"now\"/></Property>");
    assertEquals(Optional.empty(), rules.property("P").onMissing());
    assertEquals(1, Rules.diagnostics(rules.model()).size());
  }

  private static String key(String type, String annotation) {
    return """
        <EntityType Name="Thing">
          <Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="%s" Nullable="false">%s</Property>
        </EntityType>
        <EntityContainer Name="Container">
          <EntitySet Name="Things" EntityType="self.Thing"/>
        </EntityContainer>
        """
        .formatted(type, annotation);
  }

  private PropertyRule keyRule(String type, String annotation) {
    return RulesOf.schema(folder, key(type, annotation)).property("Id");
  }

  /** Part 1, 11.4.3: key values are ignored on update. */
  @Test
  void aGuidKeyIsMadeByTheServerWhenItIsNotGiven() {
    PropertyRule rule = keyRule("Edm.Guid", "");
    assertHandling(rule, Handling.TAKEN, Handling.IGNORED);
    assertFalse(rule.required());
    UUID first = UUID.fromString(made(rule).orElseThrow().toString());
    assertEquals(7, first.version());
    assertEquals(2, first.variant());
    UUID later =
        UUID.fromString(
            rule.onMissing().flatMap(m -> m.value(NOW.plusNanos(1_000))).orElseThrow().toString());
    assertTrue(first.toString().compareTo(later.toString()) < 0, first + " " + later);
  }

  @Test
  void aNumberOrStringAsKeyIsGivenUnlessTheModelSaysOtherwise() {
    assertTrue(keyRule("Edm.Int32", "").required());
    assertTrue(keyRule("Edm.String", "").required());
    PropertyRule number = keyRule("Edm.Int64", "<Annotation Term=\"Core.Computed\"/>");
    assertHandling(number, Handling.IGNORED, Handling.IGNORED);
    assertEquals(Default.Kind.NEXT, number.onMissing().orElseThrow().kind());
    PropertyRule text = keyRule("Edm.String", "<Annotation Term=\"Core.ComputedDefaultValue\"/>");
    assertHandling(text, Handling.TAKEN, Handling.IGNORED);
    assertEquals(Default.Kind.NEW_GUID, text.onMissing().orElseThrow().kind());
  }

  @Test
  void aGuidInAKeyOfSeveralIsGiven() {
    RulesOf rules =
        RulesOf.schema(
            folder,
            """
            <EntityType Name="Thing">
              <Key><PropertyRef Name="Id"/><PropertyRef Name="Language"/></Key>
              <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
              <Property Name="Language" Type="Edm.String" Nullable="false"/>
            </EntityType>
            """);
    assertTrue(rules.property("Id").required());
  }

  @Test
  void theVersionIsTheServersAlone() {
    RulesOf rules =
        RulesOf.schema(
            folder,
            """
            <EntityType Name="Thing">
              <Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
              <Property Name="Version" Type="Edm.Int32" Nullable="false"/>
            </EntityType>
            <EntityContainer Name="Container">
              <EntitySet Name="Things" EntityType="self.Thing">
                <Annotation Term="Core.OptimisticConcurrency">
                  <Collection><PropertyPath>Version</PropertyPath></Collection>
                </Annotation>
              </EntitySet>
            </EntityContainer>
            """);
    PropertyRule rule = rules.property("Version");
    assertHandling(rule, Handling.IGNORED, Handling.IGNORED);
    assertFalse(rule.required());
  }

  /** The value of a lookup to several types does not say to which it leads. */
  @Test
  void theValueOfALookupToSeveralTypesIsSetByItsNavigationPropertiesAlone() {
    RulesOf rules =
        RulesOf.schema(
            folder,
            """
            <EntityType Name="Person">
              <Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid" Nullable="false"/>
            </EntityType>
            <EntityType Name="Firm">
              <Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Guid" Nullable="false"/>
            </EntityType>
            <EntityType Name="Thing">
              <Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
              <Property Name="_owner_value" Type="Edm.Guid"/>
              <Property Name="FirmId" Type="Edm.Guid" Nullable="false"/>
              <NavigationProperty Name="owner_person" Type="self.Person">
                <ReferentialConstraint Property="_owner_value" ReferencedProperty="Id"/>
              </NavigationProperty>
              <NavigationProperty Name="owner_firm" Type="self.Firm">
                <ReferentialConstraint Property="_owner_value" ReferencedProperty="Id"/>
              </NavigationProperty>
              <NavigationProperty Name="firm" Type="self.Firm" Nullable="false">
                <ReferentialConstraint Property="FirmId" ReferencedProperty="Id"/>
              </NavigationProperty>
            </EntityType>
            <EntityContainer Name="Container">
              <EntitySet Name="Things" EntityType="self.Thing"/>
              <EntitySet Name="People" EntityType="self.Person"/>
              <EntitySet Name="Firms" EntityType="self.Firm"/>
            </EntityContainer>
            """);
    assertHandling(rules.property("_owner_value"), Handling.IGNORED, Handling.IGNORED);
    assertHandling(rules.property("FirmId"), Handling.TAKEN, Handling.TAKEN);
    NavigationRule firm = rules.rules().of(rules.type("Thing")).navigation("firm").orElseThrow();
    assertTrue(firm.required());
    assertEquals(Set.of("FirmId"), firm.dependents());
  }
}
