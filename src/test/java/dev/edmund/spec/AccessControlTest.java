package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access control: callers see and change what they own, and what was shared with them. */
final class AccessControlTest {
  private static final String ANNA = "5fe2fc1e-c49d-595f-a625-00838b882ae2";
  private static final String BERND = "b32ad8ad-e15a-5e4e-95fe-00ff0a5671a9";
  private static final String AS_ANNA = "MSCRMCallerID: " + ANNA;
  private static final String AS_BERND = "MSCRMCallerID: " + BERND;
  private static final String FORBIDDEN = "0x80040220";

  private static @Nullable DataverseUnderTest started;

  @BeforeAll
  static void start(@TempDir Path folder) {
    started = DataverseUnderTest.serveRestricted(folder);
  }

  @AfterAll
  static void stop() {
    dataverse().close();
  }

  private static DataverseUnderTest dataverse() {
    return Objects.requireNonNull(started);
  }

  private static String account(String name, String caller) {
    return "accounts("
        + dataverse().created(dataverse().post("accounts", "{\"name\":\"" + name + "\"}", caller))
        + ")";
  }

  private static Answer share(String record, String mask, String caller) {
    return share("GrantAccess", record, mask, caller);
  }

  private static Answer share(String action, String record, String mask, String caller) {
    return dataverse()
        .post(
            action,
            """
            {"Target":{"@odata.id":"%s"},"PrincipalAccess":
            {"Principal@odata.bind":"systemusers(%s)","AccessMask":"%s"}}\
            """
                .formatted(record, BERND, mask),
            caller);
  }

  private static void assertForbidden(Answer answer) {
    assertEquals(
        FORBIDDEN, answer.is(403).json().path("error").path("code").asText(), answer::text);
  }

  @Test
  @DisplayName("what others own is not there, until it is shared")
  void shared() {
    String account = account("Anna's", AS_ANNA);
    dataverse().get(account, AS_ANNA).is(200);
    dataverse().get(account, AS_BERND).is(404);
    dataverse().get(account + "/name", AS_BERND).is(404);
    dataverse().get(account + "/name/$value", AS_BERND).is(404);
    dataverse().get(account + "/$ref", AS_BERND).is(404);
    dataverse().patch(account, "{\"name\":\"B\"}", AS_BERND, "If-Match: *").is(404);
    dataverse().send("DELETE", account, "", AS_BERND).is(404);
    share(account, "ReadAccess", AS_BERND).is(404);
    share(account, "ReadAccess", AS_ANNA).is(204);
    assertEquals("Anna's", dataverse().json(account, AS_BERND).path("name").asText());
    share("ModifyAccess", account, "WriteAccess", AS_ANNA).is(204);
    dataverse().get(account, AS_BERND).is(404);
  }

  @Test
  @DisplayName("each change needs its right")
  void rights() {
    String account = account("Rights", AS_ANNA);
    share(account, "ReadAccess", AS_ANNA).is(204);
    assertForbidden(dataverse().patch(account, "{\"name\":\"B\"}", AS_BERND));
    assertForbidden(dataverse().send("PUT", account + "/name", "{\"value\":\"B\"}", AS_BERND));
    assertForbidden(dataverse().send("DELETE", account, "", AS_BERND));
    assertForbidden(share(account, "WriteAccess", AS_BERND));
    share(account, "WriteAccess", AS_ANNA).is(204);
    dataverse().patch(account, "{\"name\":\"B\"}", AS_BERND).is(204);
    String owner = "{\"ownerid@odata.bind\":\"systemusers(" + BERND + ")\"}";
    assertForbidden(dataverse().patch(account, owner, AS_BERND));
    String reference = "{\"@odata.id\":\"" + dataverse().url("systemusers(" + BERND + ")") + "\"}";
    assertForbidden(dataverse().send("PUT", account + "/ownerid/$ref", reference, AS_BERND));
    assertForbidden(dataverse().send("DELETE", account, "", AS_BERND));
    share(account, "DeleteAccess", AS_ANNA).is(204);
    dataverse().send("DELETE", account, "", AS_BERND).is(204);
    dataverse().get(account, AS_ANNA).is(404);
  }

  @Test
  @DisplayName("whoever gives a record away sees it no more")
  void assigned() {
    String account = account("Given", AS_ANNA);
    String owner = "{\"ownerid@odata.bind\":\"systemusers(" + BERND + ")\"}";
    dataverse().patch(account, owner, AS_ANNA).is(204);
    dataverse().get(account, AS_ANNA).is(404);
    dataverse().get(account, AS_BERND).is(200);
  }

  @Test
  @DisplayName("to lead others to a record needs the right to")
  void appended() {
    String account = account("Appended", AS_ANNA);
    String connection =
        """
        {"record1id_account@odata.bind":"%s",
        "record2id_systemuser@odata.bind":"systemusers(%s)"}\
        """
            .formatted(account, BERND);
    dataverse().post("connections", connection, AS_BERND).is(404);
    share(account, "ReadAccess", AS_ANNA).is(204);
    assertForbidden(dataverse().post("connections", connection, AS_BERND));
    share(account, "AppendToAccess", AS_ANNA).is(204);
    dataverse().post("connections", connection, AS_BERND).is(204);
  }

