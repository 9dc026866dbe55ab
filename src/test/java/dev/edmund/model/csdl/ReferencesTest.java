package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References lead to files beside the model (CSDL XML, 4). */
class ReferencesTest {
  @TempDir Path folder = Path.of("");

  private static String document(String namespace, String references, String schema) {
    return """
    <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">%s<edmx:DataServices>
    <Schema Namespace="%s" Alias="own" xmlns="http://docs.oasis-open.org/odata/ns/edm">%s</Schema>
    </edmx:DataServices></edmx:Edmx>
    """
        .formatted(references, namespace, schema);
  }

  private static String reference(String uri, String namespace) {
    return "<edmx:Reference Uri='%s'><edmx:Include Namespace='%s' Alias='%s'/></edmx:Reference>"
        .formatted(uri, namespace, namespace.toLowerCase(java.util.Locale.ROOT));
  }

  private static List<String> codes(Model model) {
    return model.document().diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void readsSubfoldersJsonAndCircles() throws IOException {
    Files.createDirectories(folder.resolve("m/sub"));
    write(
        folder,
        "m/sub/B.xml",
        document(
            "B",
            reference("../C%20c.json?x=1", "C") + reference("../A.xml", "A"),
            "<ComplexType Name='T' BaseType='c.T'/>"));
    write(
        folder,
        "m/C c.json",
        "{\"$Version\":\"4.01\",\"$Reference\":{\"sub/B.xml\":{\"$Include\":[{\"$Namespace\":\"B\"}]}},"
            + "\"C\":{\"T\":{\"$Kind\":\"ComplexType\",\"p\":{}}}}");
    Path file =
        write(
            folder,
            "m/A.xml",
            document(
                "A",
                reference("https://example.org/metadata/sub/B.xml", "B")
                    + reference("sub/B.xml", "B"),
                "<ComplexType Name='T' BaseType='b.T'/>"));
    Model model = Model.load(file);
    assertEquals(
        List.of("p"),
        model.edm().getComplexType(new FullQualifiedName("A", "T")).getPropertyNames());
    assertEquals(List.of("referenceNotFound"), codes(model));
    assertEquals(
        List.of(false, true),
        model.document().references().stream().map(Reference::found).toList());
  }

  @Test
  void readsAParentFolderAndNothingElseOfTheWeb() throws IOException {
    Files.createDirectories(folder.resolve("m"));
    write(folder, "B.xml", document("B", "", "<ComplexType Name='T'/>"));
    write(folder, "m/C.xml", document("C", "", "<ComplexType Name='T'/>"));
    Path file =
        write(
            folder,
            "m/A.xml",
            document(
                "A",
                reference("../B.xml", "B") + reference("http://127.0.0.1:1/deep/../C.xml#f", "C"),
                ""));
    Model model = Model.load(file);
    assertNotNull(model.edm().getComplexType(new FullQualifiedName("B", "T")));
    assertNotNull(model.edm().getComplexType(new FullQualifiedName("C", "T")));
  }

  @Test
  void saysWhatIsWrongInAReferencedDocumentByItsOwnName() {
    write(folder, "B.xml", document("B", "", "<ComplexType Name='T' BaseType='own.X'/>"));
    write(folder, "C.xml", "<oops");
    Model model =
        Model.load(
            write(
                folder,
                "A.xml",
                document("A", reference("B.xml", "B") + reference("C.xml", "C"), "")));
    List<Diagnostic> found = model.document().diagnostics();
    assertEquals(List.of("unreadableReference", "unknownBaseType"), codes(model));
    assertTrue(found.get(0).message().contains("C.xml:1:"), found.get(0).message());
    assertTrue(found.get(1).file().endsWith("B.xml"), found.get(1).file());
  }

  @Test
  void includesTheAnnotationsThatAreAskedFor_Csdl_4_3() {
    write(
        folder,
        "Notes.xml",
        document(
            "Notes",
            reference("x", "Org.OData.Core.V1") + reference("y", "A"),
            """
            <Annotations Target="A.T"><Annotation Term="Org.OData.Core.V1.Description" String="d"/>
              <Annotation Term="Other.Term" String="o"/>
              <Annotation Term="Org.OData.Core.V1.LongDescription" Qualifier="Q" String="l"/></Annotations>
            <Annotations Target="B.T"><Annotation Term="Org.OData.Core.V1.Description" String="d"/></Annotations>
            """));
    String include =
        "<edmx:Reference Uri='Notes.xml'><edmx:IncludeAnnotations TermNamespace='Org.OData.Core.V1'"
            + " TargetNamespace='A'/></edmx:Reference>";
    Annotations annotations =
        Model.load(write(folder, "A.xml", document("A", include, "<ComplexType Name='T'/>")))
            .annotations();
    assertEquals(
        List.of("Org.OData.Core.V1.Description", "Org.OData.Core.V1.LongDescription#Q"),
        annotations.terms("A.T"));
    assertEquals(List.of(), annotations.terms("B.T"));
  }

  @Test
  void readsAnExtendedContainerWithTheAliasesOfItsDocument_Csdl_13_1() {
    write(
        folder,
        "B.xml",
        document(
            "B",
            "",
            """
            <EntityType Name="T"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
            <EntityContainer Name="Base"><EntitySet Name="Ts" EntityType="own.T"/></EntityContainer>
            """));
    Model model =
        Model.load(
            write(
                folder,
                "A.xml",
                document(
                    "A",
                    reference("B.xml", "B"),
                    "<EntityContainer Name='C' Extends='b.Base'><Singleton Name='one' Type='b.T'/>"
                        + "</EntityContainer>")));
    assertEquals(
        "B.T",
        model
            .edm()
            .getEntityContainer()
            .getEntitySet("Ts")
            .getEntityType()
            .getFullQualifiedName()
            .toString());
    assertNotNull(model.edm().getEntityContainer().getSingleton("one"));
    assertEquals(List.of(), codes(model));
  }
}
