package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.shop;
import static dev.edmund.model.csdl.Documents.shopName;
import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Diagnostic.Severity;
import java.nio.file.Path;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real models write although they should not is read, and said. */
class TolerancesTest {
  private static final String TYPES =
      """
      <EntityType Name="A">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.Int32"/>
        <Property Name="other" Type="Edm.Int32" Nullable="false"/>
        <Property Name="b_id" Type="Edm.Int32"/>
        <Property Name="c" Type="self.C"/>
        <NavigationProperty Name="b" Type="self.A" Nullable="false" Partner="c/back">
          <ReferentialConstraint Property="b_id" ReferencedProperty="other"/>
        </NavigationProperty>
      </EntityType>
      <EntityType Name="D" BaseType="self.A">
        <NavigationProperty Name="far" Type="Collection(self.A)"/>
      </EntityType>
      <ComplexType Name="C"><NavigationProperty Name="back" Type="self.A"/></ComplexType>
      <EntityType Name="Keyless"/>
      """;

  @TempDir Path folder = Path.of("");

  private CsdlDocument document(String schema) {
    return CsdlReader.read(write(folder, "shop.xml", shop(schema)));
  }

  private void assertFound(Severity severity, String code, String part, String schema) {
    List<Diagnostic> found =
        document(schema).diagnostics().stream().filter(d -> d.code().equals(code)).toList();
    assertEquals(1, found.size(), document(schema).diagnostics().toString());
    assertEquals(severity, found.get(0).severity());
    assertTrue(found.get(0).message().contains(part), found.get(0).message());
  }

  @Test
  void readsANullableKeyAsNotNullable_Csdl_6_5() {
    assertFound(Severity.WARNING, "nullableKey", "must be Nullable=\"false\"", TYPES);
    Model model = Model.of(document(TYPES));
    var type = model.edm().getEntityType(shopName("A"));
    assertFalse(((EdmProperty) type.getProperty("id")).isNullable());
  }

  @Test
  void readsARequiredLookupOverANullableValueAsNullable_Csdl_8_5() {
    assertFound(Severity.WARNING, "nullableLookup", "it is read as nullable", TYPES);
    Model model = Model.of(document(TYPES));
    assertTrue(model.edm().getEntityType(shopName("A")).getNavigationProperty("b").isNullable());
  }

  @Test
  void keepsAConstraintThatDoesNotReferToTheKey_Csdl_8_5() {
    assertFound(Severity.INFO, "referencedPropertyNotKey", "refers to other", TYPES);
  }

  @Test
  void saysThatAPathPartnerHasNoEffect_Csdl_8_4() {
    assertFound(Severity.INFO, "pathPartner", "c/back", TYPES);
  }

  @Test
  void takesAKeylessTypeForASingleton_Csdl_13_3() {
    assertFound(
        Severity.INFO,
        "keylessSingleton",
        "does not need",
        TYPES
            + "<EntityContainer Name='E'><Singleton Name='me'"
            + " Type='self.Keyless'/></EntityContainer>");
  }

  @Test
  void putsTheNamespaceIntoATypeCastOfABindingPath_Csdl_13_4_1() {
    var container =
        document(
                TYPES
                    + """
                    <EntityContainer Name="E"><EntitySet Name="As" EntityType="self.A">
                      <NavigationPropertyBinding Path="D/far" Target="As"/>
                      <NavigationPropertyBinding Path="self.D/c/back" Target="As"/>
                    </EntitySet></EntityContainer>
                    """)
            .schemas()
            .get(0)
            .getEntityContainer();
    assertEquals(
        List.of("Shop.D/far", "Shop.D/c/back"),
        container.getEntitySet("As").getNavigationPropertyBindings().stream()
            .map(binding -> binding.getPath())
            .toList());
  }

  @Test
  void leavesAKeyPartBehindANavigationPropertyOut_Csdl_6_5() {
    assertFound(
        Severity.WARNING,
        "navigationKey",
        "c/back/id",
        TYPES
            + "<EntityType Name='K'><Key><PropertyRef Name='c/back/id' Alias='x'/></Key>"
            + "<Property Name='c' Type='self.C'/></EntityType>");
  }

