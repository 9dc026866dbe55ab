package dev.edmund.bench.floor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account to insert.
 *
 * @param moment when it is made
 * @param values of {@link #COLUMNS}, in their order
 */
record Account(UUID key, String moment, List<@Nullable Object> values) {
  static final List<String> COLUMNS =
      List.of(
          "name",
          "accountnumber",
          "emailaddress1",
          "telephone1",
          "address1_city",
          "numberofemployees");

  /** Reads the JSON of an account and makes what a server makes. */
  static Account read(JsonFactory json, InputStream body) throws IOException {
    try (JsonParser parser = json.createParser(body)) {
      parser.nextToken();
      return read(parser);
    }
  }

  /** Reads the account whose object a parser stands at. */
  static Account read(JsonParser parser) throws IOException {
    @Nullable Object[] values = new @Nullable Object[COLUMNS.size()];
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int column = COLUMNS.indexOf(parser.currentName());
      values[column] =
          parser.nextToken() == JsonToken.VALUE_NUMBER_INT
              ? (Object) parser.getLongValue()
              : parser.getText();
    }
    return new Account(
        UUID.randomUUID(), LocalDateTime.now(ZoneOffset.UTC).toString(), Arrays.asList(values));
  }
}
