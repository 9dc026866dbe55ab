package dev.edmund.model.csdl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The vocabulary Edmund.V1: its document, the terms that Edmund acts on, and its page. */
class OwnVocabularyTest {
  private static final String NAMESPACE = "Edmund.V1";
  private static final CsdlDocument DOCUMENT =
      CsdlReader.read(Path.of("src/main/resources/dev/edmund/Edmund.V1.xml"));

  private static Stream<CsdlElement> elements(String kind) {
    return DOCUMENT
        .root()
        .children("DataServices")
        .get(0)
        .children("Schema")
        .get(0)
        .children(kind)
        .stream();
  }

  private static List<String> terms() {
    return elements("Term").map(term -> term.attribute("Name", "")).sorted().toList();
  }

  @Test
  void everyTermIsDescribedAndSaysWhatItAppliesTo() {
    assertFalse(terms().isEmpty());
    elements("Term").forEach(OwnVocabularyTest::isDescribed);
    elements("Term").forEach(term -> assertFalse(term.attribute("AppliesTo", "").isEmpty()));
    elements("Term").forEach(term -> assertFalse(term.attribute("Type", "").isEmpty()));
    elements("ComplexType").forEach(OwnVocabularyTest::isDescribed);
    elements("ComplexType")
        .flatMap(type -> type.children("Property").stream())
        .forEach(OwnVocabularyTest::isDescribed);
  }

  private static void isDescribed(CsdlElement element) {
    assertTrue(
        element.children("Annotation").stream()
            .anyMatch(annotation -> annotation.attribute("Term", "").equals("Core.Description")),
        element.attribute("Name", ""));
  }

  @Test
  void theTermsThatEdmundActsOnAreThoseOfTheDocument() throws IllegalAccessException {
    TreeSet<String> known = new TreeSet<>();
    for (Field field : Terms.class.getFields()) {
      String term = (String) field.get(null);
      if (term.startsWith(NAMESPACE + ".")) {
        known.add(term.substring(NAMESPACE.length() + 1));
      }
    }
    assertEquals(terms(), new ArrayList<>(known));
  }

  @Test
  void thePageListsEachTerm() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/vocabulary.md"));
    List<String> missing =
        terms().stream().filter(term -> !page.contains("| `" + term + "` |")).toList();
    assertEquals(List.of(), missing);
  }
}