  @ParameterizedTest
  @DisplayName("no way to read shows what others own")
  @ValueSource(
      strings = {
        "accounts?$filter=name eq 'Secret of Anna'",
        "accounts?$filter=name eq 'Secret of Anna'&$count=true",
        "accounts?$search=Secret",
        "accounts?$apply=filter(name eq 'Secret of Anna')/aggregate($count as n)",
        "accounts/$filter(@f)/$count?@f=name eq 'Secret of Anna'",
        "systemusers(5fe2fc1e-c49d-595f-a625-00838b882ae2)/owner_accounts?$filter=startswith(name,'Secret')",
        "systemusers(5fe2fc1e-c49d-595f-a625-00838b882ae2)?$expand=owner_accounts($filter=startswith(name,'Secret'))",
        "systemusers?$filter=owner_accounts/any(a:a/name eq 'Secret of Anna')",
        "systemusers?$filter=owner_accounts/$count gt 0 and"
            + " owner_accounts/any(a:startswith(a/name,'Secret'))",
        "$crossjoin(accounts,systemusers)?$filter=accounts/name eq 'Secret of Anna' and"
            + " accounts/_ownerid_value eq systemusers/systemuserid",
        "owners?$expand=owner_accounts($search=Secret)&$filter=ownerid eq"
            + " 5fe2fc1e-c49d-595f-a625-00838b882ae2",
        "accounts?fetchXml=<fetch><entity name='account'><attribute name='name'/><filter><condition"
            + " attribute='name' operator='eq' value='Secret of Anna'/></filter></entity></fetch>"
      })
  void hidden(String target) {
    String account = account("Secret of Anna", AS_ANNA);
    String encoded = target.replace("<", "%3C").replace(">", "%3E");
    Answer seen = dataverse().get(encoded, AS_ANNA).ok();
    Answer hidden = dataverse().get(encoded, AS_BERND).ok();
    assertFalse(hidden.text().contains("Secret of Anna"), hidden::text);
    assertFalse(seen.text().equals(hidden.text()), hidden::text);
    dataverse().send("DELETE", account, "", AS_ANNA).is(204);
  }

  @Test
  @DisplayName("nobody sees or writes what is shared but by the operations")
  void shares() {
    String account = account("Poked", AS_ANNA);
    String row =
        """
        {"objectid":"%s","principalid":"%s","accessrightsmask":3}\
        """
            .formatted(account.substring(9, account.length() - 1), BERND);
    assertForbidden(dataverse().post("principalobjectaccessset", row, AS_BERND));
    share(account, "ReadAccess", AS_ANNA).is(204);
    String mine =
        "principalobjectaccessset?$filter=objectid eq "
            + account.substring(9, account.length() - 1);
    assertEquals(1, dataverse().json(mine, AS_BERND).path("value").size());
    assertEquals(0, dataverse().json(mine, AS_ANNA).path("value").size());
    String shared =
        "RetrieveSharedPrincipalsAndAccess(Target=@t)?@t={'@odata.id':'" + account + "'}";
    assertEquals(1, dataverse().json(shared, AS_ANNA).path("PrincipalAccesses").size());
  }

  @Test
  @DisplayName("what a change would do to rows that cannot be seen is refused")
  void unseen() {
    assertForbidden(
        dataverse()
            .send(
                "PUT",
                "systemusers(" + ANNA + ")/owner_accounts/$ref",
                "{\"value\":[]}",
                AS_BERND,
                "OData-MaxVersion: 4.01"));
  }

  @Test
  @DisplayName("callers of a batch are told apart, and so are those of the same request")
  void callers() {
    String account = account("Batched", AS_ANNA);
    Answer answer =
        dataverse()
            .post(
                "$batch",
                """
                {"requests":[
                {"id":"1","method":"get","url":"%1$s?$select=name","headers":{"MSCRMCallerID":"%2$s"}},
                {"id":"2","method":"get","url":"%1$s?$select=name","headers":{"MSCRMCallerID":"%3$s"}},
                {"id":"3","atomicityGroup":"g","method":"patch","url":"%1$s",
                "headers":{"MSCRMCallerID":"%3$s","content-type":"application/json","if-match":"*"},
                "body":{"name":"x"}}]}\
                """
                    .formatted(account, ANNA, BERND));
    JsonNode responses = answer.ok().json().path("responses");
    assertEquals(200, responses.path(0).path("status").asInt(), answer::text);
    assertEquals(404, responses.path(1).path("status").asInt(), answer::text);
    assertEquals(404, responses.path(2).path("status").asInt(), answer::text);
  }

  @Test
  @DisplayName("a caller that is not there sees nothing")
  void nobody() {
    assertForbidden(
        dataverse().get("accounts", "MSCRMCallerID: 00000000-0000-0000-0000-0000000000aa"));
  }

  @Test
  @DisplayName("WhoAmI says how far callers see")
  void told() {
    assertEquals("user", dataverse().json("WhoAmI").path("@Edmund.V1.AccessControl").asText());
  }

  @Test
  @DisplayName("in reach of a business unit its rows are seen, and may be changed")
  void units(@TempDir Path folder) throws IOException {
    try (DataverseUnderTest units =
        DataverseUnderTest.serveUnits(Files.createDirectory(folder.resolve("units")))) {
      String account =
          "accounts(" + units.created(units.post("accounts", "{\"name\":\"U\"}", AS_ANNA)) + ")";
      units.patch(account, "{\"name\":\"V\"}", AS_BERND).is(204);
      JsonNode row = units.json(account, AS_BERND);
      String unit = row.path("_owningbusinessunit_value").asText();
      for (JsonNode seen : units.json("accounts", AS_BERND).path("value")) {
        assertTrue(
            seen.path("_owningbusinessunit_value").asText().equals(unit)
                || seen.path("_ownerid_value").asText().equals(BERND));
      }
      String stranger = "44d2c45f-4359-5c80-b1ea-f389090cefa6";
      String team = "{\"ownerid@odata.bind\":\"teams(f29a426f-4566-5249-a27b-0f3f17059930)\"}";
      units.patch(account, team, AS_ANNA).is(204);
      units.get(account, AS_BERND).is(404);
      units.get(account, "MSCRMCallerID: " + stranger).is(404);
    }
  }
}
