package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests of a change set see of each other (Part 1, 11.7.7.2; JSON Format, 19.4). */
final class BatchGroupsTest {
  private static final String GROUP = "'atomicityGroup':'g',";
  private static final String CHEAP =
      "{'id':'%s',%s'method':'patch','url':'Products(1)','headers':{'If-Match':'*'},"
          + "'body':{'Price':%s}}";

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

  private JsonNode json(String... requests) {
    String body = "{\"requests\":[" + String.join(",", requests).replace('\'', '"') + "]}";
    return service
        .post("$batch", body, "Content-Type: application/json")
        .ok()
        .json()
        .get("responses");
  }

  private static String get(String id, String url) {
    return "{'id':'" + id + "'," + GROUP + "'method':'get','url':'" + url + "'}";
  }

  private static String post(String id, String url, String body) {
    return "{'id':'%s',%s'method':'post','url':'%s','body':%s}".formatted(id, GROUP, url, body);
  }

  private static String statuses(JsonNode responses) {
    List<String> statuses = new ArrayList<>();
    responses.forEach(r -> statuses.add(r.get("status").asText()));
    return String.join(" ", statuses);
  }

  private double price() {
    return service.json("Products(1)").get("Price").asDouble();
  }

  @Test
  @DisplayName("19.4: a GET in a group sees the changes before it and none behind it")
  void readsSeeTheGroup() {
    JsonNode responses =
        json(
            get("1", "Products(1)/Price"),
            CHEAP.formatted("2", GROUP, "7"),
            get("3", "Products(1)/Price"),
            get("4", "Products/$count?$filter=Price lt 10"),
            get("5", "Products?$filter=Price lt 10&$expand=Category&$count=true"),
            get("6", "Products(1)?$select=Price&$expand=Category"),
            get("7", "Products/Shop.AveragePrice()"),
            get("8", "Products(1)/Price/$value"),
            CHEAP.formatted("9", GROUP, "8"));
    assertEquals("200 204 200 200 200 200 200 200 204", statuses(responses));
    assertEquals(1000, responses.at("/0/body/value").asDouble());
    assertEquals(7, responses.at("/2/body/value").asDouble());
    assertEquals("1", responses.at("/3/body").asText());
    assertEquals(1, responses.at("/4/body/@odata.count").asInt());
    assertEquals("E", responses.at("/4/body/value/0/Category/ID").asText());
    assertEquals(7, responses.at("/5/body/Price").asDouble());
    assertEquals(138.125, responses.at("/6/body/value").asDouble());
    assertEquals(7, Double.parseDouble(responses.at("/7/body").asText()));
    assertEquals(8, price());
  }

  @Test
  @DisplayName("19.4: what a group has read was never there when the group fails")
  void readsOfAGroupThatFails() {
    JsonNode responses =
        json(
            CHEAP.formatted("1", GROUP, "7"),
            get("2", "Products(1)/Price"),
            get("3", "Products(77)"),
            "{'id':'4','method':'get','url':'Products(1)/Price'}");
    assertEquals("424 424 404 200", statuses(responses));
    assertEquals(1000, responses.at("/3/body/value").asDouble());
  }

  @Test
  @DisplayName("11.7.7.2: actions with results of every kind in a group")
  void actionsWithResults() {
    JsonNode responses =
        json(
            CHEAP.formatted("1", GROUP, "100"),
            post("2", "Products(1)/Discount", "{'percentage':10}"),
            post("3", "Products(1)/Discount?$select=Price&$expand=Category", "{'percentage':50}"),
            post("4", "Products(1)/Quote", "{'percentage':0}"),
            post("5", "Products/$filter(Price lt 100)/Mark", "{}"),
            post("6", "ListIds", "{'ids':[3,1,7]}"),
            post("7", "Reset", "{}"));
    assertEquals("204 200 200 200 200 200 200", statuses(responses));
    assertEquals(90, responses.at("/1/body/Price").asDouble());
    assertTrue(responses.at("/1/headers/etag").asText().startsWith("W/"), responses.toString());
    assertEquals("E", responses.at("/2/body/Category/ID").asText());
    assertEquals(45, responses.at("/3/body/value").asDouble());
    assertEquals(3, responses.at("/4/body/value").size());
    assertEquals("Discontinued", responses.at("/4/body/value/0/Status").asText());
    assertEquals("[1,3]", responses.at("/5/body/value").toString());
    assertEquals("done", responses.at("/6/body/Message").asText());
    assertEquals(45, price());
    assertEquals("None", service.json("Products(1)").get("Status").asText());
  }

  @Test
  @DisplayName("11.7.7.2: an action with a result is undone with its group")
  void actionsAreUndone() {
    JsonNode responses =
        json(
            post("1", "Products(1)/Discount", "{'percentage':10}"),
            post("2", "Rename", "{'id':3,'name':null}"));
    assertEquals("424 400", statuses(responses));
    assertEquals(1000, price());
  }

  private Answer multipart(String accept, String... requests) {
    StringBuilder body =
        new StringBuilder("--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n");
    for (String request : requests) {
      body.append("--c\r\nContent-Type: application/http\r\n\r\n").append(request).append("\r\n");
    }
    body.append("--c--\r\n--b--\r\n");
    return service.post(
        "$batch",
        body.toString(),
        "Content-Type: multipart/mixed;boundary=b",
        "OData-MaxVersion: 4.01",
        "Accept: " + accept);
  }

  private static String change(int id, String price) {
    return "PATCH Products("
        + id
        + ") HTTP/1.1\r\nContent-Type: application/json\r\nIf-Match: *\r\n\r\n{\"Price\":"
        + price
        + "}";
  }

  @Test
  @DisplayName("11.7.7.1: clients leave the Content-ID of a change set's requests out")
  void withoutContentId() {
    List<BatchAnswer> answers =
        BatchAnswer.of(
                multipart(
                    "multipart/mixed",
                    change(1, "1"),
                    change(2, "2"),
                    "GET Products(1)/Price/$value HTTP/1.1\r\n\r\n"))
            .get(0)
            .changeSet();
    assertEquals(List.of(204, 204, 200), answers.stream().map(BatchAnswer::status).toList());
    assertEquals(1, Double.parseDouble(answers.get(2).body()));
    assertEquals(true, answers.get(0).outer("Content-ID").isEmpty());
  }

  @Test
  @DisplayName("11.7.7.5: the one that fails is answered where none has a Content-ID")
  void failureWithoutContentId() {
    List<BatchAnswer> answers =
        BatchAnswer.of(multipart("multipart/mixed", change(1, "1"), change(77, "\"x\"")));
    assertEquals(List.of(400), answers.stream().map(BatchAnswer::status).toList());
    JsonNode responses =
        multipart("application/json", change(1, "1"), change(2, "\"x\"")).ok().json();
    assertEquals("424 400", statuses(responses.get("responses")));
    assertTrue(responses.at("/responses/0/body/error/message").asText().contains("request 2"));
    assertEquals(1000, price());
  }
}
