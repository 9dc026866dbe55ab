package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** GrantAccess and the other operations of Dataverse about who may do what with a record. */
final class SharingTest {
  private static final String ANNA = "5fe2fc1e-c49d-595f-a625-00838b882ae2";
  private static final String BERND = "b32ad8ad-e15a-5e4e-95fe-00ff0a5671a9";
  private static final String SALES_AMERICAS = "f29a426f-4566-5249-a27b-0f3f17059930";
  private static final String NOBODY = "00000000-0000-0000-0000-0000000000aa";

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

  private static String account() {
    return dataverse().created(dataverse().post("accounts", "{\"name\":\"Shared\"}"));
  }

  private static Answer share(String action, String account, String principal, String mask) {
    return dataverse()
        .post(
            action,
            """
            {"Target":{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"%s"},
            "PrincipalAccess":{"Principal":%s,"AccessMask":"%s"}}\
            """
                .formatted(account, principal, mask));
  }

  private static String user(String id) {
    return "{\"@odata.type\":\"Microsoft.Dynamics.CRM.systemuser\",\"ownerid\":\"" + id + "\"}";
  }

  private static String team(String id) {
    return "{\"@odata.id\":\"teams(" + id + ")\"}";
  }

  private static String rights(String principal, String account) {
    return dataverse()
        .json(
            principal
                + "/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t="
                + "{'@odata.id':'accounts("
                + account
                + ")'}")
        .path("AccessRights")
        .asText();
  }

  private static JsonNode shares(String account) {
    return dataverse()
        .json(
            "RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={'@odata.id':'accounts("
                + account
                + ")'}")
        .path("PrincipalAccesses");
  }

  private static void assertError(Answer answer, int status, String code, String message) {
    JsonNode error = answer.is(status).json().path("error");
    assertEquals(code, error.path("code").asText(), answer::text);
    assertEquals(message, error.path("message").asText(), answer::text);
  }

  @Test
  @DisplayName("rights are granted, added to, replaced and revoked")
  void rights() {
    String account = account();
    String bernd = "systemusers(" + BERND + ")";
    assertEquals("None", rights(bernd, account));
    share("GrantAccess", account, user(BERND), "ReadAccess").is(204);
    assertEquals("ReadAccess", rights(bernd, account));
    share("GrantAccess", account, user(BERND), "WriteAccess,ShareAccess").is(204);
    assertEquals("ReadAccess,WriteAccess,ShareAccess", rights(bernd, account));
    share("GrantAccess", account, user(BERND), "None").is(204);
    assertEquals("ReadAccess,WriteAccess,ShareAccess", rights(bernd, account));
    share("ModifyAccess", account, user(BERND), "DeleteAccess").is(204);
    assertEquals("DeleteAccess", rights(bernd, account));
    String revoke =
        """
        {"Target":{"@odata.id":"accounts(%s)"},"Revokee":{"@odata.id":"systemusers(%s)"}}\
        """
            .formatted(account, BERND);
    dataverse().post("RevokeAccess", revoke).is(204);
    assertEquals("None", rights(bernd, account));
    dataverse().post("RevokeAccess", revoke).is(204);
    share("ModifyAccess", account, team(SALES_AMERICAS), "ReadAccess").is(204);
    assertEquals("ReadAccess", rights("teams(" + SALES_AMERICAS + ")", account));
    share("ModifyAccess", account, team(SALES_AMERICAS), "None").is(204);
    assertTrue(shares(account).isEmpty());
  }

  @Test
  @DisplayName("the owner may do everything, whoever it is")
  void owner() {
    String account = account();
    String all =
        "ReadAccess,WriteAccess,AppendAccess,AppendToAccess,CreateAccess,DeleteAccess,ShareAccess,"
            + "AssignAccess";
    assertEquals(all, rights("systemusers(" + ANNA + ")", account));
    String owner = "{\"ownerid@odata.bind\":\"teams(" + SALES_AMERICAS + ")\"}";
    dataverse().patch("accounts(" + account + ")", owner).is(204);
    assertEquals("None", rights("systemusers(" + ANNA + ")", account));
    assertEquals(all, rights("teams(" + SALES_AMERICAS + ")", account));
    JsonNode unbound =
        dataverse()
            .json(
                "RetrievePrincipalAccess(Target=@t,Principal=@p)?@t={'@odata.id':'accounts("
                    + account
                    + ")'}&@p={'@odata.id':'teams("
                    + SALES_AMERICAS
                    + ")'}");
    assertEquals(all, unbound.path("AccessRights").asText());
  }

