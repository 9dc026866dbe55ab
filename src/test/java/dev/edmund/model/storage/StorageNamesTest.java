package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.model.csdl.UnreadableModelException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables, columns and indexes whatever the model calls things. */
class StorageNamesTest {
  private final Path folder;

  StorageNamesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String type(String name, String rest) {
    return "<EntityType Name=\""
        + name
        + "\"><Key><PropertyRef Name=\"id\"/></Key>"
        + "<Property Name=\"id\" Type=\"Edm.Guid\" Nullable=\"false\"/>"
        + rest
        + "</EntityType>";
  }

  private static String property(String name, String type) {
    return "<Property Name=\"" + name + "\" Type=\"" + type + "\"/>";
  }

  /** A property named like a column of Edmund's own, or like one beside another property. */
  @Test
  void hiddenColumnsAndPropertiesAreKeptApart() {
    String made = property("made", "Edm.DateTimeOffset");
    String offset = property("made_offset", "Edm.String");
    String rid = property("_rid", "Edm.Int32");
    Mapped one = Mapped.of(folder, type("t", made + offset + rid));
    Mapped other = Mapped.of(folder, type("t", rid + offset + made));
    assertEquals(Set.copyOf(one.columns("t")), Set.copyOf(other.columns("t")));
    List<String> names =
        one.columns("t").stream().map(c -> c.replaceFirst("_[0-9a-f]{8}$", "_sum")).toList();
    assertEquals(
        List.of("_version", "id", "made", "made_offset_sum", "made_offset_sum", "_rid_sum"), names);
    assertEquals("_rid", one.entity("t").rowId().name());
  }

  /** What the model gains later does not rename what is there. */
  @Test
  void aNewPropertyRenamesNoOther() {
    String long1 = property("x".repeat(300) + "1", "Edm.Int32");
    String more = long1 + property("naïve🙂", "Edm.Int32") + property("select", "Edm.Int32");
    List<String> before = Mapped.of(folder, type("t", more)).columns("t");
    List<String> after =
        Mapped.of(folder, type("t", property("x".repeat(300) + "2", "Edm.Int32") + more))
            .columns("t");
    assertTrue(after.containsAll(before), after.toString());
    assertEquals(before.size() + 1, after.size());
    assertTrue(before.containsAll(List.of("naïve🙂", "select")), before.toString());
  }

  /** CAP has an entity type {@code Books_texts} beside the collection {@code Books/texts}. */
  @Test
  void aTypeKeepsItsNameBeforeALinkTable() {
    Mapped model =
        Mapped.of(
            folder,
            type(
                    "Books",
                    "<NavigationProperty Name=\"texts\" Type=\"Collection(self.Books_texts)\"/>")
                + type("Books_texts", ""));
    assertEquals("self_Books_texts", model.entity("Books_texts").table().name());
    String table =
        model.storage().tables().stream()
            .map(Table::name)
            .filter(name -> name.matches("self_Books_texts_[0-9a-f]{8}"))
            .findFirst()
            .orElse("none");
    assertTrue(model.link("Books", "texts").contains(table.replace("self_", "")), table);
  }

  @Test
  void noTwoTablesOrIndexesShareAName() {
    Mapped model =
        Mapped.of(
            folder,
            type("User", property("a", "Collection(Edm.String)"))
                + type("user", property("A", "Collection(Edm.String)"))
                + type("User_id", "")
                + type("User_a", ""));
    Set<String> names = new HashSet<>();
    for (Table table : model.storage().tables()) {
      assertTrue(names.add(table.name().toLowerCase(Locale.ROOT)), table.name());
      for (Table.Index index : table.indexes()) {
        assertTrue(names.add(index.name().toLowerCase(Locale.ROOT)), index.name());
      }
    }
  }

  private static String column(String name, String type, String column) {
    return "<Property Name=\""
        + name
        + "\" Type=\""
        + type
        + "\"><Annotation Term=\"Edmund.Column\""
        + " String=\""
        + column
        + "\"/></Property>";
  }

  @Test
  void theModelNamesTablesAndColumns() {
    Mapped model =
        Mapped.of(
            folder,
            "<ComplexType Name=\"address\">"
                + column("city", "Edm.String", "town")
                + "</ComplexType>"
                + type(
                    "person",
                    "<Annotation Term=\"Edmund.Table\" String=\"people\"/>"
                        + column("called", "Edm.String", "name")
                        + column("home", "self.address", "addr")
                        + column("tags", "Collection(Edm.String)", "labels")
                        + property("Name", "Edm.String"))
                + "<EntityType Name=\"child\" BaseType=\"self.person\"/>");
    assertEquals("people", model.entity("person").table().name());
    assertEquals("self_child", model.entity("child").table().name());
    List<String> columns = model.columns("person");
    assertTrue(columns.containsAll(List.of("name", "addr", "addr_town")), columns.toString());
    assertFalse(columns.contains("Name"), "it gives way: " + columns);
    assertEquals(
        "people_labels", model.property("person", "tags").asValues().orElseThrow().table().name());
  }

  @Test
  void aNameGivenTwiceIsRefused() {
    String twice = column("a", "Edm.Int32", "x") + column("b", "Edm.Int32", "X");
    UnreadableModelException columns =
        assertThrows(UnreadableModelException.class, () -> Mapped.of(folder, type("t", twice)));
    assertTrue(
        columns.text().contains("the name 'X' is for both Shop.t/a and Shop.t/b"), columns.text());
    String table = "<Annotation Term=\"Edmund.Table\" String=\"edmund_meta\"/>";
    UnreadableModelException own =
        assertThrows(UnreadableModelException.class, () -> Mapped.of(folder, type("t", table)));
    assertTrue(own.text().contains("is for both Edmund and Shop.t"), own.text());
  }

  @Test
  void aTypeThatNeedsTooManyColumnsIsNamed() {
    String wide =
        IntStream.range(0, 1_600)
            .mapToObj(i -> property("p" + i, "Edm.Int32"))
            .collect(Collectors.joining());
    UnreadableModelException e =
        assertThrows(UnreadableModelException.class, () -> Mapped.of(folder, type("wide", wide)));
    assertTrue(e.text().contains("Shop.wide needs 1602 columns"), e.text());
  }
}
