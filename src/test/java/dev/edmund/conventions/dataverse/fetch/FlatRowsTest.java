package dev.edmund.conventions.dataverse.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.request.header.Preferences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the service as rows of FetchXML, in whatever pieces they come. */
final class FlatRowsTest {
  private static final String ANSWER =
      """
      {"@odata.context":"http://h/$metadata#accounts(name,c(fullname))","@odata.count":9,
       "value":[{"@odata.etag":"W/\\"1\\"","accountid":"a","name":"Ä \\u0041","big":1.50,
         "state":0,"state@x.FormattedValue":"Active","_column1@odata.type":"#Decimal",
         "_column1":null,"tags":["x",{"y":1.0}],
         "c":{"@odata.etag":"W/\\"2\\"","fullname":"B","other":[1,{"z":2}],
           "owner":{"name":"C","name@x.FormattedValue":"c"}}},
        {"accountid":"b","name":null,"c":null}],
       "@odata.nextLink":"http://h/accounts?$select=x&$skiptoken=%3Ccookie%20pagingcookie=%22AB-_5678901234567%22%20/%3E"}\
      """;

  private static String flat(int piece) throws IOException {
    Output rows = new Output();
    for (String column : List.of("accountid", "name", "big", "tags")) {
      rows.add(column, new Output.Column(column, false));
    }
    rows.add("state", new Output.Column("State", false));
    rows.add("state", new Output.Column("again", false));
    rows.add("_column1", new Output.Column("sum", true));
    rows.at(List.of("c")).add("fullname", new Output.Column("c.fullname", false));
    rows.at(List.of("c", "owner")).addAll("o");
    Envelope envelope =
        new Envelope(
            "accounts",
            List.of("name", "accountid"),
            Preferences.parse("odata.include-annotations=\"*\""),
            1,
            1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FlatRows flat = new FlatRows(out, rows, envelope);
    byte[] bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      flat.write(bytes, at, Math.min(piece, bytes.length - at));
    }
    flat.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100_000})
  void membersBecomeColumnsUnderTheNamesOfTheQuery(int piece) throws IOException {
    String cookie = new PagingCookie(1, "AB-_5678901234567").written(1).replace("\"", "\\\"");
    assertEquals(
        "{\"@odata.context\":\"http://h/$metadata#accounts(name,accountid)\",\"@odata.count\":9,"
            + "\"value\":[{\"@odata.etag\":\"W/\\\"1\\\"\",\"accountid\":\"a\",\"name\":\"Ä A\","
            + "\"big\":1.50,\"State\":0,\"again\":0,"
            + "\"State@x.FormattedValue\":\"Active\",\"again@x.FormattedValue\":\"Active\","
            + "\"sum\":0,\"tags\":[\"x\",{\"y\":1.0}],\"c.fullname\":\"B\",\"o.name\":\"C\","
            + "\"o.name@x.FormattedValue\":\"c\"},{\"accountid\":\"b\"}],"
            + "\"@Microsoft.Dynamics.CRM.fetchxmlpagingcookie\":\""
            + cookie
            + "\",\"@Microsoft.Dynamics.CRM.morerecords\":true}",
        flat(piece));
  }
}
