package dev.edmund.plan.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.request.path.Segment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the vocabulary Capabilities lets be done to sets and behind navigation properties. */
final class RestrictionsTest {
  private static final String TYPES =
      """
      <EntityType Name="Firm">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <NavigationProperty Name="People" Type="Collection(self.Person)"/>
        <NavigationProperty Name="Rooms" Type="Collection(self.Room)" ContainsTarget="true"/>
      </EntityType>
      <EntityType Name="Person">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Name" Type="Edm.String"/>
      </EntityType>
      <EntityType Name="Room">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
      </EntityType>
      """;

  @TempDir private Path folder = Path.of("");

  private static String term(String name, String content) {
    return "<Annotation Term=\"Org.OData.Capabilities.V1."
        + name
        + "\"><Record>"
        + content
        + "</Record></Annotation>";
  }

  private static String no(String property) {
    return "<PropertyValue Property=\"" + property + "\" Bool=\"false\"/>";
  }

  private static String paths(String property, String path) {
    return "<PropertyValue Property=\""
        + property
        + "\"><Collection><PropertyPath>"
        + path
        + "</PropertyPath></Collection></PropertyValue>";
  }

  private RulesOf rules(String firms, String people, String container) {
    return RulesOf.schema(
        folder,
        TYPES
            + "<EntityContainer Name=\"Container\">"
            + "<EntitySet Name=\"Firms\" EntityType=\"self.Firm\">"
            + "<NavigationPropertyBinding Path=\"People\" Target=\"People\"/>"
            + firms
            + "</EntitySet><EntitySet Name=\"People\" EntityType=\"self.Person\">"
            + people
            + "</EntitySet>"
            + container
            + "</EntityContainer>");
  }

  private static EdmEntitySet set(RulesOf rules, String name) {
    EdmEntityContainer container = Objects.requireNonNull(rules.model().edm().getEntityContainer());
    return Objects.requireNonNull(container.getEntitySet(name));
  }

  private static Restrictions at(RulesOf rules, String name) {
    EdmEntitySet set = set(rules, name);
    return rules.rules().at(Places.of(List.of(new Segment.EntitySet(set)), set, ""));
  }

  private static Restrictions people(RulesOf rules) {
    EdmEntitySet firms = set(rules, "Firms");
    Segment.Navigation people =
        new Segment.Navigation(rules.type("Firm").getNavigationProperty("People"));
    List<Segment> path = List.of(new Segment.EntitySet(firms), people);
    return rules.rules().at(Places.of(path, set(rules, "People"), ""));
  }

  private static Restrictions rooms(RulesOf rules) {
    EdmEntitySet firms = set(rules, "Firms");
    Places places = Places.of(List.of(new Segment.EntitySet(firms)), firms, "");
    return rules.rules().at(places.behind("Rooms", firms, "Rooms"));
  }

  private static void assertMethod(String message, Optional<Detail> answer) {
    Detail detail = answer.orElseThrow();
    assertEquals(ErrorCode.METHOD_NOT_ALLOWED, detail.code());
    assertEquals(message, detail.message());
  }

  private static void assertBody(String message, String target, Optional<Detail> answer) {
    assertEquals(new Detail(ErrorCode.BAD_REQUEST, message, target), answer.orElseThrow());
  }

  @Test
  void whatIsNotRestrictedIsAllowed() {
    Restrictions people = at(rules("", "", ""), "People");
    assertEquals(Optional.empty(), people.insert());
    assertEquals(Optional.empty(), people.patch());
    assertEquals(Optional.empty(), people.put());
    assertEquals(Optional.empty(), people.delete());
    assertEquals(Optional.empty(), people.deltaUpdate());
    assertEquals(Optional.empty(), people.insertProperty("Name"));
    assertEquals(List.of(), people.missingOnInsert(List.of()));
    assertTrue(people.upsertable());
    assertFalse(people.etagDemanded());
    assertEquals(List.of("PATCH", "PUT", "DELETE"), people.entityMethods());
    assertEquals(List.of("POST"), people.collectionMethods());
  }

  @Test
  void aSetMayRefuseEachKindOfChange() {
    String all =
        term("InsertRestrictions", no("Insertable"))
            + term("UpdateRestrictions", no("Updatable") + no("Upsertable"))
            + term("DeleteRestrictions", no("Deletable"));
    Restrictions people = at(rules("", all, ""), "People");
    assertMethod("Entities cannot be added to People.", people.insert());
    assertMethod("Entities in People cannot be changed.", people.patch());
    assertMethod("Entities in People cannot be changed.", people.put());
    assertMethod("Entities in People cannot be deleted.", people.delete());
    assertFalse(people.upsertable());
    assertEquals(List.of(), people.entityMethods());
    assertEquals(List.of(), people.collectionMethods());
  }

