package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Core.ContentDisposition} as the header of RFC 6266. */
final class ContentDispositionTest {
  private static String disposition(String values) {
    return "<Annotation Term='Org.OData.Core.V1.ContentDisposition'><Record>"
        + values
        + "</Record></Annotation>";
  }

  private static final String SCHEMA =
      "<ComplexType Name='Scan'><Property Name='Page' Type='Edm.Stream'>"
          + disposition("<PropertyValue Property='Filename' String='page.png'/>")
          + "</Property></ComplexType>"
          + "<EntityType Name='Base' HasStream='true' Abstract='true'>"
          + disposition(
              "<PropertyValue Property='Type' Path='Way'/><PropertyValue Property='Filename'"
                  + " Path='File'/>")
          + "</EntityType>"
          + "<EntityType Name='Doc' BaseType='self.Base'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Way' Type='Edm.String'/><Property Name='File' Type='Edm.String'/>"
          + "<Property Name='Scan' Type='self.Scan'/>"
          + "<Property Name='Plain' Type='Edm.Stream'/>"
          + "<Property Name='Note' Type='Edm.String'>"
          + disposition(
              "<PropertyValue Property='Type' String='inline'/>"
                  + "<PropertyValue Property='Filename' Path='File'/>")
          + "</Property></EntityType><EntityContainer Name='C'><EntitySet Name='Docs'"
          + " EntityType='self.Doc'/></EntityContainer>";

  private static final String DATA =
      "[{\"Id\":1,\"File\":\"a b.txt\",\"Note\":\"n\",\"Scan\":{}},"
          + "{\"Id\":2,\"Way\":\"inline\",\"File\":\"Grüße \\\"50%\\\".txt\",\"Note\":\"m\"},"
          + "{\"Id\":3,\"Way\":\"not a token\",\"File\":\"x\\r\\nSet-Cookie: a\"},"
          + "{\"Id\":4,\"File\":null,\"Note\":\"o\"}]";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, Map.of("Docs.json", DATA));
    for (String target :
        List.of(
            "Docs(1)/$value",
            "Docs(2)/$value",
            "Docs(3)/$value",
            "Docs(4)/$value",
            "Docs(1)/Scan/Page",
            "Docs(1)/Plain")) {
      service.send("PUT", target, "bytes", "Content-Type: text/plain").is(204);
    }
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void assertDisposition(String expected, String target) {
    List<String> all = service.get(target).ok().all("Content-Disposition");
    assertEquals(expected.isEmpty() ? List.of() : List.of(expected), all, target);
  }

  @Test
  @DisplayName("Core.ContentDisposition: type and file name of a media entity, from its properties")
  void media() {
    assertDisposition("attachment; filename=\"a b.txt\"", "Docs(1)/$value");
    assertDisposition("attachment", "Docs(4)/$value");
  }

  @Test
  @DisplayName("RFC 6266, 4.3: other letters than ASCII stand in filename*, beside a name without")
  void encoded() {
    assertDisposition(
        "inline; filename=\"Gr__e _50__.txt\";"
            + " filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%2250%25%22.txt",
        "Docs(2)/$value");
  }

  @Test
  @DisplayName("RFC 6266, 4.1: what is no token is no type, and no name ends a header")
  void harmless() {
    assertDisposition("attachment; filename=\"xSet-Cookie: a\"", "Docs(3)/$value");
    assertEquals(List.of(), service.get("Docs(3)/$value").all("Set-Cookie"));
  }

  @Test
  @DisplayName("Core.ContentDisposition: stream properties, and the bare value of others")
  void properties() {
    assertDisposition("attachment; filename=\"page.png\"", "Docs(1)/Scan/Page");
    assertDisposition("", "Docs(1)/Plain");
    assertDisposition("inline; filename=\"a b.txt\"", "Docs(1)/Note/$value");
    assertDisposition("inline", "Docs(4)/Note/$value");
    assertDisposition("", "Docs(1)/File/$value");
  }
}
