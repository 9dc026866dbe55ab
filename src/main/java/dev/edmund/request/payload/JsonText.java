package dev.edmund.request.payload;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Writes JSON without spaces. */
public final class JsonText {
  private JsonText() {}

  /** The text of a value; numbers as they came. */
  public static String of(JsonValue value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  public static void write(StringBuilder out, JsonValue value) {
    switch (value.kind()) {
      case OBJECT -> {
        char before = '{';
        for (var member : value.members().entrySet()) {
          out.append(before);
          name(out, member.getKey());
          write(out, member.getValue());
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
      case ARRAY -> {
        char before = '[';
        for (JsonValue item : value.items()) {
          out.append(before);
          write(out, item);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case STRING, CELL -> quote(out, value.text());
      case NUMBER, BOOLEAN, NULL -> out.append(value.text());
    }
  }

  /** The name of a member and the colon behind it. */
  public static void name(StringBuilder out, String name) {
    quote(out, name);
    out.append(':');
  }

  public static void quote(StringBuilder out, String text) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