  @Test
  void theMethodOfUpdatesCanBeOne() {
    String put =
        term(
            "UpdateRestrictions",
            "<PropertyValue Property=\"UpdateMethod\""
                + " EnumMember=\"Org.OData.Capabilities.V1.HttpMethod/PUT\"/>");
    Restrictions people = at(rules("", put, ""), "People");
    assertMethod("Entities in People cannot be changed by PATCH.", people.patch());
    assertEquals(Optional.empty(), people.put());
    assertEquals(List.of("PUT", "DELETE"), people.entityMethods());
  }

  @Test
  void propertiesMayBeRefusedOrDemanded() {
    String some =
        term(
                "InsertRestrictions",
                paths("NonInsertableProperties", "Name") + paths("RequiredProperties", "Id"))
            + term(
                "UpdateRestrictions",
                paths("NonUpdatableProperties", "Name")
                    + paths("NonUpdatableNavigationProperties", "Boss")
                    + paths("RequiredProperties", "Id"))
            + term("DeleteRestrictions", paths("NonDeletableNavigationProperties", "Boss"));
    Restrictions people = at(rules("", some, ""), "People");
    assertBody(
        "Name must not be given to a new entity in People.", "Name", people.insertProperty("Name"));
    assertBody("Name must not be changed in People.", "Name", people.updateProperty("Name"));
    assertBody("Boss must not lead elsewhere in People.", "Boss", people.updateNavigation("Boss"));
    assertMethod("The links of Boss in People cannot be removed.", people.deleteLink("Boss"));
    assertEquals("Id must be given.", people.missingOnInsert(List.of("Name")).get(0).message());
    assertEquals(1, people.missingOnUpdate(List.of()).size());
    assertEquals(List.of(), people.missingOnUpdate(List.of("Id")));
  }

  private static String navigation(String property, String content) {
    return term(
        "NavigationRestrictions",
        "<PropertyValue Property=\"RestrictedProperties\"><Collection><Record>"
            + "<PropertyValue Property=\"NavigationProperty\" NavigationPropertyPath=\""
            + property
            + "\"/>"
            + content
            + "</Record></Collection></PropertyValue>");
  }

  private static String record(String property, String content) {
    return "<PropertyValue Property=\""
        + property
        + "\"><Record>"
        + content
        + "</Record></PropertyValue>";
  }

  @Test
  void whatIsSaidAboutThePathCountsBeforeWhatIsSaidAboutTheSet() {
    String yes =
        record("InsertRestrictions", "<PropertyValue Property=\"Insertable\" Bool=\"true\"/>");
    RulesOf rules =
        rules(
            navigation("People", yes),
            term("InsertRestrictions", no("Insertable"))
                + term("DeleteRestrictions", no("Deletable")),
            "");
    assertTrue(at(rules, "People").insert().isPresent());
    assertEquals(Optional.empty(), people(rules).insert());
    assertMethod("Entities in Firms/People cannot be deleted.", people(rules).delete());
  }

  @Test
  void containedEntitiesAreRestrictedByTheirPath() {
    RulesOf rules =
        rules(
            navigation(
                "Rooms",
                record("UpdateRestrictions", no("Updatable"))
                    + record("DeepInsertSupport", no("Supported"))
                    + "<PropertyValue Property=\"OptimisticConcurrencyControl\" Bool=\"true\"/>"),
            "",
            "");
    Restrictions rooms = rooms(rules);
    assertMethod("Entities in Firms/Rooms cannot be changed.", rooms.patch());
    assertEquals(Optional.empty(), rooms.insert());
    assertTrue(rooms.etagDemanded());
    assertFalse(rooms.deepInsertable());
    assertEquals(Optional.empty(), at(rules, "Firms").patch());
  }

  @Test
  void whatTheContainerSaysHoldsWhereASetSaysNothing() {
    String container =
        term("DeepInsertSupport", no("Supported"))
            + term("DefaultCapabilities", record("DeleteRestrictions", no("Deletable")));
    String yes =
        term("DeleteRestrictions", "<PropertyValue Property=\"Deletable\" Bool=\"true\"/>");
    RulesOf rules = rules("", yes, container);
    assertEquals(Optional.empty(), at(rules, "People").delete());
    assertTrue(at(rules, "Firms").delete().isPresent());
    assertBody(
        "People must not be sent: related entities cannot be added with Firms.",
        "People",
        at(rules, "Firms").deepInsert("People"));
  }

  @Test
  void deepUpdatesMayBeRefused() {
    RulesOf rules = rules(term("DeepUpdateSupport", no("Supported")), "", "");
    assertBody(
        "People must not be sent: related entities cannot be changed with Firms.",
        "People",
        at(rules, "Firms").deepUpdate("People"));
    assertEquals(Optional.empty(), at(rules, "Firms").deepInsert("People"));
  }

  @Test
  void readPermissionAloneForbidsEveryChange() {
    String read = "<Annotation Term=\"Core.Permissions\" EnumMember=\"Core.Permission/Read\"/>";
    Restrictions people = at(rules("", read, ""), "People");
    assertTrue(people.insert().isPresent());
    assertTrue(people.patch().isPresent());
    assertTrue(people.delete().isPresent());
  }
}
