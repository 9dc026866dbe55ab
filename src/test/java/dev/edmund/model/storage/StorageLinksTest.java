package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Navigation properties (CSDL XML 4.01, 8) and what joins them. */
class StorageLinksTest {
  private final Path folder;

  StorageLinksTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String keyed(String type, String rest) {
    return """
        <EntityType Name="%s"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.Guid" Nullable="false"/>%s</EntityType>
        """
        .formatted(type, rest);
  }

  private static String derived(String type, String base, String rest) {
    return "<EntityType Name=\""
        + type
        + "\" BaseType=\"self."
        + base
        + "\">"
        + rest
        + "</EntityType>";
  }

  private static String navigation(String name, String type, String rest) {
    return "<NavigationProperty Name=\"" + name + "\" Type=\"" + type + "\" " + rest + "/>";
  }

  private static String constrained(String name, String type, String... pairs) {
    String constraints =
        IntStream.range(0, pairs.length / 2)
            .mapToObj(
                i ->
                    "<ReferentialConstraint Property=\""
                        + pairs[2 * i]
                        + "\" ReferencedProperty=\""
                        + pairs[2 * i + 1]
                        + "\"/>")
            .collect(Collectors.joining());
    return "<NavigationProperty Name=\""
        + name
        + "\" Type=\"self."
        + type
        + "\">"
        + constraints
        + "</NavigationProperty>";
  }

  /** Dataverse's principal: abstract, without a set, but lookups lead to it. */
  @Test
  void anAbstractTypeThatANavigationPropertyLeadsToHasATable() {
    Mapped model =
        Mapped.of(
            folder,
            "<EntityType Name=\"principal\" Abstract=\"true\"><Key><PropertyRef Name=\"id\"/></Key>"
                + "<Property Name=\"id\" Type=\"Edm.Guid\" Nullable=\"false\"/></EntityType>"
                + derived("user", "principal", "")
                + derived("team", "principal", "")
                + keyed("note", navigation("owner", "self.principal", "")));
    assertEquals("note.owner_rid=principal._rid", model.link("note", "owner"));
    assertEquals("self_principal", model.entity("user").root().name());
    assertEquals(2, model.entity("principal").derived().size());
  }

  private static String universal(int types) {
    return "<EntityType Name=\"entity\" Abstract=\"true\"><Key><PropertyRef Name=\"id\"/></Key>"
        + "<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>"
        + IntStream.range(0, types)
            .mapToObj(i -> derived("t" + i, "entity", ""))
            .collect(Collectors.joining());
  }

  @Test
  void aUniversalBaseHasNoTableAndItsLinksNameTypeAndRow() {
    Mapped model =
        Mapped.of(
            folder,
            universal(70)
                + derived("t0a", "t0", "")
                + keyed(
                    "insight",
                    navigation("resource", "self.entity", "")
                        + navigation("seen", "Collection(self.entity)", "")));
    assertFalse(model.has("entity"));
    AnyLink resource = Objects.requireNonNull(model.entity("insight").anyLinks().get("resource"));
    assertEquals("insight.resource_type", Mapped.text(resource.rootType()));
    assertEquals("insight.resource_rid", Mapped.text(resource.rowId()));
    assertEquals(70, resource.roots().size(), "t0a is in the table of t0");
    assertFalse(resource.collection());
    AnyLink seen = Objects.requireNonNull(model.entity("insight").anyLinks().get("seen"));
    Link.Bridge bridge = Objects.requireNonNull(seen.bridge());
    assertEquals("insight._rid", Mapped.text(bridge.pairs().get(0).source()));
    assertEquals(
        List.of("_source", "_target_type", "_target"),
        bridge.table().primaryKey().stream().map(Column::name).toList());
    assertEquals("none", model.link("insight", "resource"));
  }

  @Test
  void anAbstractBaseOfFewIsNotUniversal() {
    Mapped model =
        Mapped.of(
            folder, universal(64) + keyed("insight", navigation("resource", "self.entity", "")));
    assertEquals("insight.resource_rid=entity._rid", model.link("insight", "resource"));
  }

