package dev.edmund.format.metadata;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.edmund.model.Corpus;
import dev.edmund.model.CsdlDocument;
import dev.edmund.model.CsdlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** What was read is written without loss. */
class MetadataCorpusTest {
  /** An action and a function of one name; a function that returns nothing. */
  private static final Set<String> INVALID_JSON =
      Set.of("graph-v1.0-prod.xml", "sap-cloudsdk-api-test-srv.xml");

  @TempDir Path folder = Path.of("");

  static List<Path> documents() {
    return Corpus.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void xmlSaysWhatTheDocumentSays(Path file) throws IOException {
    CsdlDocument document = CsdlReader.read(file);
    byte[] written = MetadataXml.write(document, document.version());
    Path copy = Files.write(folder.resolve("copy.xml"), written);
    CsdlDocument again = CsdlReader.read(copy);
    assertEquals(document.root().children(), again.root().children());
    assertArrayEquals(written, MetadataXml.write(again, document.version()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void jsonIsValid(Path file) throws IOException {
    assumeFalse(INVALID_JSON.contains(file.getFileName().toString()), "the source breaks a rule");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(Corpus.shared("schemas/csdl.schema.json")));
    byte[] written = MetadataJson.write(CsdlReader.read(file), "4.01");
    assertEquals(
        "",
        schema.validate(new ObjectMapper().readTree(written)).stream()
            .limit(5)
            .map(ValidationMessage::getMessage)
            .collect(joining("; ")));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void xmlStaysValid(Path file) throws IOException, SAXException {
    Schema schema =
        SchemaFactory.newDefaultInstance().newSchema(Corpus.shared("schemas/edmx.xsd").toFile());
    assumeTrue(isValid(schema, Files.readAllBytes(file)), "the source is not valid itself");
    assertTrue(isValid(schema, MetadataXml.write(CsdlReader.read(file), "4.01")));
  }

  private static boolean isValid(Schema schema, byte[] xml) throws IOException {
    try {
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
      return true;
    } catch (SAXException e) {
      return false;
    }
  }
}
