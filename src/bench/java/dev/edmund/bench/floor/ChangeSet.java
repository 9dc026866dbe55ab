package dev.edmund.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of a JSON batch whose requests are one group of insertions.
 *
 * @param ids of the requests, in their order
 */
record ChangeSet(List<String> ids, List<Account> accounts) {

  static ChangeSet read(JsonFactory json, InputStream body) throws IOException {
    ChangeSet set = new ChangeSet(new ArrayList<>(), new ArrayList<>());
    try (JsonParser parser = json.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("id")) {
          set.ids.add(parser.nextTextValue());
        } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals("body")) {
          parser.nextToken();
          set.accounts.add(Account.read(parser));
        }
      }
    }
    return set;
  }

  /** The answer, where all have been inserted. */
  byte[] answer(String accountsUrl) {
    StringBuilder out = new StringBuilder("{\"responses\":[");
    for (int i = 0; i < accounts.size(); i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(ids.get(i))
          .append("\",\"status\":204,\"headers\":{\"odata-version\":\"4.0\",\"odata-entityid\":\"")
          .append(accountsUrl)
          .append('(')
          .append(accounts.get(i).key())
          .append(")\",\"preference-applied\":\"return=minimal\"}}");
    }
    return out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
