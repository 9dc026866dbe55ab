package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes by the conventions of the Dataverse Web API, one by one and in batches. */
final class DataverseChangesTest {
  private static final String NOWHERE = "00000000-0000-0000-0000-0000000000aa";

  private static @Nullable DataverseUnderTest started;

  @BeforeAll
  static void start(@TempDir Path folder) {
    started = DataverseUnderTest.serve(folder);
  }

  @AfterAll
  static void stop() {
    dataverse().close();
  }

  private static DataverseUnderTest dataverse() {
    return Objects.requireNonNull(started);
  }

  private static JsonNode error(Answer answer, int status, String code) {
    JsonNode error = answer.is(status).json().path("error");
    assertEquals(code, error.path("code").asText(), answer::text);
    assertFalse(error.path("message").asText().isEmpty(), answer::text);
    return error;
  }

  private static String message(Answer answer, int status, String code) {
    return error(answer, status, code).path("message").asText();
  }

  @Test
  @DisplayName("create, update and upsert answer 204 with OData-EntityId, or the entity if asked")
  void changes() {
    Answer made = dataverse().post("accounts", "{\"name\":\"Fourth Coffee\"}");
    String id = dataverse().created(made);
    String target = "accounts(" + id + ")";
    assertEquals(dataverse().url(target), made.header("OData-EntityId").orElseThrow());
    assertEquals(0, made.bytes().length);

    Answer whole =
        dataverse()
            .patch(
                target + "?$select=name",
                "{\"name\":\"Fifth Coffee\"}",
                "If-Match: *",
                "Prefer: return=representation")
            .ok();
    assertEquals("return=representation", whole.header("Preference-Applied").orElseThrow());
    assertEquals(id, whole.json().path("accountid").asText());
    assertEquals("Fifth Coffee", whole.json().path("name").asText());
    Answer shown =
        dataverse()
            .post("accounts", "{\"name\":\"Sixth Coffee\"}", "Prefer: return=representation")
            .is(201);
    assertEquals("Sixth Coffee", shown.json().path("name").asText());

    String fresh = "accounts(5f0d9f04-9c4a-4a1d-8e7e-0000000000f1)";
    Answer upserted = dataverse().patch(fresh, "{\"name\":\"Seventh Coffee\"}").is(204);
    assertEquals(dataverse().url(fresh), upserted.header("OData-EntityId").orElseThrow());
    assertEquals("Seventh Coffee", dataverse().json(fresh).path("name").asText());
    Answer updated = dataverse().patch(fresh, "{\"name\":\"Eighth Coffee\"}").is(204);
    assertEquals(dataverse().url(fresh), updated.header("OData-EntityId").orElseThrow());
  }

  @Test
  @DisplayName("the two failures of conditions, in the words of Dataverse")
  void conditions() {
    String id = dataverse().created(dataverse().post("accounts", "{\"name\":\"Once\"}"));
    String target = "accounts(" + id + ")";
    Answer read = dataverse().get(target).ok();
    String etag = read.json().path("@odata.etag").asText();
    assertTrue(etag.matches("W/\"\\d+\""), etag);
    assertEquals(
        "W/\"" + read.json().path("versionnumber").asText() + "\"", etag, "the version is shown");
    dataverse().get(target, "If-None-Match: " + etag).is(304);
    dataverse().get(target, "If-None-Match: null").ok();

    dataverse().patch(target, "{\"name\":\"Twice\"}", "If-Match: " + etag).is(204);
    assertEquals(
        "The version of the existing record doesn't match the RowVersion property provided.",
        message(
            dataverse().patch(target, "{\"name\":\"Thrice\"}", "If-Match: " + etag),
            412,
            "0x80060882"));
    assertEquals(
        "A record with matching key values already exists.",
        message(
            dataverse().patch(target, "{\"name\":\"Thrice\"}", "If-None-Match: *"),
            412,
            "0x80040237"));
    assertEquals(
        "A record with matching key values already exists.",
        message(
            dataverse().post("accounts", "{\"accountid\":\"" + id + "\",\"name\":\"Thrice\"}"),
            412,
            "0x80040237"));
    assertEquals("Twice", dataverse().json(target).path("name").asText());
    dataverse().patch(target, "{\"name\":\"Null\"}", "If-None-Match: null").is(204);
  }

  @Test
  @DisplayName("the key comes with every row, also of what is expanded")
  void keys() {
    JsonNode page =
        dataverse().json("connections?$select=name&$expand=record1roleid($select=name)&$top=3");
    for (JsonNode row : items(page)) {
      assertTrue(row.hasNonNull("connectionid"), row::toString);
      assertFalse(row.has("@odata.id"), row::toString);
      assertFalse(row.has("statecode"), row::toString);
      JsonNode role = row.get("record1roleid");
      assertTrue(role.isNull() || role.hasNonNull("connectionroleid"), row::toString);
    }
    assertEquals(
        dataverse().url("$metadata#connections(name,record1roleid(name))"),
        page.path("@odata.context").asText());
  }

