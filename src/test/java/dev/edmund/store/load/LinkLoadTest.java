package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.request.payload.JsonValue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References in all their forms, and related entities that stand inside of others. */
class LinkLoadTest {
  private static final String SCHEMA =
      """
      <EntityType Name="Person">
        <Key><PropertyRef Name="Name"/></Key>
        <Property Name="Name" Type="Edm.String" Nullable="false"/>
        <NavigationProperty Name="Books" Type="Collection(N.Book)" Partner="Authors"/>
      </EntityType>
      <EntityType Name="Poet" BaseType="N.Person"><Property Name="Style" Type="Edm.String"/></EntityType>
      <EntityType Name="Book">
        <Key><PropertyRef Name="Shelf"/><PropertyRef Name="No"/></Key>
        <Property Name="Shelf" Type="Edm.String" Nullable="false"/>
        <Property Name="No" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Owner" Type="Edm.String"/>
        <NavigationProperty Name="Authors" Type="Collection(N.Person)" Partner="Books"/>
        <NavigationProperty Name="Editor" Type="N.Person"/>
        <NavigationProperty Name="Poet" Type="N.Poet"/>
        <NavigationProperty Name="Mark" Type="N.Page"/>
        <NavigationProperty Name="Pages" Type="Collection(N.Page)" ContainsTarget="true"/>
        <NavigationProperty Name="Belongs" Type="N.Person">
          <ReferentialConstraint Property="Owner" ReferencedProperty="Name"/>
        </NavigationProperty>
        <NavigationProperty Name="Two" Type="N.Twin"/>
      </EntityType>
      <EntityType Name="Page">
        <Key><PropertyRef Name="No"/></Key>
        <Property Name="No" Type="Edm.Int32" Nullable="false"/>
        <NavigationProperty Name="Painter" Type="N.Person"/>
      </EntityType>
      <EntityType Name="Twin">
        <Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.Int32" Nullable="false"/>
      </EntityType>
      <EntityContainer Name="C">
        <EntitySet Name="People" EntityType="N.Person"/>
        <EntitySet Name="Books" EntityType="N.Book"/>
        <EntitySet Name="TwinsA" EntityType="N.Twin"/>
        <EntitySet Name="TwinsB" EntityType="N.Twin"/>
        <Singleton Name="Chief" Type="N.Person"/>
      </EntityContainer>
      """;

