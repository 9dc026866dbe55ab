package dev.edmund.model;

import static dev.edmund.model.csdl.Documents.model;
import static dev.edmund.model.csdl.Documents.shopName;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.Version;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
  private static final String SCHEMA =
      """
      <EntityType Name="Thing" Abstract="true">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="title" Type="Edm.String"><Annotation Term="Edmund.Searchable"/></Property>
        <Property Name="note" Type="Edm.String">
          <Annotation Term="Edmund.Searchable" Bool="false"/>
        </Property>
        <Property Name="version" Type="Edm.Int64"/>
        <Annotation Term="Edmund.PrimaryName" PropertyPath="title"/>
      </EntityType>
      <EntityType Name="Book" BaseType="self.Thing">
        <Property Name="state" Type="Edm.Int32">
          <Annotation Term="Validation.AllowedValues">
            <Collection>
              <Record><PropertyValue Property="Value" Int="1"/>
                <Annotation Term="Core.Description" String="Open"/></Record>
              <Record><PropertyValue Property="Value"><Int>0</Int></PropertyValue>
                <Annotation Term="Core.SymbolicName" String="shut"/></Record>
              <Record><PropertyValue Property="Value" Int="7"/></Record>
            </Collection>
          </Annotation>
        </Property>
        <Annotation Term="Edmund.TypeCode" Int="42"/>
        <Annotation Term="Edmund.Indexes">
          <Collection>
            <Record><PropertyValue Property="Properties"><Collection>
              <PropertyPath>state</PropertyPath><PropertyPath>title</PropertyPath>
            </Collection></PropertyValue></Record>
          </Collection>
        </Annotation>
      </EntityType>
      <EntityType Name="Alone">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.Int32" Nullable="false"/>
      </EntityType>
      <EntityContainer Name="C">
        <EntitySet Name="things" EntityType="self.Thing">
          <Annotation Term="Core.OptimisticConcurrency">
            <Collection><PropertyPath>version</PropertyPath></Collection>
          </Annotation>
        </EntitySet>
        <EntitySet Name="alones" EntityType="self.Alone"/>
      </EntityContainer>
      """;

  @TempDir Path folder = Path.of("");

  private Model shop() {
    return model(folder, SCHEMA);
  }

  private EdmEntityType type(Model model, String name) {
    return model.edm().getEntityType(shopName(name));
  }

  @Test
  void readsWhatTheVocabularySays() {
    Model model = shop();
    EdmEntityType book = type(model, "Book");
    assertEquals(Optional.of("title"), model.primaryName(book));
    assertEquals(OptionalInt.of(42), model.typeCode(book));
    assertEquals(OptionalInt.empty(), model.typeCode(type(model, "Thing")));
    assertEquals(List.of("title"), model.searchable(book));
    assertEquals(List.of(List.of("state", "title")), model.indexes(book));
    assertEquals(List.of(), model.indexes(type(model, "Thing")));
  }

  private String version(Model model, String type) {
    Version version = model.storage().of(type(model, type)).orElseThrow().version();
    return version.column().table() + "." + version.column().name() + " " + version.kind();
  }

  @Test
  void findsTheVersionThroughBaseAndDerivedTypes() {
    Model model = shop();
    assertEquals("self_Thing.version COUNTER", version(model, "Thing"));
    assertEquals("self_Thing.version COUNTER", version(model, "Book"));
    assertEquals("self_Alone._version HIDDEN", version(model, "Alone"));
  }

  @Test
  void labelsAllowedValuesInTheirOrder() {
    Model model = shop();
    Map<String, String> labels = model.allowedValues(type(model, "Book"), "state");
    assertEquals("{1=Open, 0=shut, 7=7}", labels.toString());
    assertEquals(Map.of(), model.allowedValues(type(model, "Book"), "title"));
  }

  @Test
  void answersUnderOdataUnlessTheModelNamesMounts() {
    assertEquals(List.of(new Mount("/odata/", false)), shop().mounts());
    Model mounted =
        model(
            folder,
            """
            <EntityContainer Name="C"/>
            <Annotations Target="self.C">
              <Annotation Term="Edmund.Mounts">
                <Collection>
                  <Record><PropertyValue Property="Path" String="/beta"/>
                    <PropertyValue Property="KeyAsSegment" Bool="true"/></Record>
                  <Record><PropertyValue Property="Path" String="/odata/"/></Record>
                </Collection>
              </Annotation>
            </Annotations>
            """);
    assertEquals(List.of(new Mount("/beta/", true), new Mount("/odata/", false)), mounted.mounts());
  }

  @Test
  void findsAnnotationsByTargetTermAndQualifier_Csdl_14_2() {
    Annotations annotations =
        model(
                folder,
                """
                <ComplexType Name="T"><Property Name="p" Type="Edm.String">
                  <Annotation Term="Core.Description" String="inside">
                    <Annotation Term="Core.LongDescription"><String> kept </String></Annotation>
                  </Annotation>
                </Property></ComplexType>
                <ComplexType Name="D" BaseType="self.T"/>
                <EnumType Name="E"><Member Name="m"><Annotation Term="Core.Computed"/></Member></EnumType>
                <Action Name="a" IsBound="true"><Parameter Name="it" Type="self.T">
                  <Annotation Term="Core.Description" String="bound"/></Parameter></Action>
                <Annotations Target="self.T/p" Qualifier="Short">
                  <Annotation Term="Core.Description" String="outside"/>
                  <Annotation Term="Core.Permissions" EnumMember="Core.Permission/Read"/>
                </Annotations>
                """)
            .annotations();
    assertEquals(Optional.of("inside"), annotations.text("Shop.T/p", Terms.DESCRIPTION));
    assertEquals(Optional.of("inside"), annotations.text("Shop.D/p", Terms.DESCRIPTION));
    assertEquals(
        Optional.of("outside"), annotations.text("Shop.T/p", Terms.DESCRIPTION + "#Short"));
    assertEquals(
        Optional.of(" kept "),
        annotations.text("Shop.T/p/@" + Terms.DESCRIPTION, Terms.LONG_DESCRIPTION));
    assertEquals(
        Optional.of("Org.OData.Core.V1.Permission/Read"),
        annotations.text("Shop.T/p", "Org.OData.Core.V1.Permissions#Short"));
    assertTrue(annotations.isTrue("Shop.E/m", Terms.COMPUTED));
    assertFalse(annotations.isTrue("Shop.E", Terms.COMPUTED));
    assertEquals(Optional.of("bound"), annotations.text("Shop.a(Shop.T)/it", Terms.DESCRIPTION));
    assertTrue(annotations.find("Shop.T", Terms.DESCRIPTION).isEmpty());
  }

  @Test
  void shipsAVocabularyWithoutFault() throws URISyntaxException {
    var vocabulary = Model.class.getResource("/dev/edmund/Edmund.V1.xml");
    Model model = Model.load(Path.of(vocabulary.toURI()));
    assertEquals(List.of(), model.document().diagnostics());
    for (String term :
        List.of(
            Terms.PRIMARY_NAME, Terms.TYPE_CODE, Terms.SEARCHABLE, Terms.INDEXES, Terms.MOUNTS)) {
      assertTrue(model.annotations().find(term, Terms.DESCRIPTION).isPresent(), term);
    }
  }

  @Test
  void readsTheShippedModelWithoutFault() {
    Path file = Path.of("model/connections.csdl.xml");
    Assumptions.assumeTrue(Files.exists(file), "the model is not there");
    Model model = Model.load(file);
    assertEquals(
        List.of(),
        model.document().diagnostics().stream()
            .filter(d -> d.severity() != Diagnostic.Severity.INFO)
            // It is served as its source has it.
            .filter(d -> !d.code().equals("clientNavigationInComplexType"))
            .map(Diagnostic::text)
            .toList());
  }
}
