package dev.edmund.spec;

import static dev.edmund.spec.DataverseUnderTest.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Dataverse does with connections beside what it is told. */
final class ConnectionRulesTest {
  private static final String ACCOUNT = "accounts(f51e83bf-af2a-53e0-9acb-1f64ebd4f0f9)";
  private static final String OTHER = "accounts(172db5bf-631f-5a31-b468-643aa7367251)";
  private static final String CONTACT = "contacts(668ba716-f4a2-5c26-b911-4c564a7cb8ed)";
  private static final String SECOND = "contacts(6e71f770-e2fc-52be-ae38-490cad7400ec)";
  private static final String TASK = "tasks(ca60eb86-dabb-5eaa-86c6-97e918c74e61)";
  private static final String EMPLOYER = "connectionroles(700fa936-af26-5fbb-949e-edfcb2366f42)";
  private static final String EMPLOYEE = "connectionroles(e419262e-c723-550c-806e-52107703274a)";
  private static final String PARTNER = "connectionroles(ee704a5f-9921-5d6c-9d79-70f7621f0eaa)";
  private static final String PARENT = "connectionroles(ac6a6e31-10a4-527e-b17e-1b0216abf223)";
  private static final String CHILD = "connectionroles(7d4f8488-5ccd-5791-b2a0-ee0f6a829a92)";
  private static final AtomicInteger NEXT = new AtomicInteger();

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

  /** A connection between an account and a contact; its target. */
  private static String connect(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "record1id_account";
    all[1] = ACCOUNT;
    all[2] = "record2id_contact";
    all[3] = CONTACT;
    System.arraycopy(more, 0, all, 4, more.length);
    return "connections(" + dataverse().created(dataverse().post("connections", body(all))) + ")";
  }

  private static JsonNode row(String target) {
    return dataverse().json(target);
  }

  private static String mirror(String target) {
    return "connections(" + row(target).get("_relatedconnectionid_value").asText() + ")";
  }

  private static void refused(Answer answer, int status, String code, String words) {
    JsonNode error = answer.is(status).json().path("error");
    assertEquals(code, error.path("code").asText(), answer::text);
    assertTrue(error.path("message").asText().contains(words), answer::text);
  }

  private static int count(String filter) {
    return dataverse()
        .json("connections?$select=connectionid&$filter=" + filter)
        .get("value")
        .size();
  }

  @Test
  @DisplayName("A connection that is created is there twice, seen from either end")
  void twoRows() {
    String made =
        connect(
            "description", "\"Works there\"", "record1roleid", EMPLOYER, "record2roleid", EMPLOYEE);
    JsonNode original = row(made);
    JsonNode mirror = row(mirror(made));

    assertTrue(original.get("ismaster").asBoolean());
    assertFalse(mirror.get("ismaster").asBoolean());
    assertEquals(original.get("connectionid"), mirror.get("_relatedconnectionid_value"));
    assertEquals("Cem Zimmermann", original.get("name").asText());
    assertEquals("Northwind Nordics", mirror.get("name").asText());
    for (String pair : new String[] {"id_value", "roleid_value"}) {
      assertEquals(original.get("_record1" + pair), mirror.get("_record2" + pair));
      assertEquals(original.get("_record2" + pair), mirror.get("_record1" + pair));
    }
    assertEquals(1, original.get("record1objecttypecode").asInt());
    assertEquals(2, original.get("record2objecttypecode").asInt());
    assertEquals(2, mirror.get("record1objecttypecode").asInt());
    assertEquals(1, mirror.get("record2objecttypecode").asInt());
    assertEquals("Works there", mirror.get("description").asText());
    assertEquals(original.get("createdon"), mirror.get("createdon"));
    JsonNode expanded =
        dataverse()
            .json(
                mirror(made)
                    + "?$expand=record1id_contact($select=fullname),record2id_account($select=name)");
    assertEquals("Cem Zimmermann", expanded.at("/record1id_contact/fullname").asText());
    assertEquals("Northwind Nordics", expanded.at("/record2id_account/name").asText());
  }

  @Test
  @DisplayName("State and status are those of an active connection at first")
  void firstState() {
    JsonNode made = row(connect());
    assertEquals(0, made.get("statecode").asInt());
    assertEquals(1, made.get("statuscode").asInt());
    JsonNode closed = row(connect("statuscode", "2"));
    assertEquals(1, closed.get("statecode").asInt());
  }

