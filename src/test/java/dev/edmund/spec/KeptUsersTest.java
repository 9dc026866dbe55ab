package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who made, changed and owns a row, which the server keeps by what the model says. */
final class KeptUsersTest {
  private static final String ANNA = "5fe2fc1e-c49d-595f-a625-00838b882ae2";
  private static final String BERND = "b32ad8ad-e15a-5e4e-95fe-00ff0a5671a9";
  private static final String BERND_ELSEWHERE = "c0482380-e3df-557a-b9d0-873bb1dda563";
  private static final String EUROPE = "ee3ac8c5-ebc5-5ddd-98de-800506373eb6";
  private static final String AMERICAS = "e506b61e-3488-5bf5-9942-bcf532605757";
  private static final String SALES_AMERICAS = "f29a426f-4566-5249-a27b-0f3f17059930";
  private static final String ACCOUNT = "3926adb6-58b7-5c8c-80c4-22fe985167e1";
  private static final String ROLE = "9297878e-d7be-5838-ba2a-c60e9f5a2fc5";

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

  private static String connection(String more) {
    return ("{\"record1id_account@odata.bind\":\"accounts(%s)\",\"record1roleid@odata.bind\":"
            + "\"connectionroles(%s)\",\"record2id_systemuser@odata.bind\":\"systemusers(%s)\"%s}")
        .formatted(ACCOUNT, ROLE, BERND, more);
  }

  private static JsonNode created(String more, String... headers) {
    String id = dataverse().created(dataverse().post("connections", connection(more), headers));
    return row(id);
  }

  private static JsonNode row(String id) {
    return dataverse().json("connections(" + id + ")");
  }

  private static void assertUsers(JsonNode row, String maker, @Nullable String madeFor) {
    assertEquals(maker, row.path("_createdby_value").asText());
    assertEquals(madeFor, row.path("_createdonbehalfby_value").asText(null));
  }

  private static void assertOwner(
      JsonNode row, String owner, @Nullable String user, @Nullable String team, String unit) {
    assertEquals(owner, row.path("_ownerid_value").asText());
    assertEquals(user, row.path("_owninguser_value").asText(null));
    assertEquals(team, row.path("_owningteam_value").asText(null));
    assertEquals(unit, row.path("_owningbusinessunit_value").asText());
  }

  @Test
  @DisplayName("a new row is made, changed and owned by the user that was there first")
  void first() {
    JsonNode row = created("");
    assertUsers(row, ANNA, null);
    assertEquals(ANNA, row.path("_modifiedby_value").asText());
    assertOwner(row, ANNA, ANNA, null, EUROPE);
    assertEquals(ANNA, dataverse().json("WhoAmI").path("UserId").asText());
  }

  @Test
  @DisplayName("the caller that a header names makes the row, on whose behalf the first user does")
  void impersonated() {
    for (String header :
        new String[] {"MSCRMCallerID: " + BERND, "CallerObjectId: " + BERND_ELSEWHERE}) {
      JsonNode row = created("", header);
      assertUsers(row, BERND, ANNA);
      assertEquals(BERND, row.path("_modifiedby_value").asText());
      assertEquals(ANNA, row.path("_modifiedonbehalfby_value").asText());
      assertOwner(row, BERND, BERND, null, EUROPE);
      String target = "connections(" + row.path("connectionid").asText() + ")";
      dataverse().patch(target, "{\"description\":\"mine\"}").is(204);
      JsonNode changed = dataverse().json(target);
      assertUsers(changed, BERND, ANNA);
      assertEquals(ANNA, changed.path("_modifiedby_value").asText());
      assertTrue(changed.path("_modifiedonbehalfby_value").isNull());
    }
    assertUsers(created("", "MSCRMCallerID: " + ANNA), ANNA, null);
  }

  @Test
  @DisplayName("rows of the same form by several callers are owned by each, in its business unit")
  void sameForm() {
    String other =
        dataverse()
            .json("systemusers?$top=1&$filter=_businessunitid_value eq " + AMERICAS)
            .at("/value/0/systemuserid")
            .asText();
    for (int i = 0; i < 2; i++) {
      JsonNode own = account();
      assertEquals(ANNA, own.path("_ownerid_value").asText());
      assertEquals(EUROPE, own.path("_owningbusinessunit_value").asText());
      JsonNode theirs = account("MSCRMCallerID: " + other);
      assertEquals(other, theirs.path("_ownerid_value").asText());
      assertEquals(AMERICAS, theirs.path("_owningbusinessunit_value").asText());
    }
  }

