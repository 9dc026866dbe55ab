package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.BothStrategies;
import dev.edmund.ShippedService;
import dev.edmund.core.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is nested is the same whether it is read for each row or for many (Part 2, 5.1.3). */
final class ExpandStrategiesTest {
  private final BothStrategies service = BothStrategies.of(ShippedService.get());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts?$expand=account_connections1",
        "accounts?$expand=account_connections1($select=name;$top=2;$orderby=name desc)",
        "accounts?$expand=account_connections1($skip=1;$top=3;$orderby=description,createdon desc)",
        "accounts?$expand=account_connections1($skip=9000000000000000000)",
        "accounts?$expand=account_connections1($top=0;$count=true)",
        "accounts?$expand=account_connections1($filter=statecode eq 1;$count=true;$select=name)",
        "accounts?$expand=account_connections1/$count,account_connections2/$ref",
        "accounts?$expand=account_connections1/$count($filter=statecode eq 1)",
        "accounts?$expand=account_connections1($search=offer;$select=name)",
        "accounts?$expand=account_connections1($expand=ownerid,record1roleid,record2id_contact)",
        "accounts?$expand=account_parent_account($levels=3;$select=name)",
        "accounts?$expand=account_parent_account($levels=max;$count=true)",
        "accounts?$expand=contact_customer_accounts($expand=contact_connections1($expand="
            + "connection_related_connection;$top=2);$select=fullname)",
        "accounts?$expand=primarycontactid($expand=contact_connections1($orderby=name;$top=1))",
        "connections?$expand=record1id_account($expand=account_connections1($select=name;$top=2))",
        "connections?$expand=record1id_account($expand=account_connections2($filter=statecode eq 0;"
            + "$select=name)),record1id_contact,record2id_contact($levels=1)",
        "connections?$expand=record1id_activitypointer/Microsoft.Dynamics.CRM.email($select=subject)",
        "connections?$expand=ownerid/Microsoft.Dynamics.CRM.team($select=name)&$select=name",
        "connections?$expand=ownerid($expand=owner_accounts($select=name;$top=3))&$select=name",
        "connections?$expand=*&$top=40",
        "activitypointers?$expand=ownerid,activitypointer_connections1($select=name)",
        "activitypointers?$expand=Microsoft.Dynamics.CRM.email/email_connections1($select=name)",
        "owners?$expand=Microsoft.Dynamics.CRM.team/team_connections1($top=2),owner_accounts/$ref",
        "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)?$expand=account_connections1,ownerid",
        "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)/account_connections1?$expand=record1roleid"
            + "($expand=connection_role_connections1($top=1))",
        "external?$expand=connections($expand=operations)",
        "external/connections?$expand=operations($count=true;$top=1)",
        "security/alerts?$expand=networkConnections",
        "networkAccess/logs/connections?$top=30",
        "networkAccessConnections",
        "networkAccessConnections?$count=true&$orderby=id desc",
        "networkConnections?$select=id",
        "connectionroles?$expand=connection_role_connections1($expand=record1roleid)",
        "accounts?$filter=name eq 'nobody'&$expand=account_connections1",
        "accounts?$expand=account_connections1($filter=name eq 'nobody')",
        "accounts?$top=0&$expand=account_connections1"
      })
  void answersAreTheSame(String url) {
    assertEquals(200, service.nested().get(url.replace(" ", "%20")).status(), url);
    service.get(url);
    service.get(url, "Accept", "application/json;odata.metadata=full;IEEE754Compatible=true");
    service.get(url, "Accept", "application/json;odata.metadata=none");
  }

  @Test
  void thePageGoesOnWithTheSameLinks() {
    String url =
        "connections?$expand=record1id_account($expand=account_connections1)&$orderby=name";
    JsonNode page = service.json(url, "Prefer", "odata.maxpagesize=100");
    int pages = 1;
    while (page.has("@odata.nextLink")) {
      page = service.json(page.get("@odata.nextLink").asText(), "Prefer", "odata.maxpagesize=100");
      pages++;
    }
    assertEquals(7, pages);
  }

  /** Part 1, 11.2.5.7: a nested collection may end with a next link too. */
  @Test
  void nestedPagesEndWithTheSameLinks() {
    BothStrategies small = service.with(Limits.defaults().withDefaultPageSize(2));
    String expand = "accounts?$select=name&$expand=account_connections1($select=name%s)";
    for (String options : new String[] {"", ";$skip=1", ";$top=3", ";$top=3;$orderby=name desc"}) {
      String url = expand.formatted(options);
      JsonNode page = small.json(url, "Prefer", "odata.maxpagesize=50");
      String next = page.findValuesAsText("account_connections1@odata.nextLink").get(0);
      assertTrue(small.json(next).get("value").size() > 0, next);
    }
    small.close();
  }
}
