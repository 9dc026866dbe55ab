package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Edmund.V1.VersionSequence}: versions of all entities come from one sequence. */
final class VersionSequenceTest {
  private static final String SCHEMA =
      """
      <EntityType Name="Book"><Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Title" Type="Edm.String"/>
        <Property Name="Version" Type="Edm.Int64">
          <Annotation Term="Org.OData.Core.V1.Computed"/></Property>
      </EntityType>
      <EntityType Name="Shelf"><Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Title" Type="Edm.String"/>
        <Property Name="Row" Type="Edm.Int64">
          <Annotation Term="Org.OData.Core.V1.Computed"/></Property>
        <Property Name="Small" Type="Edm.Int32"/>
        <NavigationProperty Name="Books" Type="Collection(self.Book)"/>
      </EntityType>
      <EntityType Name="Stamp"><Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Small" Type="Edm.Int32">
          <Annotation Term="Org.OData.Core.V1.Computed"/></Property>
      </EntityType>
      <EntityContainer Name="C">
        <EntitySet Name="Books" EntityType="self.Book">
          <Annotation Term="Edmund.V1.Version" PropertyPath="Version"/></EntitySet>
        <EntitySet Name="Shelves" EntityType="self.Shelf">
          <NavigationPropertyBinding Path="Books" Target="Books"/>
          <Annotation Term="Edmund.V1.Version" PropertyPath="Row"/></EntitySet>
        <EntitySet Name="Stamps" EntityType="self.Stamp">
          <Annotation Term="Edmund.V1.Version" PropertyPath="Small"/></EntitySet>
        %s
      </EntityContainer>
      """;
  private static final String TAG = "<Annotation Term=\"Edmund.V1.VersionSequence\"/>";
  private static final Map<String, String> DATA =
      Map.of("Books.csv", "Id,Title,Version\n1,Old,41\n2,Without,\n");

  private static Answer send(ModelUnderTest service, String method, String target, String body) {
    return service.send(
        method, target, body, "Content-Type: application/json", "Prefer: return=representation");
  }

  private static long version(Answer answer) {
    String etag = answer.header("ETag").orElseThrow();
    return Long.parseLong(etag.substring(3, etag.length() - 1));
  }

  @Test
  @DisplayName("Each change has a higher number than all before, whatever it is of")
  void oneSequence(@TempDir Path folder) {
    try (ModelUnderTest service = ModelUnderTest.serve(folder, SCHEMA.formatted(TAG), DATA)) {
      assertEquals(41, service.json("Books(1)").get("Version").asLong());
      assertEquals(42, version(send(service, "POST", "Shelves", "{\"Id\":1}").is(201)));
      assertEquals(43, version(send(service, "PATCH", "Books(2)", "{\"Title\":\"b\"}").is(200)));
      assertEquals(44, version(send(service, "PATCH", "Shelves(1)", "{\"Title\":\"s\"}").is(200)));
      // Other types of versions count each entity alone.
      assertEquals(1, version(send(service, "POST", "Stamps", "{\"Id\":1}").is(201)));

      send(service, "POST", "Shelves", "{\"Id\":1}").is(409);
      JsonNode deep =
          send(
                  service,
                  "POST",
                  "Shelves?$expand=Books",
                  "{\"Id\":2,\"Books\":[{\"Id\":3},{\"Id\":4},{\"Id\":5},{\"Id\":6},{\"Id\":7}]}")
              .is(201)
              .json();
      List<Long> numbers = new ArrayList<>();
      numbers.add(deep.get("Row").asLong());
      deep.get("Books").forEach(book -> numbers.add(book.get("Version").asLong()));
      assertEquals(numbers.size(), new HashSet<>(numbers).size());
      assertTrue(numbers.stream().allMatch(number -> number > 44), numbers::toString);
      long later = version(send(service, "PATCH", "Books(1)", "{\"Title\":\"c\"}").is(200));
      assertTrue(numbers.stream().allMatch(number -> number < later), numbers::toString);
    }
  }

  @Test
  @DisplayName("The sequence goes on after a new start, and in a database that was without")
  void goesOn(@TempDir Path folder, @TempDir Path second, @TempDir Path third) {
    String database = TestDatabase.in(folder);
    long last;
    try (ModelUnderTest service = ModelUnderTest.serveAt(database, folder, SCHEMA.formatted(""))) {
      assertEquals(1, version(send(service, "POST", "Books", "{\"Id\":9}").is(201)));
      last = version(send(service, "PATCH", "Books(9)", "{\"Title\":\"a\"}").is(200));
      assertEquals(2, last);
    }
    try (ModelUnderTest service = ModelUnderTest.serveAt(database, second, SCHEMA.formatted(TAG))) {
      assertEquals(3, version(send(service, "POST", "Shelves", "{\"Id\":9}").is(201)));
    }
    try (ModelUnderTest service = ModelUnderTest.serveAt(database, third, SCHEMA.formatted(TAG))) {
      assertEquals(4, version(send(service, "PATCH", "Books(9)", "{\"Title\":\"z\"}").is(200)));
    }
  }
}
