package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.shop;
import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients are known to stumble over is named, with the client. */
class ClientsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clientNavigationInComplexType|Power Query|<EntityType Name='E'/><ComplexType Name='C'>"
            + "<NavigationProperty Name='n' Type='self.E'/></ComplexType>",
        "clientNullableKey|Microsoft's OData library|<EntityType Name='E'><Key><PropertyRef"
            + " Name='i'/></Key><Property Name='i' Type='Edm.Int32'/></EntityType>",
        "clientEnumMember|InvalidEnumMemberPath|<EntityType Name='E'><Annotation"
            + " Term='self.T'><Record><PropertyValue Property='AllowedExpressions'"
            + " EnumMember='a.B/C'/></Record></Annotation></EntityType>",
        "clientVersion|the type Edm.Untyped is new|<ComplexType Name='C'><Property Name='p'"
            + " Type='Collection(Edm.Untyped)'/></ComplexType>",
        "clientVersion|Scale=\"floating\" is new|<ComplexType Name='C'><Property Name='p'"
            + " Type='Edm.Decimal' Scale='floating'/></ComplexType>",
        "clientVersion|the expression Add is new|<ComplexType Name='C'><Annotation"
            + " Term='self.T'><Add><Int>1</Int><Int>2</Int></Add></Annotation></ComplexType>",
        "clientVersion|Nullable on a singleton is new|<EntityType Name='E'/><EntityContainer"
            + " Name='C'><Singleton Name='s' Type='self.E' Nullable='true'/></EntityContainer>"
      })
  void namesTheClient(String code, String part, String schema) {
    List<Diagnostic> found =
        CsdlReader.read(write(folder, "shop.xml", shop(schema).replace("4.01", "4.0")))
            .diagnostics()
            .stream()
            .filter(d -> d.code().startsWith("client"))
            .toList();
    assertEquals(1, found.size(), found.toString());
    assertEquals(code, found.get(0).code());
    assertEquals(Diagnostic.Severity.WARNING, found.get(0).severity());
    assertTrue(found.get(0).message().contains(part), found.get(0).message());
  }
}