  @Test
  @DisplayName("Changes of either row follow on the other one")
  void follow() {
    String made = connect();
    String other = mirror(made);
    dataverse()
        .patch(
            made,
            body(
                "description",
                "\"a\"",
                "effectivestart",
                "\"2024-02-29T00:00:00Z\"",
                "record2roleid",
                PARTNER))
        .is(204);
    assertEquals("a", row(other).get("description").asText());
    assertEquals("2024-02-29T00:00:00Z", row(other).get("effectivestart").asText());
    assertEquals(row(made).get("_record2roleid_value"), row(other).get("_record1roleid_value"));

    String before = row(made).get("@odata.etag").asText();
    dataverse().patch(other, body("description", "\"b\"", "record2id_account", OTHER)).is(204);
    JsonNode original = row(made);
    assertEquals("b", original.get("description").asText());
    assertEquals("172db5bf-631f-5a31-b468-643aa7367251", original.get("_record1id_value").asText());
    assertEquals("The Phone Company", row(other).get("name").asText());
    assertNotEquals(before, original.get("@odata.etag").asText());
    assertTrue(original.get("ismaster").asBoolean());
  }

  @Test
  @DisplayName("References that are changed alone follow too")
  void references() {
    String made = connect();
    String other = mirror(made);
    dataverse()
        .send(
            "PUT",
            made + "/record2id_task/$ref",
            "{\"@odata.id\":\"" + dataverse().url(TASK) + "\"}")
        .is(204);
    assertEquals(4212, row(made).get("record2objecttypecode").asInt());
    assertEquals("Clean up duplicates", row(made).get("name").asText());
    assertEquals(4212, row(other).get("record1objecttypecode").asInt());
    assertEquals(
        "Clean up duplicates",
        dataverse().json(other + "?$expand=record1id_task").at("/record1id_task/subject").asText());
    // From the other end of the relationship.
    dataverse()
        .send(
            "POST",
            OTHER + "/account_connections1/$ref",
            "{\"@odata.id\":\"" + dataverse().url(made) + "\"}")
        .is(204);
    assertEquals("The Phone Company", row(other).get("name").asText());
    refused(
        dataverse().send("DELETE", made + "/record2id_task/$ref", ""),
        400,
        "0x80048218",
        "both sides");
  }

  @Test
  @DisplayName("Both sides need a record or a role, and one side a record")
  void sides() {
    refused(
        dataverse().post("connections", body("record1id_account", ACCOUNT)),
        400,
        "0x80048218",
        "both sides");
    refused(
        dataverse().post("connections", body("record1roleid", PARTNER, "record2roleid", PARTNER)),
        400,
        "0x80048212",
        "missing");
    String half =
        "connections("
            + dataverse()
                .created(
                    dataverse()
                        .post(
                            "connections",
                            body("record1id_account", ACCOUNT, "record2roleid", PARTNER)))
            + ")";
    assertEquals("Partner", row(half).get("name").asText());
    assertTrue(row(half).get("record2objecttypecode").isNull());
    assertEquals("Northwind Nordics", row(mirror(half)).get("name").asText());
  }

  @Test
  @DisplayName("A record is not connected to itself")
  void self() {
    int before = count("record1id_account/name eq 'Northwind Nordics'");
    refused(
        dataverse()
            .post("connections", body("record1id_account", ACCOUNT, "record2id_account", ACCOUNT)),
        400,
        "0x80048217",
        "itself");
    assertEquals(before, count("record1id_account/name eq 'Northwind Nordics'"));
  }

  @Test
  @DisplayName("Roles fit each other")
  void roles() {
    refused(
        dataverse()
            .post(
                "connections",
                body(
                    "record1id_account", ACCOUNT,
                    "record2id_contact", CONTACT,
                    "record1roleid", EMPLOYER,
                    "record2roleid", PARTNER)),
        400,
        "0x80048216",
        "not related");
    // Either way round, and after they were related.
    connect("record1roleid", EMPLOYEE, "record2roleid", EMPLOYER);
    String made = connect("record1roleid", EMPLOYER);
    refused(
        dataverse().patch(made, body("record2roleid", PARTNER)), 400, "0x80048216", "not related");
    dataverse()
        .send(
            "POST",
            PARTNER + "/connectionroleassociation_association_referenced/$ref",
            "{\"@odata.id\":\"" + dataverse().url(EMPLOYER) + "\"}")
        .is(204);
    dataverse().patch(made, body("record2roleid", PARTNER)).is(204);
    dataverse().send("DELETE", made, "").is(204);
    dataverse()
        .send(
            "DELETE",
            EMPLOYER
                + "/connectionroleassociation_association(ee704a5f-9921-5d6c-9d79-70f7621f0eaa)/$ref",
            "")
        .is(204);
  }

