package dev.edmund.model.storage;

import static dev.edmund.model.csdl.Documents.shopName;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Documents;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which column an ETag is made of (Core.OptimisticConcurrency). */
class VersionMapperTest {
  private static final String KEY =
      "<Key><PropertyRef Name='id'/></Key>"
          + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>";

  @TempDir Path folder = Path.of("");

  private static String type(String name, String properties) {
    return "<EntityType Name='" + name + "'>" + KEY + properties + "</EntityType>";
  }

  private static String set(String name, String type, String... versions) {
    return "<EntitySet Name='"
        + name
        + "' EntityType='self."
        + type
        + "'><Annotation Term='Core.OptimisticConcurrency'><Collection>"
        + String.join(
            "",
            List.of(versions).stream().map(v -> "<PropertyPath>" + v + "</PropertyPath>").toList())
        + "</Collection></Annotation></EntitySet>";
  }

  private static String container(String... sets) {
    return "<EntityContainer Name='C'>" + String.join("", sets) + "</EntityContainer>";
  }

  private Model model(String... parts) {
    return Documents.model(folder, String.join("", parts));
  }

  private static String version(Model model, String type) {
    Version version = model.storage().require(shopName(type)).version();
    return Mapped.text(version.column()) + " " + version.kind();
  }

  private static List<String> columns(Model model, String type) {
    return model.storage().require(shopName(type)).table().columns().stream()
        .map(Column::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "Edm.Byte, A.v COUNTER",
    "Edm.SByte, A.v COUNTER",
    "Edm.Int16, A.v COUNTER",
    "Edm.Int32, A.v COUNTER",
    "Edm.Int64, A.v COUNTER",
    "self.Number, A.v COUNTER",
    "Edm.DateTimeOffset, A.v MOMENT",
    "Edm.Guid, A.v GUID",
    "Edm.String, A._version HIDDEN",
    "Edm.Binary, A._version HIDDEN",
    "Edm.Decimal, A._version HIDDEN",
    "Edm.Double, A._version HIDDEN",
    "Edm.Date, A._version HIDDEN",
    "Edm.Boolean, A._version HIDDEN",
    "Edm.Stream, A._version HIDDEN",
    "self.Grade, A._version HIDDEN",
    "self.Parts, A._version HIDDEN",
    "Collection(Edm.Int32), A._version HIDDEN"
  })
  void whatTheServerCanKeepIsTheVersion(String type, String expected) {
    Model model =
        model(
            type("A", "<Property Name='v' Type='" + type + "'/>"),
            "<TypeDefinition Name='Number' UnderlyingType='Edm.Int32'/>",
            "<EnumType Name='Grade'><Member Name='Good'/></EnumType>",
            "<ComplexType Name='Parts'><Property Name='v' Type='Edm.Int32'/></ComplexType>",
            container(set("As", "A", "v")));
    assertEquals(expected, version(model, "A"));
    assertEquals(expected.endsWith("HIDDEN"), columns(model, "A").contains("_version"));
  }

  @Test
  void whatIsNotOnePropertyIsLeftToTheServer() {
    String properties =
        "<Property Name='v' Type='Edm.Int32'/><Property Name='w' Type='Edm.Int32'/>"
            + "<Property Name='p' Type='self.Parts'/>";
    Model model =
        model(
            type("Two", properties),
            type("None", properties),
            type("Key", properties),
            type("Path", properties),
            type("Other", properties),
            type("Plain", properties),
            "<ComplexType Name='Parts'><Property Name='v' Type='Edm.Int32'/></ComplexType>",
            container(
                set("Twos", "Two", "v", "w"),
                set("Nones", "None"),
                set("Keys", "Key", "id"),
                set("Paths", "Path", "p/v"),
                set("Others", "Other", "missing"),
                "<EntitySet Name='Plains' EntityType='self.Plain'/>"));
    for (String type : List.of("Two", "None", "Key", "Path", "Other", "Plain")) {
      assertEquals(type + "._version HIDDEN", version(model, type));
    }
  }

  @Test
  void theColumnIsThatOfTheStorageRoot() {
    Model model =
        model(
            type("A", ""),
            "<EntityType Name='B' BaseType='self.A'><Property Name='v' Type='Edm.Int32'/>"
                + "</EntityType>",
            "<EntityType Name='C' BaseType='self.B'/><EntityType Name='D' BaseType='self.A'/>",
            container("<EntitySet Name='As' EntityType='self.A'/>", set("Bs", "B", "v")));
    assertEquals("A._version HIDDEN", version(model, "A"));
    assertEquals("B.v COUNTER", version(model, "B"));
    assertEquals("B.v COUNTER", version(model, "C"));
    assertEquals("A._version HIDDEN", version(model, "D"));
    assertEquals(List.of("_type", "_version", "id"), columns(model, "A"));
    assertEquals(List.of("v"), columns(model, "B"));
    assertEquals(List.of(), columns(model, "D"));
  }

  @Test
  void aPropertyThatAllTypesHaveNeedsNoColumn() {
    Model model =
        model(
            type("A", "<Property Name='v' Type='Edm.Int32'/>"),
            "<EntityType Name='B' BaseType='self.A'/>",
            container(set("As", "A", "v")));
    assertEquals("A.v COUNTER", version(model, "B"));
    assertFalse(columns(model, "A").contains("_version"));
  }

  @Test
  void aPropertyOfThatNameGoesFirst() {
    Model model = model(type("A", "<Property Name='_Version' Type='Edm.Int32'/>"), container());
    List<String> columns = columns(model, "A");
    assertTrue(columns.contains("_Version"), columns::toString);
    assertTrue(version(model, "A").matches("A\\._version_[0-9a-f]{8} HIDDEN"), version(model, "A"));
  }

  @Test
  void etagsAreRequiredWhereTheSetSaysSo() {
    Model model =
        model(
            type("A", "<Property Name='v' Type='Edm.Int32'/>"),
            container(
                set("Named", "A", "v"),
                set("Silent", "A"),
                "<EntitySet Name='Free' EntityType='self.A'/>",
                "<Singleton Name='One' Type='self.A'>"
                    + "<Annotation Term='Core.OptimisticConcurrency'><Collection/></Annotation>"
                    + "</Singleton><Singleton Name='Other' Type='self.A'/>"));
    var container = model.edm().getEntityContainer();
    assertTrue(model.requiresETag(container.getEntitySet("Named")));
    assertTrue(model.requiresETag(container.getEntitySet("Silent")));
    assertFalse(model.requiresETag(container.getEntitySet("Free")));
    assertTrue(model.requiresETag(container.getSingleton("One")));
    assertFalse(model.requiresETag(container.getSingleton("Other")));
  }
}
