package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What models of other services have and a model written for Edmund would not: constraints that
 * name a part of a key, keys that clients may not write, keys of type definitions, types derived
 * with more that must be given, entities without a key.
 */
final class ForeignModelTest {
  private static final String SCHEMA =
      """
      <TypeDefinition Name='Code' UnderlyingType='Edm.String'/>
      <EntityType Name='Person'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Employee' BaseType='self.Person'>
        <Property Name='Salary' Type='Edm.Int32' Nullable='false'/>
      </EntityType>
      <EntityType Name='Airline'><Key><PropertyRef Name='Code'/></Key>
        <Property Name='Code' Type='Edm.String' Nullable='false' MaxLength='2'>
          <Annotation Term='Org.OData.Core.V1.Permissions'>
            <EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember>
          </Annotation>
        </Property>
        <Property Name='Name' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Part'><Key><PropertyRef Name='Code'/></Key>
        <Property Name='Code' Type='self.Code' Nullable='false'/>
        <Property Name='Extra' Type='Edm.Untyped'/>
        <Property Name='Empty' Type='self.Empty'/>
      </EntityType>
      <ComplexType Name='Empty'>
        <NavigationProperty Name='Person' Type='self.Person'/>
      </ComplexType>
      <EntityType Name='Language'><Key><PropertyRef Name='Code'/></Key>
        <Property Name='Code' Type='Edm.String' Nullable='false'/>
        <NavigationProperty Name='Texts' Type='Collection(self.LanguageText)'>
          <OnDelete Action='Cascade'/>
        </NavigationProperty>
        <NavigationProperty Name='Localized' Type='self.LanguageText'>
          <ReferentialConstraint Property='Code' ReferencedProperty='Code'/>
        </NavigationProperty>
      </EntityType>
      <EntityType Name='LanguageText'>
        <Key><PropertyRef Name='Locale'/><PropertyRef Name='Code'/></Key>
        <Property Name='Locale' Type='Edm.String' Nullable='false'/>
        <Property Name='Code' Type='Edm.String' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Vendor'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Offer' Type='self.Offer' Partner='Vendor'/>
      </EntityType>
      <EntityType Name='Offer'>
        <Key><PropertyRef Name='Product'/><PropertyRef Name='VendorId'/></Key>
        <Property Name='Product' Type='Edm.Int32' Nullable='false'/>
        <Property Name='VendorId' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Vendor' Type='self.Vendor' Partner='Offer'>
          <ReferentialConstraint Property='VendorId' ReferencedProperty='Id'/>
        </NavigationProperty>
      </EntityType>
      <EntityType Name='Line'>
        <Property Name='Text' Type='Edm.String'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='People' EntityType='self.Person'/>
        <EntitySet Name='Airlines' EntityType='self.Airline'/>
        <EntitySet Name='Parts' EntityType='self.Part'/>
        <EntitySet Name='Languages' EntityType='self.Language'>
          <NavigationPropertyBinding Path='Texts' Target='LanguageTexts'/>
          <NavigationPropertyBinding Path='Localized' Target='LanguageTexts'/>
        </EntitySet>
        <EntitySet Name='LanguageTexts' EntityType='self.LanguageText'/>
        <EntitySet Name='Vendors' EntityType='self.Vendor'/>
        <EntitySet Name='Offers' EntityType='self.Offer'/>
        <EntitySet Name='Lines' EntityType='self.Line'/>
      </EntityContainer>
      """;

