package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.BothStrategies;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More is nested in a few rows than is kept at once: the rest is asked for when it is wanted. */
final class LargeBatchTest {
  private static final int PARENTS = 10;
  private static final int KIDS = 3;
  private static final int LENGTH = 250_000;

  private static final String SCHEMA =
      """
      <EntityType Name='Parent'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Kids' Type='Collection(self.Kid)' Partner='Parent'/>
      </EntityType>
      <EntityType Name='Kid'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Text' Type='Edm.String'/>
        <Property Name='Of' Type='Edm.Int32'/>
        <NavigationProperty Name='Parent' Type='self.Parent' Partner='Kids'>
          <ReferentialConstraint Property='Of' ReferencedProperty='Id'/></NavigationProperty>
      </EntityType>
      <EntityContainer Name='C'><EntitySet Name='Parents' EntityType='self.Parent'/>
        <EntitySet Name='Kids' EntityType='self.Kid'/></EntityContainer>
      """;

  @Test
  void nothingIsLost(@TempDir Path folder) {
    StringJoiner parents = new StringJoiner(",", "[", "]");
    StringJoiner kids = new StringJoiner(",", "[", "]");
    for (int i = 0; i < PARENTS; i++) {
      parents.add("{\"Id\":" + i + "}");
      // Some have none, between others that have much.
      for (int k = 0; k < KIDS && i % 4 != 2; k++) {
        String text = String.valueOf((char) ('a' + k)).repeat(LENGTH);
        kids.add("{\"Id\":%d,\"Of\":%d,\"Text\":\"%s\"}".formatted(i * KIDS + k, i, text));
      }
    }
    BothStrategies service =
        BothStrategies.of(
            folder,
            SCHEMA,
            Map.of("Parents.json", parents.toString(), "Kids.json", kids.toString()));
    for (String order : new String[] {"Id", "Id desc", "Id mod 3,Id"}) {
      JsonNode page =
          service.json("Parents?$orderby=" + order + "&$expand=Kids($orderby=Text desc)");
      for (JsonNode parent : page.get("value")) {
        int expected = parent.get("Id").asInt() % 4 == 2 ? 0 : KIDS;
        assertEquals(expected, parent.get("Kids").size());
      }
    }
    service.close();
  }
}