  private static final String EDITOR =
      "SELECT p.Name FROM N_Book b JOIN N_Person p ON p._rid = b.Editor_rid ORDER BY b._rid";

  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = TestData.of(directory, SCHEMA);
    data.write(
        "People.json",
        "[{\"Name\":\"Ann\"},{\"Name\":\"a/b'c\"},",
        "{\"Name\":\"Poe\",\"@odata.type\":\"#N.Poet\"}]");
    data.write("Chief.json", "{\"Name\":\"Boss\"}");
  }

  private void book(String members) {
    data.write(
        "Books.json",
        "[{\"Shelf\":\"x,y\",\"No\":1,\"Pages\":[{\"No\":1},{\"No\":2}]},",
        "{\"Shelf\":\"z\",\"No\":2,",
        members + "}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "People('Ann') | Ann",
        "/People('Ann') | Ann",
        "/odata/v1/People(Name='Ann') | Ann",
        "https://example.com/service/People('Ann') | Ann",
        "People('a/b''c') | a/b'c",
        "People('a%2Fb''c') | a/b'c",
        "Chief | Boss",
        "http://localhost:8080/Chief | Boss",
        "People('Poe')/N.Poet | Poe",
        "People/N.Poet('Poe') | Poe",
      })
  void aReferenceHasManyForms(String reference, String name) {
    book("\"Editor@odata.bind\":\"" + reference + "\"");
    data.load();
    assertEquals(List.of(List.of(name)), data.rows(EDITOR));
  }

  /** JSON Format 4.01, 14: an entity reference. */
  @Test
  void anObjectWithItsIdAloneIsAReference() {
    book("\"Editor\":{\"@id\":\"People('Ann')\"}");
    data.load();
    assertEquals(List.of(List.of("Ann")), data.rows(EDITOR));
  }

  @Test
  void containedEntitiesCanBeReferredTo() {
    book("\"Mark@odata.bind\":\"Books(No=1,Shelf='x,y')/Pages(2)\"");
    data.load();
    assertEquals(
        List.of(List.of("2", "1")),
        data.rows("SELECT p.No, p._owner FROM N_Book b JOIN N_Page p ON p._rid = b.Mark_rid"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "People('Eve') | there is no People('Eve')",
        "People('Ann')/N.Poet | there is no People('Ann')/N.Poet",
        "People | 'People' needs a key",
        "People('Ann'') | cannot read the key ('Ann'')",
        "Books(1) | the key of N.Book has 2 parts",
        "Books(Shelf='z',Nr=2) | the key needs No",
        "Books(Shelf='z',No=2)/Pages(1) | Pages holds N.Page, not N.Person",
        "Books(Shelf='z',No=2)/Editor | N.Book contains no 'Editor'",
        "People('%zz') | cannot read the percent-encoding of 'People('%zz')'",
        "/a/b/c | the model has no singleton 'a'",
        "Chief('Boss') | the model has no entity set 'Chief'",
      })
  void aBadReferenceIsNamed(String reference, String reason) {
    book("\"Editor@odata.bind\":\"" + reference + "\"");
    assertEquals("data/Books.json:3: column Editor@odata.bind: " + reason, data.failure());
  }

  @Test
  void manyToManyIsTiedFromEitherSideAndOnce() {
    data.write(
        "People.json", "[{\"Name\":\"Ann\",\"Books@odata.bind\":[\"Books(Shelf='z',No=2)\"]}]");
    book("\"Authors@odata.bind\":[\"People('Ann')\",\"Chief\"]");
    data.load();
    assertEquals(
        List.of(List.of("Ann"), List.of("Boss")),
        data.rows(
            "SELECT p.Name FROM N_Book_Authors a JOIN N_Person p ON p._rid = a._target"
                + " JOIN N_Book b ON b._rid = a._source WHERE b.No = 2 ORDER BY 1"));
  }

  /** What {@code $expand} answers can be a data file. */
  @Test
  void anInlineEntityIsFoundByItsKeyOrAdded() {
    book(
        "\"Editor\":{\"Name\":\"Ann\"},\"Belongs\":{\"Name\":\"New\"},"
            + "\"Authors@odata.count\":2,\"Authors\":[{\"Name\":\"New\"},"
            + "{\"Name\":\"Rilke\",\"@odata.type\":\"#N.Poet\",\"Style\":\"modern\","
            + "\"Books\":[{\"Shelf\":\"new\",\"No\":3}]}],"
            + "\"Poet\":{\"@odata.type\":\"#N.Poet\",\"Name\":\"Rilke\"},"
            + "\"Pages\":[{\"No\":1,\"Painter\":{\"Name\":\"New\"}}]");
    data.load();
    assertEquals(List.of(List.of("Ann")), data.rows(EDITOR));
    assertEquals(
        List.of(
            List.of("Ann", "N.Person"),
            List.of("New", "N.Person"),
            List.of("Rilke", "N.Poet"),
            List.of("a/b'c", "N.Person")),
        data.rows("SELECT Name, _type FROM N_Person WHERE Name NOT IN ('Boss', 'Poe') ORDER BY 1"));
    assertEquals(
        List.of(List.of("2", "New"), List.of("2", "Rilke"), List.of("3", "Rilke")),
        data.rows(
            "SELECT b.No, p.Name FROM N_Book_Authors a JOIN N_Person p ON p._rid = a._target"
                + " JOIN N_Book b ON b._rid = a._source ORDER BY 1, 2"));
    assertEquals(List.of(List.of("New")), data.rows("SELECT Owner FROM N_Book WHERE No = 2"));
    assertEquals(
        List.of(List.of("New")),
        data.rows("SELECT p.Name FROM N_Page g JOIN N_Person p ON p._rid = g.Painter_rid"));
  }

  @Test
  void anInlineEntityWithoutItsSetIsRefused() {
    book("\"Two\":{\"Id\":1}");
    assertEquals(
        "data/Books.json:3: column Two: may belong to TwinsA or TwinsB: give references in"
            + " 'Two@odata.bind'",
        data.failure());
    book("\"Mark\":{\"No\":1}");
    assertEquals("data/Books.json:3: column Mark: no entity set holds N.Page", data.failure());
    book("\"Editor\":{}");
    assertEquals("data/Books.json:3: column Editor/Name: must not be null", data.failure());
    book("\"Editor\":{\"Name\":\"Eve\",\"Age\":1}");
    assertEquals(
        "data/Books.json:3: column Editor/Age: N.Person has no such property", data.failure());
  }

  @Test
  void aCsvFileCanReferToo() {
    data.write("Books.csv", "Shelf,No,Editor@odata.bind", "z,1,People('Ann')", "z,2,");
    data.load();
    assertEquals(List.of(List.of("Ann")), data.rows(EDITOR));
  }

  @Test
  void entitiesFromElsewhereAreLoadedLikeFiles() {
    EntitySource more =
        sink ->
            sink.accept(
                "Books",
                JsonValue.object(
                    java.util.Map.of(
                        "Shelf", JsonValue.string("q"),
                        "No", JsonValue.number("7"),
                        "Editor@odata.bind", JsonValue.string("People('Ann')"))));
    try (var database = data.open()) {
      assertTrue(
          DataLoader.prepare(
                  database,
                  data.edm(),
                  data.storage(),
                  java.util.Optional.of(data.data()),
                  more,
                  dev.edmund.core.Progress.NONE)
              .isPresent());
    }
    assertEquals(List.of(List.of("Ann")), data.rows(EDITOR));
  }
}
