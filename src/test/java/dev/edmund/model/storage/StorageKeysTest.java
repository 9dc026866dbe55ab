package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys (CSDL XML 4.01, 6.5) and alternate keys (Core.AlternateKeys). */
class StorageKeysTest {
  private final Path folder;

  StorageKeysTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static final String PAIR =
      """
      <ComplexType Name="pair">
        <Property Name="a" Type="Edm.Int32" Nullable="false"/><Property Name="b" Type="Edm.String"/>
      </ComplexType>
      <ComplexType Name="triple" BaseType="self.pair"/>
      <ComplexType Name="outer"><Property Name="pair" Type="self.pair" Nullable="false"/></ComplexType>
      """;

  /** Part of a key is in a column, even where other values of its type are JSON. */
  @Test
  void anAliasedKeyInsideComplexValuesHasColumns() {
    Mapped model =
        Mapped.of(
            folder,
            PAIR
                + """
                <EntityType Name="t">
                  <Key>
                    <PropertyRef Name="n"/>
                    <PropertyRef Name="outer/pair/a" Alias="deep"/>
                  </Key>
                  <Property Name="n" Type="Edm.Int64" Nullable="false"/>
                  <Property Name="outer" Type="self.outer" Nullable="false"/>
                  <Property Name="other" Type="self.pair"/>
                </EntityType>
                """);
    assertEquals(
        List.of("n", "outer_pair_a"), model.entity("t").key().stream().map(Column::name).toList());
    assertEquals(List.of("!n,outer_pair_a"), model.indexes("t"));
    assertTrue(model.property("t", "other").asDocument().isPresent(), "triple derives from it");
  }

  @Test
  void aKeyThatNoColumnHoldsIsNone() {
    Mapped model =
        Mapped.of(
            folder,
            """
            <EntityType Name="t">
              <Key><PropertyRef Name="n"/><PropertyRef Name="at"/></Key>
              <Property Name="n" Type="Edm.Int64" Nullable="false"/>
              <Property Name="at" Type="Edm.Untyped" Nullable="false"/>
            </EntityType>
            """);
    assertEquals(List.of(), model.entity("t").key());
    assertEquals(List.of(), model.indexes("t"));
  }

  /** Dataverse's systemuser: its base type principal has the key in effect. */
  @Test
  void aKeyDeclaredAgainIsUniqueAndAnAlternateKey() {
    Mapped model =
        Mapped.of(
            folder,
            """
            <EntityType Name="principal"><Key><PropertyRef Name="ownerid"/></Key>
              <Property Name="ownerid" Type="Edm.Guid" Nullable="false"/></EntityType>
            <EntityType Name="user" BaseType="self.principal"><Key><PropertyRef Name="userid"/></Key>
              <Property Name="userid" Type="Edm.Guid"/></EntityType>
            <EntityType Name="team" BaseType="self.principal"><Key><PropertyRef Name="ownerid"/></Key>
            </EntityType>
            """);
    assertEquals("ownerid", model.entity("user").key().get(0).name());
    assertEquals(List.of("!userid"), model.indexes("user"));
    assertEquals("userid", model.entity("user").alternateKeys().get(0).parts().get(0).alias());
    assertEquals(List.of(), model.indexes("team"));
    assertEquals(List.of(), model.entity("team").alternateKeys());
  }

  private static String alternate(String term, String... paths) {
    StringBuilder refs = new StringBuilder();
    for (String path : paths) {
      refs.append("<Record><PropertyValue Property=\"Name\" PropertyPath=\"" + path + "\"/>");
      if (path.contains("/")) {
        refs.append("<PropertyValue Property=\"Alias\" String=\"inner\"/>");
      }
      refs.append("</Record>");
    }
    return "<Annotation Term=\""
        + term
        + "\"><Collection><Record><PropertyValue Property=\"Key\">"
        + "<Collection>"
        + refs
        + "</Collection></PropertyValue></Record></Collection></Annotation>";
  }

  @Test
  void alternateKeysAreUniqueWhereOneTableHasThem() {
    Mapped model =
        Mapped.of(
            folder,
            """
            <ComplexType Name="name"><Property Name="last" Type="Edm.String"/></ComplexType>
            <EntityType Name="base"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.Guid" Nullable="false"/>
              <Property Name="name" Type="self.name"/>
              <Property Name="mail" Type="Edm.String"/>
            """
                + alternate("Core.AlternateKeys", "name/last", "mail")
                + "</EntityType><EntityType Name=\"user\" BaseType=\"self.base\">"
                + "<Property Name=\"number\" Type=\"Edm.Int32\"/>"
                + alternate("OData.Community.Keys.V1.AlternateKeys", "number")
                + "</EntityType><EntityType Name=\"team\" BaseType=\"self.base\">"
                + "<Property Name=\"code\" Type=\"Edm.Int32\"/>"
                + alternate("Core.AlternateKeys", "code", "mail")
                + alternate("OData.Community.Keys.V1.AlternateKeys", "missing")
                + "</EntityType>");
    assertEquals(List.of("!id", "!name_last,mail"), model.indexes("base"));
    assertEquals(
        List.of("inner", "mail"),
        model.entity("base").alternateKeys().get(0).parts().stream()
            .map(EntityStorage.AlternateKey.Part::alias)
            .toList());
    assertEquals(List.of("!number"), model.indexes("user"));
    assertEquals(2, model.entity("user").alternateKeys().size(), "its own and its base type's");
    assertEquals(List.of(), model.entity("team").alternateKeys(), "over two tables, or of nothing");
  }

  @Test
  void keysAreUniqueWithinTheOwnerOfContainedEntities() {
    Mapped model =
        Mapped.of(
            folder,
            """
            <EntityType Name="order"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.Guid" Nullable="false"/>
              <NavigationProperty Name="items" Type="Collection(self.item)" ContainsTarget="true"/>
            </EntityType>
            <EntityType Name="item"><Key><PropertyRef Name="a"/><PropertyRef Name="b"/></Key>
              <Property Name="a" Type="Edm.Int32" Nullable="false"/>
              <Property Name="b" Type="Edm.Int32" Nullable="false"/>
              <Property Name="code" Type="Edm.String"/>
            """
                + alternate("Core.AlternateKeys", "code")
                + "</EntityType>");
    assertEquals(
        List.of("!_container,_owner,a,b", "!_container,_owner,code"), model.indexes("item"));
  }
}