  @Test
  @DisplayName("Roles fit the types of the records")
  void types() {
    refused(
        dataverse()
            .post(
                "connections",
                body(
                    "record1id_account", ACCOUNT,
                    "record2id_contact", CONTACT,
                    "record1roleid", PARENT,
                    "record2roleid", CHILD)),
        400,
        "0x80048215",
        "record 1");
    dataverse()
        .post(
            "connections",
            body(
                "record1id_contact", SECOND,
                "record2id_contact", CONTACT,
                "record1roleid", PARENT,
                "record2roleid", CHILD))
        .is(204);
  }

  @Test
  @DisplayName("A connection does not end before it begins")
  void dates() {
    refused(
        dataverse()
            .post(
                "connections",
                body(
                    "record1id_account",
                    ACCOUNT,
                    "record2id_contact",
                    CONTACT,
                    "effectivestart",
                    "\"2024-03-01T00:00:00Z\"",
                    "effectiveend",
                    "\"2024-02-01T00:00:00Z\"")),
        400,
        "0x80048211",
        "date");
  }

  @Test
  @DisplayName("An inactive connection is read-only until it is active again")
  void inactive() {
    String made = connect("description", "\"first\"");
    String other = mirror(made);
    dataverse().patch(made, body("statecode", "1")).is(204);
    assertEquals(2, row(made).get("statuscode").asInt());
    assertEquals(1, row(other).get("statecode").asInt());
    assertEquals(2, row(other).get("statuscode").asInt());

    for (String row : new String[] {made, other}) {
      refused(
          dataverse().patch(row, body("description", "\"no\"")), 409, "0x80040203", "read-only");
    }
    refused(
        dataverse()
            .send(
                "PUT",
                made + "/record1roleid/$ref",
                "{\"@odata.id\":\"" + dataverse().url(PARTNER) + "\"}"),
        409,
        "0x80040203",
        "read-only");
    refused(
        dataverse().send("PUT", made + "/description", "{\"value\":\"no\"}"),
        409,
        "0x80040203",
        "read-only");
    dataverse()
        .patch(made, body("statecode", "1", "statuscode", "2", "description", "\"first\""))
        .is(204);
    assertEquals("first", row(made).get("description").asText());

    dataverse().patch(other, body("statecode", "0", "description", "\"again\"")).is(204);
    assertEquals(1, row(made).get("statuscode").asInt());
    assertEquals("again", row(made).get("description").asText());
  }

  @Test
  @DisplayName("State and status go together, in every table")
  void states() {
    String made = connect();
    refused(dataverse().patch(made, body("statuscode", "2")), 400, "0x80048408", "statuscode 2");
    refused(
        dataverse().patch(made, body("statecode", "1", "statuscode", "1")),
        400,
        "0x80048408",
        "statecode 1");
    dataverse().send("PUT", made + "/statecode", "{\"value\":1}").is(204);
    assertEquals(2, row(made).get("statuscode").asInt());
    dataverse().patch(TASK, "{\"statecode\":1}").is(204);
    assertEquals(2, row(TASK).get("statuscode").asInt());
    refused(dataverse().patch(TASK, "{\"statuscode\":4}"), 400, "0x80048408", "statuscode 4");
    String article =
        dataverse().created(dataverse().post("knowledgearticles", "{\"title\":\"Draft\"}"));
    assertEquals(2, row("knowledgearticles(" + article + ")").get("statuscode").asInt());
  }

  @Test
  @DisplayName("Which rows belong together is not for clients to say")
  void ownPartner() {
    String made = connect();
    String other = connect();
    refused(
        dataverse().patch(made, body("relatedconnectionid", other)),
        400,
        "0x80048d19",
        "relatedconnectionid is kept by the server");
    refused(
        dataverse()
            .post(
                "connections",
                body(
                    "record1id_account", ACCOUNT,
                    "record2id_contact", CONTACT,
                    "relatedconnectionid", other)),
        400,
        "0x80048d19",
        "kept by the server");
    dataverse()
        .patch(made, body("ismaster", "false", "name", "\"Mine\"", "record1objecttypecode", "8"))
        .is(204);
    assertTrue(row(made).get("ismaster").asBoolean());
    assertEquals("Cem Zimmermann", row(made).get("name").asText());
    assertEquals(1, row(made).get("record1objecttypecode").asInt());
  }

