package dev.edmund.format.metadata;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.edmund.model.csdl.Corpus;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** What was read is written without loss. */
class MetadataCorpusTest {
  /** What breaks a rule of CSDL does so in what Edmund serves, too. */
  private static final Map<String, String> INVALID_XML =
      Map.of(
          "adventureworks-plus.xml", "types without a namespace, foreign attributes",
          "azure-devops-analytics-v4.xml", "names that end in a blank",
          "graph-v1.0-prod.xml", "enumerations without members",
          "ms-openapi-tripservice.xml", "foreign attributes",
          "northwind-v4-moten.xml", "foreign attributes",
          "olingo-client-metadata.xml", "foreign attributes",
          "odata-demo-service-v4.xml", "ConcurrencyMode, names that end in a blank",
          "odatanet-all-primitives.xml", "types without a namespace",
          "sap-cloudsdk-api-test-srv.xml", "a function import with a parameter");

  private static final Map<String, String> INVALID_JSON =
      Map.of(
          "graph-v1.0-prod.xml", "actions and functions of one name",
          "sap-cloudsdk-api-test-srv.xml", "a function that returns nothing");

  @TempDir Path folder = Path.of("");

  static List<Path> documents() {
    return Corpus.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void xmlSaysWhatTheDocumentSays(Path file) throws IOException {
    CsdlDocument document = CsdlReader.read(file);
    byte[] written = MetadataXml.write(document, document.version());
    assertEquals(Optional.empty(), XmlDifference.between(Files.readAllBytes(file), written));
    Path copy = Files.write(folder.resolve("copy.xml"), written);
    assertArrayEquals(written, MetadataXml.write(CsdlReader.read(copy), document.version()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void jsonIsValid(Path file) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(Corpus.shared("schemas/csdl.schema.json")));
    CsdlDocument document = CsdlReader.read(file);
    for (String version : List.of("4.0", "4.01")) {
      JsonNode written = new ObjectMapper().readTree(MetadataJson.write(document, version));
      String faults =
          schema.validate(written).stream()
              .limit(5)
              .map(ValidationMessage::getMessage)
              .collect(joining("; "));
      assertEquals(INVALID_JSON.containsKey(name(file)), !faults.isEmpty(), faults);
      assertEquals(version, written.path("$Version").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void xmlIsValid(Path file) throws IOException, SAXException {
    Schema schema =
        SchemaFactory.newDefaultInstance().newSchema(Corpus.shared("schemas/edmx.xsd").toFile());
    CsdlDocument document = CsdlReader.read(file);
    for (String version : List.of("4.0", "4.01")) {
      boolean valid = isValid(schema, MetadataXml.write(document, version));
      assertEquals(!INVALID_XML.containsKey(name(file)), valid, version);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
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