  @Test
  void readsSymbolsInAnyCase_Csdl_7_2() {
    String upper =
        "<ComplexType Name='X'><Property Name='d' Type='Edm.Decimal' Scale='Variable'/>"
            + "<Property Name='e' Type='Edm.Decimal' Scale='floating'/></ComplexType>";
    assertFound(Severity.INFO, "symbolCase", "read as variable", upper);
    var type = Model.of(document(upper)).edm().getComplexType(shopName("X"));
    assertEquals("variable", ((EdmProperty) type.getProperty("d")).getScaleAsString());
    assertEquals("floating", ((EdmProperty) type.getProperty("e")).getScaleAsString());
    String max =
        "<ComplexType Name='X'><Property Name='s' Type='Edm.String'"
            + " MaxLength='MAX'/></ComplexType>";
    assertFound(Severity.INFO, "symbolCase", "read as max", max);
    var other = Model.of(document(max)).edm().getComplexType(shopName("X"));
    assertNull(((EdmProperty) other.getProperty("s")).getMaxLength());
  }

  @Test
  void storesEveryCharacterWhateverUnicodeSays_Csdl_7_2_4() {
    assertFound(
        Severity.INFO,
        "unicode",
        "limits nothing",
        "<ComplexType Name='X'><Property Name='s' Unicode='false'"
            + " Type='Edm.String'/></ComplexType>");
  }

  @Test
  void takesAbsentFacetsByTheLetterWhereTheModelSaysSo_Csdl_7_2() {
    String type =
        "<ComplexType Name='X'><Property Name='d' Type='Edm.Decimal'/>"
            + "<Property Name='t' Type='Edm.TimeOfDay'/></ComplexType>";
    Model lenient = Model.of(document(type));
    assertFalse(lenient.strictFacets());
    var x = lenient.edm().getComplexType(shopName("X"));
    assertNull(((EdmProperty) x.getProperty("d")).getScale());
    assertNull(((EdmProperty) x.getProperty("t")).getPrecision());
    assertEquals(
        2,
        lenient.document().diagnostics().stream()
            .filter(d -> d.code().equals("absentFacet"))
            .count());
    for (String place :
        List.of(
            "<Annotation Term='Edmund.StrictFacets'/>",
            "<EntityContainer Name='E'><Annotation Term='Edmund.V1.StrictFacets' Bool='true'/>"
                + "</EntityContainer>")) {
      Model strict = Model.of(document(type + place));
      assertTrue(strict.strictFacets());
      var y = strict.edm().getComplexType(shopName("X"));
      assertEquals(0, ((EdmProperty) y.getProperty("d")).getScale());
      assertEquals(0, ((EdmProperty) y.getProperty("t")).getPrecision());
      assertEquals(List.of(), strict.document().diagnostics());
    }
  }

  @Test
  void reportsAndKeepsWhatCsdlDoesNotHave() {
    String schema =
        "<ComplexType Name='X' Colour='red'><Property Name='s' Type='Edm.String' FixedLength='1'/>"
            + "<Property Name='t' Type='Edm.String' FixedLength='1'/><Index/></ComplexType>"
            + "<Association Name='R'/>";
    CsdlDocument document = document(schema);
    assertEquals(
        List.of(
            "unknownAttribute CSDL has no attribute Colour in ComplexType; it is ignored",
            "unknownAttribute CSDL has no attribute FixedLength in Property; it is ignored (2"
                + " times)",
            "unknownElement CSDL has no element Index in ComplexType; it is ignored",
            "unknownElement CSDL has no element Association in Schema; it is ignored"),
        document.diagnostics().stream().map(d -> d.code() + " " + d.message()).toList());
    assertTrue(document.root().toString().contains("Index"));
    assertTrue(document.root().toString().contains("FixedLength=1"));
  }

  @Test
  void readsATypeDefinitionOverAnother_Csdl_11() {
    String schema =
        "<TypeDefinition Name='A' UnderlyingType='self.B'/>"
            + "<TypeDefinition Name='B' UnderlyingType='Edm.Int64'/>";
    assertFound(Severity.WARNING, "invalidUnderlyingType", "its underlying type is used", schema);
    assertEquals(
        "Int64",
        Model.of(document(schema))
            .edm()
            .getTypeDefinition(shopName("A"))
            .getUnderlyingType()
            .getName());
  }
}