  private static final Map<String, String> DATA =
      Map.of(
          "People.json",
          "[{\"Id\":1,\"Name\":\"Ada\"},"
              + "{\"Id\":2,\"@odata.type\":\"#self.Employee\",\"Name\":\"Bo\",\"Salary\":7}]",
          "Parts.json",
          "[{\"Code\":\"00'1\",\"Extra\":{\"a\":1},\"Empty\":{}}]",
          "Languages.json",
          "[{\"Code\":\"de\"},{\"Code\":\"en\"}]",
          "LanguageTexts.json",
          "[{\"Locale\":\"de\",\"Code\":\"en\",\"Name\":\"Englisch\"},"
              + "{\"Locale\":\"de\",\"Code\":\"de\",\"Name\":\"Deutsch\"},"
              + "{\"Locale\":\"en\",\"Code\":\"de\",\"Name\":\"German\"},"
              + "{\"Locale\":\"en\",\"Code\":\"en\",\"Name\":\"English\"}]",
          "Vendors.json",
          "[{\"Id\":1},{\"Id\":2}]",
          "Offers.json",
          "[{\"Product\":1,\"VendorId\":1},{\"Product\":2,\"VendorId\":1},"
              + "{\"Product\":3,\"VendorId\":1}]",
          "Lines.json",
          "[{\"Text\":\"one\"},{\"Text\":\"two\"}]");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, DATA);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @DisplayName("CSDL XML 4.01, 8.5: a constraint over a part of a key leads to one entity")
  @ValueSource(
      strings = {
        "Languages?$expand=Localized",
        "Languages?$expand=Localized&$orderby=Localized/Name",
        "Languages?$filter=Localized/Name%20ne%20null",
        "Languages?$apply=filter(Localized/Name%20ne%20null)/groupby((Code,Localized/Name))",
        "Vendors?$expand=Offer",
        "Vendors?$apply=groupby((Id,Offer/Product))"
      })
  void partOfKey(String target) {
    assertEquals(2, service.json(target).path("value").size(), target);
  }

  @Test
  @DisplayName("…the same by every path")
  void sameByEveryPath() {
    List<String> expanded = new ArrayList<>();
    for (JsonNode language : service.json("Languages?$expand=Localized").path("value")) {
      JsonNode localized = language.path("Localized");
      expanded.add(localized.path("Name").asText());
      String by = "Languages('" + language.path("Code").asText() + "')/Localized";
      assertEquals(localized.path("Name"), service.json(by).path("Name"));
    }
    assertEquals(List.of("Deutsch", "Englisch"), expanded);
  }

  @Test
  @DisplayName("Part 1, 11.4.2: what has a part of the key may come before what it leads to")
  void beforeItsTexts() {
    assertEquals(201, service.post("Languages", "{\"Code\":\"fr\"}").status());
    assertEquals(204, service.get("Languages('fr')/Localized").status());
    String text = "{\"Locale\":\"fr\",\"Code\":\"fr\",\"Name\":\"Français\"}";
    assertEquals(201, service.post("LanguageTexts", text).status());
    assertEquals("Français", service.json("Languages('fr')/Localized").path("Name").asText());
  }

  @Test
  @DisplayName("Part 1, 11.4.4: an entity is replaced by what its own type must have")
  void replacedByItsType() {
    assertEquals(204, service.send("PUT", "People(1)", "{\"Name\":\"Eva\"}").status());
    assertEquals("Eva", service.json("People(1)").path("Name").asText());
    Answer refused = service.send("PUT", "People(2)", "{\"Name\":\"Eva\"}");
    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("'Salary': must be given"), refused.text());
    assertEquals("Bo", service.json("People(2)").path("Name").asText());
    String whole = "{\"@odata.type\":\"#self.Employee\",\"Name\":\"Eva\",\"Salary\":8}";
    assertEquals(204, service.send("PUT", "People(2)", whole).status());
  }

  @Test
  @DisplayName("Core.Permissions: a key that nobody else can tell is told by the client")
  void readOnlyKey() {
    Answer made = service.post("Airlines", "{\"Code\":\"XX\",\"Name\":\"X\"}");
    assertEquals(201, made.status(), made.text());
    assertEquals(201, service.send("PUT", "Airlines('YY')", "{\"Name\":\"Y\"}").status());
    assertEquals(204, service.send("PATCH", "Airlines('YY')", "{\"Code\":\"ZZ\"}").status());
    assertEquals(200, service.get("Airlines('YY')").status());
    String tooLong = service.post("Airlines", "{\"Code\":\"XYZ\"}").text();
    assertTrue(tooLong.contains("longer than MaxLength 2"), tooLong);
    assertFalse(tooLong.contains("must be given"), tooLong);
  }

  @Test
  @DisplayName("JSON Format, 4.6.8: the id has a key of a type definition as a literal")
  void keyOfTypeDefinition() {
    String id =
        service
            .json("Parts", "Accept: application/json;odata.metadata=full")
            .path("value")
            .path(0)
            .path("@odata.id")
            .asText();
    assertTrue(id.endsWith("/Parts('00''1')"), id);
    assertEquals("00'1", service.json(service.targetOf(id)).path("Code").asText());
  }

  @Test
  @DisplayName("Edm.Untyped takes what it gives")
  void untyped() {
    String part = "Parts('00''1')";
    for (String value : List.of("{\"b\":[1,null]}", "5", "\"x\"", "[1,\"2\"]", "null")) {
      String body = "{\"Extra\":" + value + "}";
      assertEquals(204, service.send("PATCH", part, body).status(), value);
      assertTrue(service.get(part).text().contains("\"Extra\":" + value), value);
      assertEquals(204, service.send("PUT", part, body).status(), value);
      String alone = value.startsWith("{") ? value : "{\"value\":" + value + "}";
      assertEquals(204, service.send("PUT", part + "/Extra", alone).status(), value);
      assertEquals(204, service.send("PATCH", part + "/Extra", alone).status(), value);
      assertTrue(service.get(part).text().contains("\"Extra\":" + value), value);
    }
  }

  @Test
  @DisplayName("JSON Format, 11: a complex value without properties is the answer itself")
  void emptyComplex() {
    JsonNode empty = service.json("Parts('00''1')/Empty");
    assertTrue(empty.has("@odata.context"));
    assertFalse(empty.has("value"));
  }

  @Test
  @DisplayName("JSON Format, 4.6.8: one of many entities without a key has no id")
  void withoutKey() {
    JsonNode lines = service.json("Lines", "Accept: application/json;odata.metadata=full");
    assertEquals(2, lines.path("value").size());
    assertFalse(lines.path("value").path(0).has("@odata.id"), lines.toString());
    assertFalse(lines.path("value").path(0).has("@odata.editLink"), lines.toString());
  }
}