  @Test
  @DisplayName("all that a record is shared with are told, with their rights")
  void shared() {
    String account = account();
    share("GrantAccess", account, user(BERND), "ReadAccess,WriteAccess").is(204);
    share("GrantAccess", account, team(SALES_AMERICAS), "ReadAccess").is(204);
    Answer answer =
        dataverse()
            .get(
                "RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={'@odata.id':'accounts("
                    + account
                    + ")'}");
    assertEquals(
        """
        {"@odata.context":"%s",\
        "PrincipalAccesses":[{"AccessMask":"ReadAccess,WriteAccess",\
        "Principal":{"@odata.type":"#Microsoft.Dynamics.CRM.systemuser","ownerid":"%s"}},\
        {"AccessMask":"ReadAccess",\
        "Principal":{"@odata.type":"#Microsoft.Dynamics.CRM.team","ownerid":"%s"}}]}\
        """
            .formatted(
                dataverse()
                    .url(
                        "$metadata#Microsoft.Dynamics.CRM.RetrieveSharedPrincipalsAndAccessResponse"),
                BERND,
                SALES_AMERICAS),
        answer.ok().text());
  }

  @Test
  @DisplayName("records and principals have to be there, and principals to be users or teams")
  void unknown() {
    String account = account();
    String gone = "systemuser With Id = " + NOBODY + " Does Not Exist";
    assertError(share("GrantAccess", account, user(NOBODY), "ReadAccess"), 404, "0x80040217", gone);
    String record = "account With Id = " + NOBODY + " Does Not Exist";
    assertError(share("GrantAccess", NOBODY, user(BERND), "ReadAccess"), 404, "0x80040217", record);
    assertError(
        dataverse()
            .get(
                "systemusers("
                    + BERND
                    + ")/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t="
                    + "{'@odata.id':'accounts("
                    + NOBODY
                    + ")'}"),
        404,
        "0x80040217",
        record);
    String other = "{\"@odata.id\":\"accounts(" + account + ")\"}";
    assertError(
        share("GrantAccess", account, other, "ReadAccess"),
        400,
        "0x80048d19",
        "PrincipalAccess/Principal has to be a user or a team, not a account.");
    share("GrantAccess", account, user(BERND), "NoSuchAccess").is(400);
    dataverse()
        .post("GrantAccess", "{\"Target\":{\"@odata.id\":\"accounts(" + account + ")\"}}")
        .is(400);
    assertTrue(shares(account).isEmpty());
  }

  @Test
  @DisplayName("shares go with the record and with the principal")
  void deleted() {
    String account = account();
    share("GrantAccess", account, user(BERND), "ReadAccess").is(204);
    dataverse().send("DELETE", "accounts(" + account + ")", "").is(204);
    assertEquals(0, count("objectid eq " + account));
    String kept = account();
    String team = dataverse().created(dataverse().post("teams", team()));
    share("GrantAccess", kept, team(team), "ReadAccess").is(204);
    share("GrantAccess", kept, user(BERND), "ReadAccess").is(204);
    dataverse().send("DELETE", "teams(" + team + ")", "").is(204);
    assertEquals(1, shares(kept).size());
  }

  private static String team() {
    String id = "00000000-0000-0000-0000-0000000000bb";
    return "{\"ownerid\":\"%1$s\",\"teamid\":\"%1$s\",\"name\":\"T\"}".formatted(id);
  }

  private static int count(String filter) {
    return dataverse().json("principalobjectaccessset?$filter=" + filter).path("value").size();
  }

  @Test
  @DisplayName("a share in a change set is undone with it")
  void changeSet() {
    String account = account();
    Answer answer =
        dataverse()
            .post(
                "$batch",
                """
                {"requests":[{"id":"1","atomicityGroup":"g","method":"post","url":"GrantAccess",
                "headers":{"content-type":"application/json"},
                "body":{"Target":{"@odata.id":"accounts(%s)"},
                "PrincipalAccess":{"Principal@odata.bind":"systemusers(%s)","AccessMask":"ReadAccess"}}},
                {"id":"2","atomicityGroup":"g","method":"patch","url":"accounts(%s)",
                "headers":{"content-type":"application/json","if-match":"*"},"body":{"name":"x"}}]}
                """
                    .formatted(account, BERND, NOBODY));
    answer.ok();
    assertTrue(shares(account).isEmpty());
  }
}
