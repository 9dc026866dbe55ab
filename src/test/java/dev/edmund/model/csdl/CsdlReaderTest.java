package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.model;
import static dev.edmund.model.csdl.Documents.shop;
import static dev.edmund.model.csdl.Documents.shopName;
import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsdlReaderTest {
  private static final String PRODUCT =
      """
      <EntityType Name="Product">
        <Key><PropertyRef Name="ID"/></Key>
        <Property Name="ID" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Name" Type="Edm.String" MaxLength="max" Unicode="false"/>
        <Property Name="Price" Type="Edm.Decimal" Precision="19" Scale="Variable"/>
        <Property Name="Weight" Type="Edm.Decimal" Scale="3"/>
        <Property Name="Where" Type="Edm.GeometryPoint" SRID="25832"/>
        <Property Name="State" Type="self.State" DefaultValue="new"/>
        <Property Name="Tags" Type="Collection(Edm.String)" Nullable="false"/>
        <NavigationProperty Name="Category" Type="self.Category" Partner="Products">
          <ReferentialConstraint Property="Name" ReferencedProperty="Name"/>
          <OnDelete Action="SetNull"/>
        </NavigationProperty>
      </EntityType>
      <EntityType Name="Category">
        <Key><PropertyRef Name="Name"/></Key>
        <Property Name="Name" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="Products" Type="Collection(self.Product)" Partner="Category"/>
      </EntityType>
      <EnumType Name="State">
        <Member Name="new"/><Member Name="used" Value="5"/><Member Name="broken"/>
      </EnumType>
      """;
  private static final String CONTAINER =
      """
      <EntityContainer Name="Container">
        <EntitySet Name="Products" EntityType="self.Product">
          <NavigationPropertyBinding Path="Category" Target="self.Container/Categories"/>
        </EntitySet>
        <EntitySet Name="Categories" EntityType="Shop.Category" IncludeInServiceDocument="false"/>
      </EntityContainer>
      """;

  @TempDir Path folder = Path.of("");

  private String refusal(String document) {
    Path file = write(folder, "bad.xml", document);
    return assertThrows(UnreadableModelException.class, () -> Model.load(file))
        .text()
        .substring(folder.toString().length() + 1);
  }

  private List<String> codes(String schema) {
    return beyondNotes(CsdlReader.read(write(folder, "shop.xml", shop(schema))));
  }

  private static List<String> beyondNotes(CsdlDocument document) {
    return document.diagnostics().stream()
        .filter(d -> d.severity() != Diagnostic.Severity.INFO)
        .map(Diagnostic::code)
        .distinct()
        .toList();
  }

  private EdmProperty property(String name) {
    Model model = model(folder, PRODUCT + CONTAINER);
    assertEquals(List.of(), beyondNotes(model.document()));
    return model.edm().getEntityType(shopName("Product")).getStructuralProperty(name);
  }

  @Test
  void refusesWhatIsNotWellFormedWithLineAndRemedy() {
    String text = refusal("<edmx:Edmx>\n</wrong>");
    assertTrue(text.startsWith("bad.xml:1:"), text);
    assertTrue(text.contains("not well-formed XML") && text.contains("; "), text);
    assertFalse(text.contains("\n"), text);
  }

  @Test
  void refusesBytesOfAnotherEncodingWithTheirPlace() throws IOException {
    Path file = folder.resolve("latin.xml");
    Files.write(file, "<a>\n  b\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1));
    var thrown = assertThrows(UnreadableModelException.class, () -> Model.load(file));
    assertTrue(thrown.text().startsWith(file + ":2:4: there is a byte that is not UTF-8; "));
  }

  @Test
  void readsOtherEncodingsThatAreDeclared() throws IOException {
    String document = shop("<ComplexType Name='Gr\u00f6\u00dfe'/>");
    Path latin = folder.resolve("latin.xml");
    Files.write(
        latin,
        ("<?xml version='1.0' encoding='ISO-8859-1'?>" + document)
            .getBytes(StandardCharsets.ISO_8859_1));
    Path wide = Files.write(folder.resolve("wide.xml"), document.getBytes(StandardCharsets.UTF_16));
    for (Path file : List.of(latin, wide)) {
      assertNotNull(Model.load(file).edm().getComplexType(shopName("Gr\u00f6\u00dfe")));
    }
  }

  @Test
  void refusesADocumentTypeDeclaration() {
    String text = refusal("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<x>&e;</x>");
    assertTrue(text.contains("document type declaration"), text);
  }

  @Test
  void refusesDeepNesting() {
    String text = refusal("<a>".repeat(5000) + "</a>".repeat(5000));
    assertTrue(text.contains("nested"), text);
  }

  @Test
  void refusesOlderVersionsByName() {
    String text =
        refusal(
            """
            <Edmx xmlns="http://schemas.microsoft.com/ado/2007/06/edmx" Version="1.0">
              <DataServices>
                <Schema xmlns="http://schemas.microsoft.com/ado/2009/11/edm" Namespace="A"/>
              </DataServices>
            </Edmx>
            """);
    assertTrue(text.startsWith("bad.xml:3:") && text.contains("OData V3"), text);
  }

  @Test
  void refusesOtherXml() {
    assertTrue(refusal("<html/>").contains("starts with <html>"));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("none.xml");
    var thrown = assertThrows(UnreadableModelException.class, () -> Model.load(file));
    assertTrue(thrown.text().startsWith(file + ": there is no such file; "), thrown.text());
  }

  @Test
  void readsFacets_Csdl_7_2() {
    assertNull(property("Name").getMaxLength());
    assertFalse(property("Name").isUnicode());
    assertTrue(property("Name").isNullable());
    assertEquals("variable", property("Price").getScaleAsString());
    assertEquals(19, property("Price").getPrecision());
    assertEquals(3, property("Weight").getScale());
    assertEquals("25832", property("Where").getSrid().toString());
    assertEquals("new", property("State").getDefaultValue());
    assertTrue(property("Tags").isCollection());
  }

  @Test
  void countsMembersFromTheOneBefore_Csdl_10_3() {
    var type = model(folder, PRODUCT).edm().getEnumType(shopName("State"));
    assertEquals("0", type.getMember("new").getValue());
    assertEquals("5", type.getMember("used").getValue());
    assertEquals("6", type.getMember("broken").getValue());
  }

  @Test
  void readsNavigationProperties_Csdl_8() {
    var category =
        model(folder, PRODUCT)
            .edm()
            .getEntityType(shopName("Product"))
            .getNavigationProperty("Category");
    assertEquals("Products", category.getPartner().getName());
    assertEquals("Name", category.getReferencingPropertyName("Name"));
    assertEquals("SetNull", category.getOnDelete().getAction());
    assertTrue(category.isNullable());
  }

  @Test
  void readsTheContainer_Csdl_13() {
    var edm = model(folder, PRODUCT + CONTAINER).edm();
    var products = edm.getEntityContainer().getEntitySet("Products");
    assertTrue(products.isIncludeInServiceDocument());
    assertEquals("Categories", products.getRelatedBindingTarget("Category").getName());
    assertFalse(edm.getEntityContainer().getEntitySet("Categories").isIncludeInServiceDocument());
    assertEquals(edm.getEntityContainer(), edm.getEntityContainer(shopName("Container")));
  }

  @Test
  void answersAliases_Csdl_5_2() {
    var edm = model(folder, PRODUCT).edm();
    assertEquals(
        edm.getEntityType(shopName("Product")),
        edm.getEntityType(new FullQualifiedName("self", "Product")));
  }

  @Test
  void bindsToAContainedCollection_Csdl_13_4_1() {
    var edm =
        model(
                folder,
                """
                <EntityType Name="Root">
                  <NavigationProperty Name="items" Type="Collection(self.Item)" ContainsTarget="true"/>
                  <NavigationProperty Name="first" Type="self.Item"/>
                </EntityType>
                <EntityType Name="Item">
                  <Key><PropertyRef Name="id"/></Key>
                  <Property Name="id" Type="Edm.Guid" Nullable="false"/>
                </EntityType>
                <EntityContainer Name="C">
                  <Singleton Name="root" Type="self.Root">
                    <NavigationPropertyBinding Path="first" Target="root/items"/>
                  </Singleton>
                </EntityContainer>
                """)
            .edm();
    var root = edm.getEntityContainer().getSingleton("root");
    assertEquals("root/items", root.getNavigationPropertyBindings().get(0).getTarget());
    assertNull(root.getRelatedBindingTarget("first"));
  }

  @Test
  void findsBoundOperationsOfBaseTypes_Part1_11_5() {
    var edm =
        model(
                folder,
                """
                <EntityType Name="A" Abstract="true"/>
                <EntityType Name="B" BaseType="self.A" Abstract="true"/>
                <EntityType Name="C" BaseType="self.B"/>
                <Function Name="f" IsBound="true" EntitySetPath="it">
                  <Parameter Name="it" Type="self.A"/>
                  <Parameter Name="x" Type="Edm.Int32"/>
                  <ReturnType Type="self.A"/>
                </Function>
                <Function Name="f"><ReturnType Type="Edm.Int32" Nullable="false"/></Function>
                """)
            .edm();
    EdmFunction bound = edm.getBoundFunction(shopName("f"), shopName("C"), false, List.of("x"));
    assertNotNull(bound);
    assertTrue(bound.getParameter("x").isNullable());
    assertTrue(bound.getReturnType().isNullable());
    assertNull(edm.getBoundFunction(shopName("f"), shopName("C"), false, List.of("y")));
    assertNull(edm.getBoundFunction(shopName("f"), shopName("C"), true, List.of("x")));
    assertFalse(edm.getUnboundFunction(shopName("f"), List.of()).getReturnType().isNullable());
  }

  @Test
  void keepsKeysWithAliases_Csdl_6_5() {
    EdmEntityType type =
        model(
                folder,
                """
                <ComplexType Name="Id"><Property Name="no" Type="Edm.Int32" Nullable="false"/></ComplexType>
                <EntityType Name="T">
                  <Key><PropertyRef Name="id/no" Alias="number"/></Key>
                  <Property Name="id" Type="self.Id" Nullable="false"/>
                </EntityType>
                """)
            .edm()
            .getEntityType(shopName("T"));
    assertEquals(List.of("number"), type.getKeyPredicateNames());
    assertEquals("no", type.getKeyPropertyRef("number").getProperty().getName());
  }

  @Test
  void readsTypesThatOlingoDoesNotKnow_Csdl_4_5() {
    var type =
        model(
                folder,
                """
                <ComplexType Name="T">
                  <Property Name="any" Type="Edm.Untyped"/>
                  <Property Name="value" Type="Edm.PrimitiveType"/>
                  <Property Name="path" Type="Edm.PropertyPath"/>
                  <NavigationProperty Name="entity" Type="Edm.EntityType"/>
                </ComplexType>
                """)
            .edm()
            .getComplexType(shopName("T"));
    assertEquals("Untyped", type.getStructuralProperty("any").getType().getName());
    assertEquals("PrimitiveType", type.getStructuralProperty("value").getType().getName());
    assertEquals("PropertyPath", type.getStructuralProperty("path").getType().getName());
    assertTrue(type.getNavigationProperty("entity").getType().isOpenType());
  }

  @Test
  void reportsWhatHasNoSaneReading() {
    assertEquals(
        List.of("baseTypeCycle"),
        codes(
            """
            <EntityType Name="A" BaseType="self.B"/>
            <EntityType Name="B" BaseType="self.A"/>
            """));
    assertEquals(
        List.of("unknownKeyProperty"),
        codes("<EntityType Name='A'><Key><PropertyRef Name='id'/></Key></EntityType>"));
    assertEquals(List.of("duplicateName"), codes("<ComplexType Name='A'/><ComplexType Name='A'/>"));
    assertEquals(
        List.of("unknownType"),
        codes("<ComplexType Name='A'><Property Name='p' Type='self.No'/></ComplexType>"));
    assertEquals(List.of("missingBindingParameter"), codes("<Action Name='a' IsBound='true'/>"));
    assertEquals(List.of("unknownBaseType"), codes("<ComplexType Name='A' BaseType='self.No'/>"));
    assertEquals(
        List.of("unknownBindingTarget", "unknownBindingPath"),
        codes(
            PRODUCT
                + """
                <EntityContainer Name="C">
                  <EntitySet Name="Products" EntityType="self.Product">
                    <NavigationPropertyBinding Path="Category" Target="Categories"/>
                    <NavigationPropertyBinding Path="Kategorie" Target="Products"/>
                  </EntitySet>
                </EntityContainer>
                """));
  }

  @Test
  void showsADiagnosticAsOneLine() {
    Model model = model(folder, "<!-- -->\n  <ComplexType\n Name='A' BaseType='self.No'/>");
    assertEquals(
        folder.resolve("shop.xml")
            + ":14:4: warning unknownBaseType: ComplexType A: the base type Shop.No is no"
            + " ComplexType of this model; the type is read as if it had no base type",
        model.document().diagnostics().get(0).text());
  }

  @Test
  void readsAReferencedDocumentBesideTheModel_Csdl_4_1() {
    write(
        folder,
        "Other.xml",
        shop("<EntityType Name='Far' Abstract='true'/>").replace("Shop", "Other"));
    String model =
        shop("<EntityType Name='Near' BaseType='o.Far'/>")
            .replace(
                "<edmx:DataServices>",
                "<edmx:Reference Uri='https://example.org/x/Other.xml'>"
                    + "<edmx:Include Namespace='Other' Alias='o'/></edmx:Reference>"
                    + "<edmx:Reference Uri='../../Missing.xml'>"
                    + "<edmx:Include Namespace='Missing'/></edmx:Reference><edmx:DataServices>");
    Model loaded = Model.load(write(folder, "near.xml", model));
    assertEquals(
        "Other.Far",
        String.valueOf(
            loaded.edm().getEntityType(shopName("Near")).getBaseType().getFullQualifiedName()));
    assertEquals(
        List.of("referenceNotFound"),
        loaded.document().diagnostics().stream().map(Diagnostic::code).toList());
  }

  @Test
  void takesThePropertyOfTheBaseTypeWhereItIsRepeated() {
    Model model =
        model(
            folder,
            """
            <EntityType Name="A"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
            <EntityType Name="B" BaseType="self.A"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
            """);
    EdmEntityType type = model.edm().getEntityType(shopName("B"));
    assertEquals(List.of("id"), type.getPropertyNames());
    assertEquals(List.of("id"), type.getKeyPredicateNames());
    assertEquals(
        List.of("redeclaredKey", "redeclaredProperty"),
        model.document().diagnostics().stream().map(Diagnostic::code).toList());
  }
}
