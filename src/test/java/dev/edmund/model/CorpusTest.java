package dev.edmund.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmSchema;
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

  @Test
  void refusesWhatIsNotWellFormed() {
    Path file = Corpus.shared("corpus/sap-cloudsdk-multiple-schemas.xml");
    var refusal = assertThrows(UnreadableModelException.class, () -> Model.load(file));
    assertTrue(refusal.text().contains("not well-formed"), refusal.text());
  }

  @Test
  void namesTheVersionOfAnOldModel() {
    Path file = Corpus.shared("corpus/olingo-client-metadata.xml");
    var refusal = assertThrows(UnreadableModelException.class, () -> Model.load(file));
    assertTrue(refusal.text().contains("OData V"), refusal.text());
  }
}
