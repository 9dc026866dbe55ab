package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.payload.JsonText;
import dev.edmund.request.payload.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts values out of earlier answers into the query of a URL, as literals (Part 1, 11.7.6). */
record QueryReferences(Outcomes outcomes) {

  /**
   * The query with values for references.
   *
   * @param query not decoded
   * @throws ODataException 424 when a request that is referred to failed, 400 when its answer has
   *     no such value
   */
  String resolved(String query) {
    return query.contains("$") || query.contains("%24")
        ? Arrays.stream(query.split("&", -1)).map(this::option).collect(Collectors.joining("&"))
        : query;
  }

  private String option(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? "" : option.substring(0, equals).replaceFirst("^(\\$|%24)", "");
    String value = option.substring(equals + 1);
    if (equals < 0) {
      return option;
    }
    String put =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "id" -> outcomes.references().resolve(value).orElse(value);
          case "search" ->
              ValueReference.replaced(
                  value, outcomes::isKnown, r -> encoded(phrase(outcomes.value(r, "url"))));
          default ->
              ValueReference.replaced(
                  value, outcomes::isKnown, r -> encoded(literal(outcomes.value(r, "url"))));
        };
    return option.substring(0, equals + 1) + put;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A value as expressions have it. */
  static String literal(JsonValue value) {
    return value.isText() ? "'" + value.text().replace("'", "''") + "'" : JsonText.of(value);
  }

  private static String phrase(JsonValue value) {
    if (value.is(JsonValue.Kind.ARRAY) || value.is(JsonValue.Kind.OBJECT)) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "The value that is referred to is no text to search for.", "url");
    }
    return JsonText.of(JsonValue.string(value.text()));
  }
}