  private static JsonNode account(String... headers) {
    Answer made = dataverse().post("accounts", "{\"name\":\"Same\"}", headers);
    return dataverse().json("accounts(" + dataverse().created(made) + ")");
  }

  @Test
  @DisplayName("a caller that was changed is seen so by the next request, of any kind")
  void changedCaller() {
    account();
    String unit = "{\"businessunitid@odata.bind\":\"businessunits(%s)\"}";
    String user = "systemusers(" + ANNA + ")";
    for (String of : new String[] {AMERICAS, EUROPE}) {
      dataverse().patch(user, unit.formatted(of)).is(204);
      assertEquals(of, account().path("_owningbusinessunit_value").asText());
      dataverse().patch(user, unit.formatted(AMERICAS)).is(204);
      assertEquals(AMERICAS, created("").path("_owningbusinessunit_value").asText());
      dataverse().patch(user, unit.formatted(EUROPE)).is(204);
      assertEquals(EUROPE, account().path("_owningbusinessunit_value").asText());
    }
  }

  @Test
  @DisplayName("a user whose key is not its id owns by the key, and has made by the id")
  void keyIsNotTheId() {
    String id = "0d6f2c8e-6c39-4f4e-8c46-111111111111";
    String key = "0d6f2c8e-6c39-4f4e-8c46-222222222222";
    dataverse()
        .post(
            "systemusers",
            "{\"systemuserid\":\"%s\",\"ownerid\":\"%s\",\"lastname\":\"Two\"}".formatted(id, key))
        .is(204);
    JsonNode account = account("MSCRMCallerID: " + id);
    assertEquals(key, account.path("_ownerid_value").asText());
    JsonNode connection = created("", "MSCRMCallerID: " + id);
    assertEquals(key, connection.path("_ownerid_value").asText());
    assertEquals(id, connection.path("_createdby_value").asText());
  }

  @Test
  @DisplayName("each row of the same form was made at the moment that is sent with it")
  void sameFormWithMoments() {
    for (String moment : new String[] {"2001-02-03T04:05:06Z", "2002-02-03T04:05:06Z"}) {
      String body = "{\"subject\":\"Old\",\"overriddencreatedon\":\"" + moment + "\"}";
      String id = dataverse().created(dataverse().post("adx_inviteredemptions", body));
      JsonNode row = dataverse().json("adx_inviteredemptions(" + id + ")");
      assertEquals(moment, row.path("createdon").asText());
      assertTrue(row.path("overriddencreatedon").asText().compareTo("2026") > 0);
    }
  }

  @Test
  @DisplayName("a caller that is not there is refused, and nothing is made")
  void unknownCaller() {
    long before =
        dataverse()
            .json("RetrieveTotalRecordCount(EntityNames=['connection'])")
            .path("EntityRecordCountCollection")
            .path("Values")
            .path(0)
            .asLong();
    String nobody = "MSCRMCallerID: 00000000-0000-0000-0000-0000000000aa";
    assertEquals("0x80040220", error(dataverse().post("connections", connection(""), nobody), 403));
    error(dataverse().post("connections", connection(""), "MSCRMCallerID: nobody"), 400);
    assertEquals(
        before,
        dataverse()
            .json("RetrieveTotalRecordCount(EntityNames=['connection'])")
            .path("EntityRecordCountCollection")
            .path("Values")
            .path(0)
            .asLong());
  }

  private static String error(Answer answer, int status) {
    return answer.is(status).json().path("error").path("code").asText();
  }

