package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a version may be null, an entity without one has no ETag, and all others have theirs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NullableVersionTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Note'>
        <Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Text' Type='Edm.String'/>
        <Property Name='V' Type='Edm.Int64'/>
        <NavigationProperty Name='About' Type='self.Note' Partner='Notes'/>
        <NavigationProperty Name='Notes' Type='Collection(self.Note)' Partner='About'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Notes' EntityType='self.Note'>
          <NavigationPropertyBinding Path='About' Target='Notes'/>
          <NavigationPropertyBinding Path='Notes' Target='Notes'/>
          <Annotation Term='Org.OData.Core.V1.OptimisticConcurrency'>
            <Collection><PropertyPath>V</PropertyPath></Collection></Annotation>
        </EntitySet>
      </EntityContainer>
      """;

  private static final String NOTES =
      """
      [{"ID":1,"Text":"a","V":41},{"ID":2,"Text":"b","About@odata.bind":"Notes(1)"},
       {"ID":3,"Text":"c","V":43,"About@odata.bind":"Notes(2)"}]
      """;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) throws SQLException {
    service = ModelUnderTest.serve(folder, SCHEMA, Map.of("Notes.json", NOTES));
    // The server gives all a version, but others may write to the database.
    try (Connection database = service.database();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("UPDATE \"self_Note\" SET \"V\" = NULL WHERE \"ID\" = 2");
    }
  }

  @AfterAll
  void close() {
    service.close();
  }

  @ParameterizedTest
  @DisplayName("JSON Format, 4.6.2: only what has a version has an ETag")
  @CsvSource(
      delimiter = '|',
      value = {
        "Notes?$select=ID,Text | E41 1 a, 2 b, E43 3 c",
        "Notes?$select=ID | E41 1, 2, E43 3",
        "Notes?$select=ID,V | E41 1 41, 2 null, E43 3 43",
        "Notes?$select=ID&$expand=About($select=ID,Text) | E41 1 null, 2 [E41 1 a], E43 3 [2 b]",
        "Notes?$select=ID&$expand=Notes($select=ID,Text;$top=5) | E41 1 [2 b], 2 [E43 3 c], E43 3"
            + " []",
        "Notes?$select=ID&$expand=Notes($select=ID,Text) | E41 1 [2 b], 2 [E43 3 c], E43 3 []"
      })
  void eTags(String target, String expected) {
    assertEquals(expected, shortened(service.get(target).ok().text()));
  }

  /** Values alone, with an E before the version that an ETag shows. */
  private static String shortened(String text) {
    return text.replaceAll(".*\"value\":\\[\\{|\\}\\]\\}\\s*$", "")
        .replaceAll("\"@odata.etag\":\"W/\\\\\"(\\d+)\\\\\"\"", "E$1")
        .replaceAll("\"\\w+\":", "")
        .replaceAll("\\[\\{", "[")
        .replaceAll("\\}\\]", "]")
        .replaceAll("\\},\\{", "; ")
        .replaceAll("\\{(E?\\d[^}]*)\\}", "[$1]")
        .replaceAll("[\"]", "")
        .replace(",", " ")
        .replace(";", ",");
  }
}
