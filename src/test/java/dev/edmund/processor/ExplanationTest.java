package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.ShippedService;
import dev.edmund.ShippedService.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator sees how a request is answered; nobody else does. */
class ExplanationTest {
  private static final ShippedService SERVICE = ShippedService.get();
  private static final ShippedService EXPLAINING = SERVICE.explaining();
  private static final String FORMAT = "$format=application/vnd.edmund.explain%2Bjson";

  @Test
  void showsTreePlanStatementsAndTimes() {
    String url = "accounts?$apply=groupby((statecode),aggregate($count%20as%20n))&$count=true";
    Answer answer = EXPLAINING.get(url, "Prefer", "edmund.explain");
    assertEquals(200, answer.status(), answer.body());
    assertEquals("edmund.explain", answer.headers().get("Preference-Applied"));
    JsonNode told = answer.json();
    List<String> uses = new ArrayList<>();
    for (JsonNode statement : told.get("statements")) {
      uses.add(statement.get("for").asText());
      assertTrue(statement.get("sql").asText().contains("GROUP BY"), statement.toString());
      assertFalse(statement.get("database").asText().isEmpty(), statement.toString());
      assertTrue(statement.get("microseconds").has("lastRow"), statement.toString());
    }
    assertEquals(List.of("count", "rows"), uses);
    assertEquals(2, told.get("statements").get(1).get("rows").asInt());
    assertEquals("ODataRequestLine", told.get("request").get("is").asText());
    assertEquals("Entities", told.get("plan").get("is").asText());
    assertTrue(told.get("microseconds").has("plan"));
  }

  @Test
  void showsWhatIsNestedWithoutRunningIt() {
    Answer answer = EXPLAINING.get("accounts?$expand=account_connections1&" + FORMAT);
    assertEquals(200, answer.status(), answer.body());
    JsonNode nested = answer.json().get("statements").get(1);
    assertEquals("for each row: account_connections1", nested.get("for").asText());
    assertFalse(nested.has("rows"));
  }

  @Test
  void withoutLeaveThePreferenceIsIgnored() {
    Answer answer = SERVICE.get("accounts?$top=1", "Prefer", "edmund.explain");
    assertEquals(200, answer.status());
    assertTrue(answer.json().has("value"));
    assertFalse(answer.headers().containsKey("Preference-Applied"));
  }

  /** W3C Server Timing, 4: a name for each step, and its duration in milliseconds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts?$top=1 | request plan sql firstRow rows answer",
        "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719) | request plan rows answer",
        "accounts/$count | request plan answer"
      })
  void tellsWhatEachStepTook(String url, String steps) {
    Answer answer = EXPLAINING.get(url);
    assertEquals(200, answer.status(), answer.body());
    List<String> told = new ArrayList<>();
    for (String step : String.valueOf(answer.headers().get("Server-Timing")).split(", ", -1)) {
      assertTrue(step.matches("\\w+;dur=\\d+\\.\\d{3}"), step);
      told.add(step.replaceFirst(";.*", ""));
    }
    assertEquals(List.of(steps.split(" ", -1)), told);
  }

  @Test
  void withoutLeaveNoTimesAreTold() {
    assertFalse(SERVICE.get("accounts?$top=1").headers().containsKey("Server-Timing"));
  }

  @Test
  void withoutLeaveThereIsNoSuchFormat() {
    assertEquals(406, SERVICE.get("accounts?" + FORMAT).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts/$count", "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)/name"})
  void explainsEveryKindOfRead(String url) {
    Answer answer = EXPLAINING.get(url, "Prefer", "edmund.explain");
    assertEquals(200, answer.status(), answer.body());
    assertTrue(answer.json().get("statements").get(0).has("database"), answer.body());
  }
}
