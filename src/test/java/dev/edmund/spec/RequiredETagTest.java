package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Core.OptimisticConcurrency: who changes an entity says which state of it was seen. */
final class RequiredETagTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Tally'>
        <Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Count' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Marks' Type='Collection(Edm.String)'/>
        <Property Name='Photo' Type='Edm.Stream'/>
        <NavigationProperty Name='Next' Type='self.Tally'/>
        <NavigationProperty Name='All' Type='Collection(self.Tally)'/>
      </EntityType>
      <EntityType Name='Picture' HasStream='true'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Guid' Nullable='false'>
          <Annotation Term='Org.OData.Core.V1.ComputedDefaultValue'/></Property>
      </EntityType>
      <EntityContainer Name='Container'>
        <EntitySet Name='Tallies' EntityType='self.Tally'>
          <Annotation Term='Org.OData.Core.V1.OptimisticConcurrency'><Collection/></Annotation>
        </EntitySet>
        <EntitySet Name='Pictures' EntityType='self.Picture'>
          <Annotation Term='Org.OData.Core.V1.OptimisticConcurrency'><Collection/></Annotation>
        </EntitySet>
      </EntityContainer>
      """;
  private static final String JSON = "Content-Type: application/json";
  private static final int CLIENTS = 8;
  private static final int EACH = 10;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(folder, SCHEMA, Map.of("Tallies.json", "[{\"Id\":1,\"Count\":0}]"));
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  @DisplayName("RFC 6585, 3: a change without a condition is 428, a stale one 412")
  void conditions() {
    String change = "{\"Count\":1}";
    assertTrue(service.send("PATCH", "Tallies(1)", change).error(428).contains("If-Match"));
    service.send("PUT", "Tallies(1)", change).error(428);
    service.send("DELETE", "Tallies(1)", "").error(428);
    service.send("PATCH", "Tallies(1)", change, "If-Match: W/\"7\"").error(412);
    service.send("DELETE", "Tallies(1)", "", "If-Match: W/\"7\"").error(412);
    assertEquals(
        "W/\"2\"",
        service
            .send("PATCH", "Tallies(1)", change, "If-Match: W/\"9\", W/\"1\"")
            .is(204)
            .header("ETag")
            .orElse(""));
    service.send("PATCH", "Tallies(1)", change, "If-Match: *").is(204);
    service.send("DELETE", "Tallies(1)", "", "If-Match: W/\"3\"").is(204);
    service.send("PATCH", "Tallies(1)", change, "If-Match: *").error(412);
    service.send("PUT", "Tallies(1)", change, "If-None-Match: *").is(201);
    service.send("PUT", "Tallies(1)", change, "If-None-Match: *").error(412);
  }

  @ParameterizedTest
  @DisplayName("RFC 6585, 3: so is the change of a property, a stream or a reference alone")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|Tallies(1)/Count|{\"value\":2}",
        "PATCH|Tallies(1)/Count|{\"value\":2}",
        "POST|Tallies(1)/Marks|{\"value\":\"m\"}",
        "PUT|Tallies(1)/Marks|{\"value\":[]}",
        "DELETE|Tallies(1)/Marks|''",
        "PUT|Tallies(1)/Next/$ref|{\"@odata.id\":\"Tallies(1)\"}",
        "DELETE|Tallies(1)/Next/$ref|''",
        "POST|Tallies(1)/All/$ref|{\"@odata.id\":\"Tallies(1)\"}",
        "PUT|Tallies(1)/All/$ref|{\"value\":[]}",
        "DELETE|Tallies(1)/All/$ref|''"
      })
  void parts(String method, String target, String body) {
    service.send(method, target, body, JSON).error(428);
    service.send(method, target, body, JSON, "If-Match: W/\"7\"").error(412);
    service.send(method, target, body, JSON, "If-Match: W/\"1\"").is(204);
    assertEquals("W/\"2\"", service.get("Tallies(1)").header("ETag").orElse(""));
  }

  @Test
  @DisplayName("RFC 6585, 3: a bare value and streams need a condition as well")
  void bytes() {
    String text = "Content-Type: text/plain";
    service.send("PUT", "Tallies(1)/Count/$value", "2", text).error(428);
    service.send("PUT", "Tallies(1)/Count/$value", "2", text, "If-Match: *").is(204);
    service.send("PUT", "Tallies(1)/Photo", "p", text).error(428);
    service.send("PUT", "Tallies(1)/Photo", "p", text, "If-None-Match: *").is(204);
    service.send("DELETE", "Tallies(1)/Photo", "").error(428);
    String id = service.post("Pictures", "p", text).is(201).json().get("Id").asText();
    service.send("PUT", "Pictures(" + id + ")/$value", "q", text).error(428);
    service.send("DELETE", "Pictures(" + id + ")/$value", "").error(428);
    service.send("DELETE", "Pictures(" + id + ")/$value", "", "If-Match: \"x\"").error(412);
    service.send("DELETE", "Pictures(" + id + ")/$value", "", "If-Match: *").is(204);
  }

  @Test
  @DisplayName("Part 1, 8.2.4: eight clients that count in one entity lose nothing")
  void nothingIsLost() throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::countOften);
    }
    clients.shutdown();
    assertTrue(clients.awaitTermination(2, TimeUnit.MINUTES));
    assertEquals(CLIENTS * EACH, service.json("Tallies(1)").get("Count").asInt());
  }

  private void countOften() {
    for (int done = 0; done < EACH; ) {
      Answer seen = service.get("Tallies(1)").ok();
      int count = seen.json().get("Count").asInt();
      Answer answer =
          service.send(
              "PATCH",
              "Tallies(1)",
              "{\"Count\":" + (count + 1) + "}",
              "If-Match: " + seen.header("ETag").orElseThrow());
      done += answer.status() == 204 ? 1 : 0;
    }
  }
}