  @Test
  @DisplayName("the owner can be a user or a team, whose business unit the row belongs to")
  void assigned() {
    JsonNode row = created(",\"ownerid@odata.bind\":\"teams(" + SALES_AMERICAS + ")\"");
    assertUsers(row, ANNA, null);
    assertOwner(row, SALES_AMERICAS, null, SALES_AMERICAS, AMERICAS);
    String target = "connections(" + row.path("connectionid").asText() + ")";
    dataverse().patch(target, "{\"ownerid@odata.bind\":\"systemusers(" + BERND + ")\"}").is(204);
    assertOwner(dataverse().json(target), BERND, BERND, null, EUROPE);
    dataverse()
        .patch(target, "{\"ownerid@odata.bind\":\"owners(" + SALES_AMERICAS + ")\"}")
        .is(204);
    assertOwner(dataverse().json(target), SALES_AMERICAS, null, SALES_AMERICAS, AMERICAS);
    String reference = "{\"@odata.id\":\"" + dataverse().url("systemusers(" + BERND + ")") + "\"}";
    dataverse().send("PUT", target + "/ownerid/$ref", reference).is(204);
    assertOwner(dataverse().json(target), BERND, BERND, null, EUROPE);
    dataverse()
        .post(
            "teams(" + SALES_AMERICAS + ")/owner_connections/$ref",
            "{\"@odata.id\":\"" + dataverse().url(target) + "\"}")
        .is(204);
    assertOwner(dataverse().json(target), SALES_AMERICAS, null, SALES_AMERICAS, AMERICAS);
    error(dataverse().patch(target, "{\"ownerid@odata.bind\":\"teams(" + BERND + ")\"}"), 404);
    assertOwner(dataverse().json(target), SALES_AMERICAS, null, SALES_AMERICAS, AMERICAS);
  }

  @Test
  @DisplayName("what the server keeps cannot be sent")
  void ignored() {
    String all =
        (",\"createdby@odata.bind\":\"systemusers(%1$s)\",\"_createdby_value\":\"%1$s\","
                + "\"modifiedby@odata.bind\":\"systemusers(%1$s)\",\"_owninguser_value\":\"%1$s\","
                + "\"_ownerid_value\":\"%1$s\","
                + "\"owningbusinessunit@odata.bind\":\"businessunits(%2$s)\"")
            .formatted(BERND, AMERICAS);
    JsonNode row = created(all);
    assertUsers(row, ANNA, null);
    assertEquals(ANNA, row.path("_modifiedby_value").asText());
    assertOwner(row, ANNA, ANNA, null, EUROPE);
    error(dataverse().post("connections", connection(all), "Prefer: handling=strict"), 400);
  }

  @Test
  @DisplayName("a row that is brought along was created when it says, and the server tells when")
  void overridden() {
    JsonNode row = created(",\"overriddencreatedon\":\"2001-02-03T04:05:06Z\"");
    assertEquals("2001-02-03T04:05:06Z", row.path("createdon").asText());
    assertEquals(row.path("modifiedon").asText(), row.path("overriddencreatedon").asText());
    assertTrue(created("").path("overriddencreatedon").isNull());
  }

  @Test
  @DisplayName("a change of one property and of a reference tells who and when as well")
  void parts() {
    JsonNode row = created("", "MSCRMCallerID: " + BERND);
    String target = "connections(" + row.path("connectionid").asText() + ")";
    dataverse().send("PUT", target + "/description", "{\"value\":\"x\"}").is(204);
    JsonNode changed = dataverse().json(target);
    assertEquals(ANNA, changed.path("_modifiedby_value").asText());
    assertNotEquals(row.path("modifiedon").asText(), changed.path("modifiedon").asText());
    String role = "{\"@odata.id\":\"" + dataverse().url("connectionroles(" + ROLE + ")") + "\"}";
    dataverse()
        .send("PUT", target + "/record1roleid/$ref", role, "MSCRMCallerID: " + BERND)
        .is(204);
    assertEquals(BERND, dataverse().json(target).path("_modifiedby_value").asText());
  }

  @Test
  @DisplayName("each request of a change set may have a caller of its own")
  void changeSet() {
    JsonNode made =
        dataverse()
            .post(
                "$batch",
                """
                {"requests":[{"id":"1","atomicityGroup":"g","method":"post","url":"connections",
                "headers":{"content-type":"application/json","mscrmcallerid":"%s",
                "prefer":"return=representation"},"body":%s},
                {"id":"2","atomicityGroup":"g","method":"post","url":"connections",
                "headers":{"content-type":"application/json","prefer":"return=representation"},
                "body":%s}]}
                """
                    .formatted(BERND, connection(""), connection("")))
            .ok()
            .json()
            .path("responses");
    assertUsers(made.path(0).path("body"), BERND, ANNA);
    assertUsers(made.path(1).path("body"), ANNA, null);
  }
}