  @Test
  void thePartnerOfALinkToAUniversalBaseReadsItBackwards() {
    Mapped model =
        Mapped.of(
            folder,
            universal(70)
                    .replaceFirst(
                        "<EntityType Name=\"t1\"(.*?)></EntityType>",
                        "<EntityType Name=\"t1\"$1>"
                            + navigation("notes", "Collection(self.note)", "")
                            + "</EntityType>")
                    .replaceFirst(
                        "Nullable=\"false\"/></EntityType>",
                        "Nullable=\"false\"/>"
                            + navigation("notes", "Collection(self.note)", "Partner=\"about\"")
                            + "</EntityType>")
                + keyed("note", navigation("about", "self.entity", "Partner=\"notes\"")));
    assertEquals("t1._rid=note.about_rid if note.about_type='Shop.t1'", model.link("t1", "notes"));
  }

  /** Dataverse: activities inherit their key, and the lookups to them have no constraint. */
  @Test
  void aLookupWithoutConstraintUsesTheColumnOfItsSiblings() {
    Mapped model =
        Mapped.of(
            folder,
            keyed("account", navigation("links", "Collection(self.link)", "Partner=\"to_account\""))
                + keyed("activity", "")
                + derived(
                    "email",
                    "activity",
                    navigation("links", "Collection(self.link)", "Partner=\"to_email\""))
                + keyed(
                    "link",
                    "<Property Name=\"_to_value\" Type=\"Edm.Guid\"/>"
                        + constrained("to_account", "account", "_to_value", "id")
                        + navigation("to_email", "self.email", "")
                        + navigation("another_email", "self.email", "")
                        + navigation("latest", "self.activity", "")));
    String guard = " if link._to_value_navigation=";
    assertEquals(
        "link._to_value=account.id" + guard + "'to_account'", model.link("link", "to_account"));
    assertEquals(
        "link._to_value=activity.id" + guard + "'to_email'", model.link("link", "to_email"));
    assertEquals("activity.id=link._to_value" + guard + "'to_email'", model.link("email", "links"));
    assertEquals("link.another_email_rid=email._rid", model.link("link", "another_email"));
    assertTrue(Objects.requireNonNull(model.entity("link").links().get("to_email")).constrained());
    assertFalse(Objects.requireNonNull(model.entity("email").links().get("links")).constrained());
  }

  @Test
  void baseAndDerivedTypeThatShareALookupHaveOneDiscriminator() {
    Mapped model =
        Mapped.of(
            folder,
            keyed("account", "")
                + keyed("queue", "")
                + keyed(
                    "activity",
                    "<Property Name=\"_to_value\" Type=\"Edm.Guid\"/>"
                        + constrained("to_account", "account", "_to_value", "id"))
                + derived(
                    "email", "activity", constrained("to_queue", "queue", "_to_value", "id")));
    String guard = " if activity._to_value_navigation=";
    assertEquals(
        "activity._to_value=account.id" + guard + "'to_account'",
        model.link("email", "to_account"));
    assertEquals(
        "activity._to_value=queue.id" + guard + "'to_queue'", model.link("email", "to_queue"));
  }

  /** The client of an SAP system is part of every key; that makes no lookup polymorphic. */
  @Test
  void aConstraintOfSeveralPropertiesIsSharedOnlyAsAWhole() {
    String two =
        """
        <Key><PropertyRef Name="client"/><PropertyRef Name="id"/></Key>
        <Property Name="client" Type="Edm.String" Nullable="false"/>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        """;
    Mapped model =
        Mapped.of(
            folder,
            "<EntityType Name=\"plant\">"
                + two
                + "</EntityType><EntityType Name=\"unit\">"
                + two
                + "</EntityType>"
                + keyed(
                    "item",
                    "<Property Name=\"c\" Type=\"Edm.String\"/><Property Name=\"p\""
                        + " Type=\"Edm.String\"/><Property Name=\"u\" Type=\"Edm.String\"/>"
                        + constrained("plant", "plant", "c", "client", "p", "id")
                        + constrained("unit", "unit", "u", "id", "c", "client")));
    assertEquals("item.c=plant.client and item.p=plant.id", model.link("item", "plant"));
    assertEquals("item.u=unit.id and item.c=unit.client", model.link("item", "unit"));
    assertEquals(List.of("!id", "c,p", "u,c"), model.indexes("item"));
    assertEquals(List.of("!client,id"), model.indexes("unit"), "the key serves both");
  }