  @ParameterizedTest
  @DisplayName("@odata.bind is relative to the root of the service, with a slash and without")
  @ValueSource(strings = {"/accounts", "accounts", "/api/data/v9.2/accounts", "ROOTaccounts"})
  void bind(String set) {
    String account = dataverse().created(dataverse().post("accounts", "{\"name\":\"Bound\"}"));
    String id = set.replace("ROOT", dataverse().url("")) + "(" + account + ")";
    String contact =
        dataverse()
            .created(
                dataverse()
                    .post(
                        "contacts",
                        "{\"lastname\":\"B\",\"parentcustomerid_account@odata.bind\":\""
                            + id
                            + "\"}"));
    JsonNode read = dataverse().json("contacts(" + contact + ")");
    assertEquals(account, read.path("_parentcustomerid_value").asText());
  }

  @Test
  @DisplayName("CreateMultiple, UpdateMultiple and UpsertMultiple change all or nothing")
  void multiple() {
    String action = "/Microsoft.Dynamics.CRM.";
    JsonNode made =
        dataverse()
            .post(
                "accounts" + action + "CreateMultiple",
                "{\"Targets\":["
                    + "{\"@odata.type\":\"Microsoft.Dynamics.CRM.account\",\"name\":\"M1\"},"
                    + "{\"name\":\"M2\"}]}")
            .ok()
            .json();
    List<String> ids = new ArrayList<>();
    made.path("Ids").forEach(id -> ids.add(id.asText()));
    assertEquals(2, ids.size());
    assertEquals("M1", name(ids.get(0)));
    assertEquals("M2", name(ids.get(1)));

    String first = "{\"accountid\":\"" + ids.get(0) + "\",\"name\":\"N1\"}";
    String second = "{\"@odata.id\":\"accounts(" + ids.get(1) + ")\",\"name\":\"N2\"}";
    dataverse()
        .post(
            "accounts" + action + "UpdateMultiple", "{\"Targets\":[" + first + "," + second + "]}")
        .is(204);
    assertEquals("N1", name(ids.get(0)));
    assertEquals("N2", name(ids.get(1)));

    String nobody = "{\"accountid\":\"" + NOWHERE + "\",\"name\":\"O\"}";
    error(
        dataverse()
            .post(
                "accounts" + action + "UpdateMultiple",
                "{\"Targets\":[" + first.replace("N1", "O1") + "," + nobody + "]}"),
        404,
        "0x80040217");
    assertEquals("N1", name(ids.get(0)));

    dataverse()
        .post(
            "accounts" + action + "UpsertMultiple",
            "{\"Targets\":[" + first.replace("N1", "P1") + "," + nobody + "]}")
        .is(204);
    assertEquals("P1", name(ids.get(0)));
    assertEquals("O", name(NOWHERE));
    dataverse().send("DELETE", "accounts(" + NOWHERE + ")", "").is(204);

    error(dataverse().post("accounts" + action + "CreateMultiple", "{}"), 400, "0x80048d19");
    error(
        dataverse()
            .post(
                "accounts" + action + "CreateMultiple",
                "{\"Targets\":[{\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\"}]}"),
        400,
        "0x80048d19");
  }

  private static String name(String id) {
    return dataverse().json("accounts(" + id + ")").path("name").asText();
  }

  @Test
  @DisplayName("a batch has the conventions of its mount in each of its answers")
  void batch() {
    String body =
        String.join(
            "\r\n",
            "",
            "--b",
            "Content-Type: multipart/mixed;boundary=c",
            "",
            "--c",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "Content-ID: 1",
            "",
            "POST " + dataverse().url("accounts") + " HTTP/1.1",
            "Content-Type: application/json",
            "",
            "{\"name\":\"In a batch\"}",
            "--c",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "Content-ID: 2",
            "",
            "POST " + dataverse().url("contacts") + " HTTP/1.1",
            "Content-Type: application/json",
            "",
            "{\"lastname\":\"B\",\"parentcustomerid_account@odata.bind\":\"$1\"}",
            "--c--",
            "--b",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "",
            "GET " + dataverse().url("accounts(" + NOWHERE + ")") + " HTTP/1.1",
            "",
            "",
            "--b--",
            "");
    Answer answer =
        dataverse().post("$batch", body, "Content-Type: multipart/mixed;boundary=b").ok();
    String text = answer.text();
    assertTrue(text.startsWith("--batchresponse_"), text);
    assertTrue(text.contains("--changesetresponse_"), text);
    assertEquals(2, text.split("OData-EntityId", -1).length - 1, text);
    assertTrue(text.contains("\"0x80040217\""), text);
  }
}