  @Test
  @DisplayName("With a connection goes its mirror, with a record its connections")
  void removal() {
    String made = connect();
    String other = mirror(made);
    dataverse().send("DELETE", other, "").is(204);
    dataverse().get(made).is(404);

    String account =
        "accounts("
            + dataverse()
                .created(
                    dataverse()
                        .post(
                            "accounts",
                            "{\"name\":\"Removed\",\"account_connections1\":[{\"record2id_contact@odata.bind\":\"/"
                                + CONTACT
                                + "\"}],\"account_connections2\":[{\"record1id_contact@odata.bind\":\"/"
                                + SECOND
                                + "\",\"description\":\"To it\"}]}"))
            + ")";
    assertEquals(2, count("record1id_account/name eq 'Removed'"));
    assertEquals(2, count("record2id_account/name eq 'Removed'"));
    assertEquals(2, count("name eq 'Removed'"));
    dataverse().send("DELETE", account, "").is(204);
    assertEquals(0, count("name eq 'Removed'"));
  }

  @Test
  @DisplayName("An upsert, a batch and many at once obey as well")
  void everyWay() {
    String id = "5d3f2a10-0000-4000-8000-" + String.format("%012d", NEXT.incrementAndGet());
    String target = "connections(" + id + ")";
    dataverse()
        .patch(target, body("record1id_account", ACCOUNT, "record2id_contact", CONTACT))
        .is(204);
    assertEquals("Northwind Nordics", row(mirror(target)).get("name").asText());
    String record =
        "{\"@odata.type\":\"Microsoft.Dynamics.CRM.connection\",\"record1id_account@odata.bind\":\"/"
            + ACCOUNT
            + "\",\"record2id_%s@odata.bind\":\"/%s\"}";
    Answer many =
        dataverse()
            .post(
                "connections/Microsoft.Dynamics.CRM.CreateMultiple",
                "{\"Targets\":["
                    + String.format(record, "contact", CONTACT)
                    + ","
                    + String.format(record, "contact", SECOND)
                    + "]}")
            .ok();
    for (JsonNode made : many.json().get("Ids")) {
      assertFalse(row(mirror("connections(" + made.asText() + ")")).get("ismaster").asBoolean());
    }
    refused(
        dataverse()
            .post(
                "connections/Microsoft.Dynamics.CRM.CreateMultiple",
                "{\"Targets\":["
                    + String.format(record, "contact", CONTACT)
                    + ","
                    + String.format(record, "account", ACCOUNT)
                    + "]}"),
        400,
        "0x80048217",
        "itself");
    String batch =
        "{\"requests\":[{\"id\":\"1\",\"method\":\"patch\",\"url\":\""
            + target
            + "\",\"headers\":{\"content-type\":\"application/json\"},\"body\":{\"description\":\"in"
            + " a batch\"}}]}";
    dataverse().post("$batch", batch).ok();
    assertEquals("in a batch", row(mirror(target)).get("description").asText());
  }

  @Test
  @DisplayName("Where one request changes both rows, each gets what is new in the other")
  void both() {
    String made = connect("description", "\"both\"");
    String other = mirror(made);
    dataverse()
        .patch(
            "connections/$filter(@f)/$each?@f=description eq 'both'", "{\"description\":\"each\"}")
        .is(204);
    assertEquals("each", row(made).get("description").asText());
    assertEquals("each", row(other).get("description").asText());
  }

  @Test
  @DisplayName("All rows that come with the model keep the rules")
  void shipped() {
    String wrong =
        "_relatedconnectionid_value eq null or relatedconnectionid/_relatedconnectionid_value ne"
            + " connectionid or relatedconnectionid/_record1id_value ne _record2id_value or"
            + " relatedconnectionid/ismaster eq ismaster or relatedconnectionid/statecode ne"
            + " statecode or relatedconnectionid/description ne description";
    assertEquals(0, count(wrong));
    // Whatever is written without a change is refused where a rule is broken.
    dataverse()
        .patch("connections/$filter(@f)/$each?@f=statecode eq 0", "{\"importsequencenumber\":1}")
        .is(204);
  }
}