  @Test
  void aReferencedPropertyThatIsNotTheKeyIsIndexed() {
    Mapped model =
        Mapped.of(
            folder,
            keyed("user", "<Property Name=\"number\" Type=\"Edm.Int32\"/>")
                + keyed(
                    "note",
                    "<Property Name=\"by\" Type=\"Edm.Int32\"/>"
                        + constrained("author", "user", "by", "number")));
    assertEquals("note.by=user.number", model.link("note", "author"));
    assertEquals(List.of("!id", "number"), model.indexes("user"));
  }

  /** Values in JSON cannot be joined; the constraint is left to whoever writes. */
  @Test
  void aConstraintIntoADocumentIsAHiddenReference() {
    Mapped model =
        Mapped.of(
            folder,
            "<ComplexType Name=\"any\" OpenType=\"true\"><Property Name=\"by\" Type=\"Edm.Guid\"/>"
                + "</ComplexType>"
                + "<ComplexType Name=\"flat\"><Property Name=\"by\" Type=\"Edm.Guid\"/></ComplexType>"
                + keyed("user", "")
                + keyed(
                    "note",
                    "<Property Name=\"any\" Type=\"self.any\"/><Property Name=\"flat\""
                        + " Type=\"self.flat\"/>"
                        + constrained("first", "user", "any/by", "id")
                        + constrained("second", "user", "flat/by", "id")));
    assertEquals("note.first_rid=user._rid", model.link("note", "first"));
    assertEquals("note.flat_by=user.id", model.link("note", "second"));
    assertFalse(Objects.requireNonNull(model.entity("note").links().get("first")).constrained());
    assertTrue(Objects.requireNonNull(model.entity("note").links().get("second")).constrained());
  }

  /** CSDL XML 4.01, 8.4: a navigation property may be its own partner. */
  @Test
  void aSymmetricRelationshipHasOneTable() {
    Mapped model =
        Mapped.of(
            folder, keyed("a", navigation("friends", "Collection(self.a)", "Partner=\"friends\"")));
    assertEquals(
        "a._rid=a_friends._source via a_friends._target=a._rid", model.link("a", "friends"));
  }

  @Test
  void manyToManyOfOneNameHasOneTable() {
    Mapped model =
        Mapped.of(
            folder,
            keyed("a", navigation("ab", "Collection(self.b)", "Partner=\"ab\""))
                + keyed("b", navigation("ab", "Collection(self.a)", "Partner=\"ab\"")));
    assertEquals("a._rid=a_ab._source via a_ab._target=b._rid", model.link("a", "ab"));
    assertEquals("b._rid=a_ab._target via a_ab._source=a._rid", model.link("b", "ab"));
  }

  @Test
  void oneToOneOfOneNameHasOneColumn() {
    Mapped model =
        Mapped.of(
            folder,
            keyed("a", navigation("other", "self.b", "Partner=\"other\""))
                + keyed("b", navigation("other", "self.a", "Partner=\"other\"")));
    assertEquals("a.other_rid=b._rid", model.link("a", "other"));
    assertEquals("b._rid=a.other_rid", model.link("b", "other"));
  }

  /** Two that do not name each other are two relationships. */
  @Test
  void collectionsThatDisagreeOnTheirPartnerHaveATableEach() {
    Mapped model =
        Mapped.of(
            folder,
            keyed(
                    "a",
                    navigation("x", "Collection(self.b)", "Partner=\"y\"")
                        + navigation("z", "Collection(self.b)", "Partner=\"y\""))
                + keyed("b", navigation("y", "Collection(self.a)", "Partner=\"z\"")));
    assertNotEquals(model.link("a", "x"), model.link("a", "z"));
    assertTrue(model.link("b", "y").contains("a_z._source"), model.link("b", "y"));
  }

