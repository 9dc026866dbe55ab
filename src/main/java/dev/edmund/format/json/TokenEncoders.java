package dev.edmund.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.sql.StoredTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** The encoder for primitive and enumeration values inside of stored JSON (JSON Format, 7.1). */
final class TokenEncoders {
  private TokenEncoders() {}

  /** The encoder for a type; what has none in columns is written as it is stored. */
  static TokenEncoder of(EdmType declared, JsonOptions options) {
    boolean ieee754Compatible = options.ieee754Compatible();
    EdmType type = ValueEncoders.underlying(declared);
    if (type.getKind() == EdmTypeKind.ENUM) {
      EnumNames names = EnumNames.of((EdmEnumType) type, options.evolvable());
      return (in, out) -> out.string(names.name(ascii(in.getText())));
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      return TokenEncoders::copy;
    }
    return switch (columnType) {
      case BOOLEAN, TEXT, GUID, DATE, TIME, BINARY, GEO, JSON -> TokenEncoders::copy;
      case INTEGER -> {
        boolean quoted = ieee754Compatible && type.getName().equals("Int64");
        yield quoted ? (in, out) -> out.quoted(ascii(in.getText())) : TokenEncoders::copy;
      }
      case DECIMAL ->
          ieee754Compatible
              ? (in, out) -> out.quoted(ascii(in.getText()))
              : (in, out) -> out.raw(ascii(in.getText()));
      case DURATION -> (in, out) -> out.quoted(ascii(Durations.text(new BigDecimal(in.getText()))));
      case DATETIME -> (in, out) -> out.quoted(ascii(StoredTime.of(in.getText()).text()));
      case DOUBLE -> floating(type.getName().equals("Single"));
    };
  }

  private static TokenEncoder floating(boolean single) {
    return (in, out) -> {
      if (in.currentToken().isNumeric()) {
        out.raw(Doubles.json(in.getDoubleValue(), single));
      } else {
        out.string(in.getText());
      }
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes any value as it is. */
  static void copy(JsonParser in, JsonBuffer out) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      out.raw('{');
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        copy(in, out.member(JsonBuffer.name(name)));
      }
      out.raw('}');
    } else if (token == JsonToken.START_ARRAY) {
      out.raw('[');
      while (in.nextToken() != JsonToken.END_ARRAY) {
        copy(in, out.separate());
      }
      out.raw(']');
    } else if (token == JsonToken.VALUE_STRING) {
      out.string(in.getText());
    } else {
      out.raw(in.getText());
    }
  }
}
