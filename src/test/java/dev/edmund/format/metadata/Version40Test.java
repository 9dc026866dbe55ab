package dev.edmund.format.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlReader;
import dev.edmund.model.csdl.Documents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSDL XML, 3.1.1: what a client that allows 4.0 only is served of a document of 4.01. */
class Version40Test {
  @TempDir Path folder = Path.of("");

  private String served(String declared, String version, String schema) {
    String text = Documents.shop(schema).replace("Version=\"4.01\"", declared);
    CsdlDocument document = CsdlReader.read(Documents.write(folder, "shop.xml", text));
    return new String(MetadataXml.write(document, version), StandardCharsets.UTF_8);
  }

  private static String annotated(String annotation) {
    return "<Annotations Target='Shop.T'><Annotation Term='Core.Description' String='d'/>"
        + annotation
        + "</Annotations>";
  }

  private static String flat(String xml) {
    return xml.replaceAll(">\\s+<", "><");
  }

  @Test
  void saysWhatItCanInTheWordsOf40() {
    String schema =
        "<ComplexType Name='T'><Property Name='p' Type='Edm.Decimal' Scale='floating'/>"
            + "<Property Name='u' Type='Edm.Untyped'/></ComplexType>"
            + "<EntityType Name='E'/>"
            + "<EntityContainer Name='C'><Singleton Name='s' Type='Shop.E' Nullable='true'/>"
            + "</EntityContainer>";
    String served = served("Version=\"4.01\"", "4.0", schema);
    assertTrue(served.contains("Version=\"4.0\""), served);
    assertTrue(served.contains("Type=\"Edm.Decimal\" Scale=\"variable\""), served);
    assertTrue(served.contains("<Singleton Name=\"s\" Type=\"Shop.E\"/>"), served);
    assertTrue(served.contains("Edm.Untyped"), served);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Annotation Term='Core.X' AnyPropertyPath='a'/>",
        "<Annotation Term='Core.X'><ModelElementPath>a</ModelElementPath></Annotation>",
        "<Annotation"
            + " Term='Core.X'><If><In><Path>a</Path><Collection/></In><Int>1</Int></If></Annotation>",
        "<Annotation Term='Core.X'><Record><PropertyValue Property='p'><Neg><Int>1</Int></Neg>"
            + "</PropertyValue></Record></Annotation>"
      })
  void leavesOutAnnotationsThat40CannotSay(String annotation) {
    String served = served("Version=\"4.01\"", "4.0", annotated(annotation));
    assertTrue(served.contains("Core.Description"), served);
    assertFalse(served.contains("Core.X"), served);
    // Alone in its group, it takes the group with it: an empty one is not valid.
    String group = "<Annotations Target='Shop.T'>" + annotation + "</Annotations>";
    assertFalse(served("Version=\"4.01\"", "4.0", group).contains("Annotations"));
    assertTrue(served("Version=\"4.01\"", "4.01", group).contains("Core.X"));
  }

  @Test
  void anAnnotationOfAnAnnotationGoesAlone() {
    String served =
        served(
            "Version=\"4.01\"",
            "4.0",
            annotated(
                "<Annotation Term='Core.X' Int='1'><Annotation Term='Core.Y'>"
                    + "<Add><Int>1</Int><Int>2</Int></Add></Annotation></Annotation>"));
    assertTrue(flat(served).contains("<Annotation Term=\"Core.X\" Int=\"1\"/>"), served);
  }

  @Test
  void aDocumentThatCallsItself40IsServedAsItIs() {
    String schema = annotated("<Annotation Term='Core.X' AnyPropertyPath='a'/>");
    String served = served("Version=\"4.0\"", "4.0", schema);
    assertTrue(served.contains("AnyPropertyPath"), served);
    assertEquals(
        served.replace("Version=\"4.0\"", "Version=\"4.01\""),
        served("Version=\"4.0\"", "4.01", schema));
  }
}
