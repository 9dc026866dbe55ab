package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.shop;
import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is refused in one line that says where and why. */
class BadInputTest {
  @TempDir Path folder = Path.of("");

  /** What stands behind the name of the file. */
  private String refusal(Path file) {
    var refused = assertThrows(UnreadableModelException.class, () -> Model.load(file));
    String text = refused.text();
    assertFalse(text.contains("\n"), text);
    assertTrue(text.startsWith(file.toString()), text);
    return text.substring(file.toString().length());
  }

  private String refusal(String document) {
    return refusal(write(folder, "bad", document));
  }

  private static void assertStarts(String expected, String actual) {
    assertEquals(expected, actual.substring(0, Math.min(expected.length(), actual.length())));
  }

  @Test
  void namesAFolderAndAnEmptyFile() throws IOException {
    assertEquals(": this is a folder; name a file in it", refusal(folder));
    assertStarts(":1:1: the document is empty", refusal(""));
    assertStarts(":1:1: the document is empty", refusal(" \n "));
    Path none = folder.resolve("none");
    assertStarts(": there is no such file", refusal(none));
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    assertStarts(
        ":1:1: there is a byte that is not UTF-8",
        refusal(Files.write(folder.resolve("x"), bytes)));
    Path latin = folder.resolve("latin.json");
    Files.write(latin, "{\n \"Gr\u00fcn\"".getBytes(StandardCharsets.ISO_8859_1));
    assertStarts(":2:5: there is a byte that is not UTF-8", refusal(latin));
    assertStarts(
        ":1:1: its encoding is unknown", refusal("<?xml version='1.0' encoding='?'?><a/>"));
  }

  @Test
  void readsUtf16InBothFormats() throws IOException {
    for (var charset :
        new java.nio.charset.Charset[] {
          StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) {
      String json =
          "{\"$Version\":\"4.01\",\"N\":{\"Gr\u00f6\u00dfe\":{\"$Kind\":\"ComplexType\"}}}";
      for (String document : new String[] {json, shop("<ComplexType Name='Gr\u00f6\u00dfe'/>")}) {
        Path file = Files.write(folder.resolve("wide"), document.getBytes(charset));
        assertEquals(
            "Gr\u00f6\u00dfe",
            CsdlReader.read(file).schemas().get(0).getComplexTypes().get(0).getName());
      }
    }
  }

  @Test
  void refusesEntityExpansion() {
    assertStarts(
        ":5:4: it has a document type declaration",
        refusal(
            """
            <!DOCTYPE lolz [
              <!ENTITY lol "lol">
              <!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
              <!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
            ]>
            <lolz>&lol2;</lolz>
            """));
  }

  @Test
  void answersDeepNestingAtOnce() throws IOException {
    for (String open : new String[] {"<a>", "{\"a\":", "{\"a\":[["}) {
      Path deep = folder.resolve("deep");
      try (Writer out = Files.newBufferedWriter(deep)) {
        for (int i = 0; i < 4_000_000; i++) {
          out.write(open);
        }
      }
      String text = assertTimeout(Duration.ofSeconds(10), () -> refusal(deep));
      assertStarts(":1:", text);
      assertTrue(text.contains("nested more than 90 deep"), text);
    }
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(TextFile.MAX_BYTES + 1);
    }
    assertStarts(": the file has more than 64 MB", refusal(large));
  }

  @ParameterizedTest
  @CsvSource({
    "2006/04, 1.0, V1",
    "2008/09, 2.0, V2",
    "2009/11, 3.0, V3",
    "2008/09, '', V2",
    "2009/11, '', V3"
  })
  void namesTheVersionOfAnOlderModel(String namespace, String version, String named) {
    String text =
        refusal(
            """
            <edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">
              <edmx:DataServices xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"
                m:DataServiceVersion="%s">
                <Schema Namespace="A" xmlns="http://schemas.microsoft.com/ado/%s/edm">
                  <EntityType Name="E"><NavigationProperty Name="n" Relationship="A.R"/></EntityType>
                </Schema>
              </edmx:DataServices>
            </edmx:Edmx>
            """
                .formatted(version, namespace));
    assertTrue(text.startsWith(":4:") && text.contains("an OData " + named + " model"), text);
  }

  @Test
  void refusesAnAliasThatNothingDeclares() {
    assertStarts(
        ":14:5: Property p: Type is Collection(crm.Product), but nothing declares the alias crm",
        refusal(
            shop(
                "<ComplexType Name='A'>\n   <Property Name='p' Type='Collection(crm.Product)'/>"
                    + "</ComplexType>")));
  }

  @ParameterizedTest
  @CsvSource({
    "<EntityType Name='A' BaseType='self.B'/><EntityType Name='B' BaseType='self.A'/>,"
        + " derives from itself",
    "<ComplexType Name='A' BaseType='Shop.A'/>, derives from itself",
    "<TypeDefinition Name='A' UnderlyingType='self.B'/><TypeDefinition Name='B'"
        + " UnderlyingType='self.A'/>, defined by itself",
    "<EntityContainer Name='A' Extends='self.B'/><EntityContainer Name='B' Extends='self.A'/>,"
        + " the container extends itself",
    "<EntityContainer Name='A' Extends='self.A'/>, the container extends itself"
  })
  void refusesCircles(String schema, String reason) {
    String text = refusal(shop(schema));
    assertTrue(text.startsWith(":13:") && text.contains(reason), text);
  }

  @Test
  void countsFurtherErrors() {
    String text =
        refusal(
            shop(
                "<ComplexType Name='A' BaseType='a.B'/><ComplexType Name='B' BaseType='b.B'/>"
                    + "<ComplexType Name='C' BaseType='c.B'/>"));
    assertTrue(text.endsWith("(and 2 more; edmund check lists them)"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"$Version\":\"4.01\",} | :1:20: this is not well-formed JSON: ",
        "{\"a\":1} | :1:1: this is no CSDL document: it has no member \"$Version\"",
        "{\"$Version\":\"4.01\"} | :1:1: this is no CSDL document: it has no schema",
        "{\"N\":{},\"N\":{}} | :1:9: the name \"N\" is in this object twice",
        "{\"$Version\":\"4.01\",\"N\":{}} {} | :1:28: something follows the end of the model",
        "{\"$Version\":\"4.01\",\"N\":{ | :1:",
        "[1] | :1:1: this is not well-formed XML"
      })
  void refusesJsonThatIsNoModel(String document, String refused) {
    assertStarts(refused, refusal(document));
  }
}
