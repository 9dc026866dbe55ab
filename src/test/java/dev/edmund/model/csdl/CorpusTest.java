package dev.edmund.model.csdl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import java.nio.file.Path;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationPropertyBinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of a real service loads, and its Edm answers every question. */
class CorpusTest {
  static List<Path> documents() {
    return Corpus.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void loadsAndListsWhatItAnswers(Path file) {
    Model model = Model.load(file);
    List<EdmSchema> schemas = model.edm().getSchemas();
    assertFalse(schemas.isEmpty());
    for (EdmSchema schema : schemas) {
      for (EdmEntityType type : schema.getEntityTypes()) {
        assertSame(type, model.edm().getEntityType(type.getFullQualifiedName()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void hasNoError(Path file) {
    assertEquals(List.of(), CsdlReader.read(file).errors());
  }

  @Test
  void refusesWhatIsNotWellFormedWithItsLine() {
    Path file = Corpus.shared("corpus/sap-cloudsdk-multiple-schemas.xml");
    var refusal = assertThrows(UnreadableModelException.class, () -> Model.load(file));
    assertEquals(
        file
            + ":5:68: this is not well-formed XML: the prefix sap of attribute sap:content-version"
            + " of <EntityType> is not bound to a namespace (no xmlns:sap); correct it, or save the"
            + " document again from its source",
        refusal.text());
  }

  @Test
  void readsOData4InOldNamespaces() {
    CsdlDocument document = CsdlReader.read(Corpus.shared("corpus/olingo-client-metadata.xml"));
    Diagnostic first = document.diagnostics().get(0);
    assertEquals("oldNamespace", first.code());
    assertTrue(first.message().contains("OData V2"), first.message());
    assertFalse(document.schemas().get(0).getEntityTypes().isEmpty());
  }

  @Test
  void readsBindingPathsThroughComplexPropertiesAndCasts_Csdl_13_4_1() {
    CsdlDocument document = CsdlReader.read(Corpus.shared("corpus/olingo-tecsvc.xml"));
    List<String> bound =
        document
            .schemas()
            .get(0)
            .getEntityContainer()
            .getEntitySet("ESKeyNav")
            .getNavigationPropertyBindings()
            .stream()
            .map(CsdlNavigationPropertyBinding::getPath)
            .toList();
    assertTrue(
        bound.contains("PropertyCompCompNav/PropertyCompNav/NavPropertyETMediaOne"),
        bound.toString());
    assertTrue(
        bound.contains("olingo.odata.test1.ETKeyNav/PropertyCompNav/NavPropertyETTwoKeyNavMany"),
        bound.toString());
    List<String> unknown =
        document.diagnostics().stream()
            .filter(d -> d.code().equals("unknownBindingPath"))
            .map(Diagnostic::message)
            .toList();
    // What is left leads to properties that the types do not have.
    assertEquals(7, unknown.size(), unknown.toString());
  }
}