  @Test
  void linksInsideComplexValuesAreThoseOfTheComplexValue() {
    Mapped model =
        Mapped.of(
            folder,
            "<ComplexType Name=\"address\"><Property Name=\"_country_value\" Type=\"Edm.Guid\"/>"
                + constrained("country", "country", "_country_value", "id")
                + navigation("city", "self.country", "")
                + navigation("seen", "Collection(self.country)", "")
                + navigation("parts", "Collection(self.part)", "ContainsTarget=\"true\"")
                + "</ComplexType>"
                + "<ComplexType Name=\"outer\"><Property Name=\"inner\" Type=\"self.address\"/>"
                + "</ComplexType>"
                + keyed("country", "")
                + keyed("part", "")
                + keyed(
                    "user",
                    "<Property Name=\"home\" Type=\"self.address\"/><Property Name=\"deep\""
                        + " Type=\"self.outer\"/><Property Name=\"old\""
                        + " Type=\"Collection(self.address)\"/>")
                + derived("admin", "user", ""));
    for (String type : List.of("user", "admin")) {
      PropertyStorage.Complex home = model.property(type, "home").asComplex().orElseThrow();
      assertEquals(
          List.of(
              "user.home__country_value=country.id",
              "user.home_city_rid=country._rid",
              "user._rid=user_home_seen._source via user_home_seen._target=country._rid",
              "user._rid=part._owner if part._container='Shop.user/home/parts'"),
          home.links().values().stream().map(Mapped::text).toList());
    }
    PropertyStorage.Complex inner =
        model.property("user", "deep").parts().get(0).asComplex().orElseThrow();
    assertEquals(
        "user.deep_inner_city_rid=country._rid",
        Mapped.text(Objects.requireNonNull(inner.links().get("city"))));
    PropertyStorage member = model.property("user", "old").asValues().orElseThrow().member();
    assertEquals(0, member.asComplex().orElseThrow().links().size());
    assertEquals(List.of(), List.copyOf(model.entity("user").links().keySet()));
    assertEquals(
        List.of(
            "Shop.address/city", "Shop.address/country", "Shop.address/parts", "Shop.address/seen"),
        model.storage().unlinked(),
        "in the members of old");
  }

  @Test
  void whatCannotBeLinkedIsListed() {
    Mapped model =
        Mapped.of(
            folder,
            "<ComplexType Name=\"base\" Abstract=\"true\"/>"
                + "<ComplexType Name=\"more\" BaseType=\"self.base\">"
                + navigation("by", "self.user", "")
                + "</ComplexType><ComplexType Name=\"unused\">"
                + navigation("by", "self.user", "")
                + "</ComplexType>"
                + universal(70)
                + keyed(
                    "user",
                    "<Property Name=\"any\" Type=\"self.base\"/>"
                        + navigation("all", "Collection(self.entity)", "ContainsTarget=\"true\"")));
    assertEquals(List.of("Shop.more/by", "Shop.user/all"), model.storage().unlinked());
  }

  /** Graph's externalConnection: in a set, and in a singleton, and things in itself. */
  @Test
  void oneTypeIsContainedUnderSeveralRootsAndInItself() {
    Mapped model =
        Mapped.of(
            folder,
            keyed("root", navigation("first", "self.node", "ContainsTarget=\"true\""))
                + keyed(
                    "node",
                    navigation("children", "Collection(self.node)", "ContainsTarget=\"true\""))
                + "<EntityContainer Name=\"c\"><EntitySet Name=\"nodes\" EntityType=\"self.node\"/>"
                + "<Singleton Name=\"root\" Type=\"self.root\"/></EntityContainer>");
    assertEquals(
        "root._rid=node._owner if node._container='Shop.root/first'", model.link("root", "first"));
    assertEquals(
        "node._rid=node._owner if node._container='Shop.node/children'",
        model.link("node", "children"));
    assertEquals(List.of("!_container,_owner,id"), model.indexes("node"));
    assertEquals("", model.storage().containers().get("nodes"));
  }
}
