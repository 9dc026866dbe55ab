package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions that the model has SQL for (Part 1, 11.5.5). */
final class ActionsTest {
  private static final String JSON = "Content-Type: application/json";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = OperationModel.serve(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private double price(int id) {
    return service.json("Products(" + id + ")").get("Price").asDouble();
  }

  @Test
  void anEntityIsAnsweredAsItIsAfterwards() {
    Answer answer = service.post("Products(1)/Discount", "{\"percentage\": 10}", JSON).ok();
    assertEquals("W/\"2\"", answer.header("ETag").orElse(""));
    assertEquals(900, answer.json().get("Price").asDouble());
    assertTrue(answer.json().get("@odata.context").asText().endsWith("#Products/$entity"));
    assertEquals(900, price(1));
    JsonNode expanded =
        service
            .post("Products(1)/Discount?$select=Price&$expand=Category", "{\"percentage\":0}", JSON)
            .ok()
            .json();
    assertEquals("E", expanded.at("/Category/ID").asText());
  }

  /** 11.5.5.2: a condition is about the entity that the action is bound to. */
  @Test
  void conditionsAreAboutTheEntityBefore() {
    String ten = "{\"percentage\":10}";
    service.post("Products(1)/Discount", ten, JSON, "If-Match: W/\"7\"").error(412);
    service.post("Products(1)/Discount", ten, JSON, "If-None-Match: W/\"1\"").error(412);
    assertEquals(1000, price(1));
    service.post("Products(1)/Discount", ten, JSON, "If-Match: W/\"1\"").ok();
    assertEquals(900, price(1));
  }

  @Test
  void parametersAreChecked() {
    assertTrue(service.post("Products(1)/Discount", "{}", JSON).error(400).contains("percentage"));
    assertTrue(service.post("Products(1)/Discount", "").error(400).contains("percentage"));
    assertTrue(
        service
            .post("Products(1)/Discount", "{\"percentage\":\"x\"}", JSON)
            .error(400)
            .contains("percentage"));
    assertTrue(
        service
            .post("Products(1)/Discount", "{\"percentage\":null}", JSON)
            .error(400)
            .contains("percentage"));
    assertTrue(
        service
            .post("Products(1)/Discount", "{\"percentage\":1,\"foo\":2}", JSON)
            .error(400)
            .contains("foo"));
    assertTrue(
        service.post("Process", "{\"minPrice\":100}", JSON).error(400).contains("percentage"));
    service.post("Products(1)/Discount", "[1]", JSON).error(400);
    service.post("Products(1)/Discount", "{\"percentage\":10", JSON).error(400);
    service.post("Products(1)/Discount", "<a/>", "Content-Type: text/xml").error(415);
    assertEquals(1000, price(1));
  }

  @Test
  void whatIsBoundToMustBeThere() {
    service.post("Products(99)/Discount", "{\"percentage\":1}", JSON).error(404);
    service.post("Products(99)/Increase", "").error(404);
  }

  /** 11.5.5.1: without a return type there is no content; optional parameters are left out. */
  @Test
  void nothingIsNoContent() {
    assertEquals(
        "", service.post("Products(1)/Shop.Increase", "{\"amount\":10}", JSON).is(204).text());
    assertEquals(1010, price(1));
    service.post("Products(1)/Increase", "").is(204);
    assertEquals(1011, price(1));
    service.post("Process", "{\"percentage\":50,\"minPrice\":100}", JSON).is(204);
    assertEquals(List.of(505.5, 30.0), List.of(price(1), price(2)));
    service.post("Process", "{\"percentage\":50,\"@odata.context\":\"x\"}", JSON).is(204);
    assertEquals(15, price(2));
    service.post("Nothing()", "").is(204);
  }

  @Test
  void valuesAreAnswered() {
    assertEquals(
        900,
        service
            .post("Products(1)/Quote", "{\"percentage\":10}", JSON)
            .ok()
            .json()
            .get("value")
            .asDouble());
    assertEquals(1000, price(1));
    JsonNode reset = service.post("Reset", "").ok().json();
    assertEquals("done", reset.get("Message").asText());
    assertEquals(4, reset.get("UpdatedCount").asInt());
    assertEquals(
        "[1,3]",
        service.post("ListIds", "{\"ids\":[3,1,7]}", JSON).ok().json().get("value").toString());
    assertEquals(
        "[]", service.post("ListIds", "{\"ids\":[]}", JSON).ok().json().get("value").toString());
    assertEquals(
        "[3]",
        service
            .post("ListIds?$filter=$it gt 1&$count=true", "{\"ids\":[3,1]}", JSON)
            .ok()
            .json()
            .get("value")
            .toString());
  }

  /** All statements of an action on a collection are about the same entities. */
  @Test
  void aCollectionIsBoundToOnce() {
    JsonNode marked =
        service
            .post("Products/$filter(Status ne Shop.Status'Discontinued' and Price gt 20)/Mark", "")
            .ok()
            .json();
    assertEquals(
        List.of("O'Neil", "Mouse", "Laptop"),
        EdmundUnderTest.items(marked).stream().map(p -> p.get("Name").asText()).toList());
    assertEquals("Discontinued", marked.at("/value/0/Status").asText());
    assertTrue(marked.at("/value/0/Changed").asText().matches("2\\d{3}-.*Z"), marked.toString());
    assertEquals("None", service.json("Products(3)").get("Status").asText());
  }

  /** 11.5.5: one transaction, all of it or nothing. */
  @Test
  void aFailureUndoesAllStatements() {
    assertEquals(
        "Cup",
        service
            .post("Rename", "{\"id\":3,\"name\":\"Cup\"}", JSON)
            .ok()
            .json()
            .get("value")
            .asText());
    assertEquals(16.5, price(3));
    service.post("Rename", "{\"id\":3,\"name\":null}", JSON).error(400);
    assertEquals(16.5, price(3));
    assertEquals("Cup", service.json("Products(3)").get("Name").asText());
  }

  @Test
  void anActionIsPosted() {
    Answer answer = service.get("Reset");
    answer.error(405);
    assertEquals("POST, OPTIONS", answer.header("Allow").orElse(""));
  }

  @Test
  void whatHasNoSqlIsNamed() {
    assertTrue(service.post("Undone", "").error(501).contains("Shop.Undone"));
  }

  /** 401-MIN-9; 11.5.5.1: without parameters, a body may be empty or left out. */
  @Test
  void aBodyWithoutParametersMayBeLeftOut() {
    service.post("Nothing", "").is(204);
    service.post("Nothing", "", "Content-Type: application/json").is(204);
    service.post("Nothing", "{}", "Content-Type: application/json").is(204);
    assertTrue(service.post("Process", "").error(400).contains("percentage"));
  }

  /** 401-MIN-9: bound operations of the default namespace without it, and qualified. */
  @Test
  void unqualifiedAndQualifiedNamesAreOne() {
    String json = "Content-Type: application/json";
    String body = "{\"percentage\":10}";
    assertEquals(
        service.post("Products(1)/Shop.Quote", body, json).ok().text(),
        service.post("Products(1)/Quote", body, json).ok().text());
  }
}
