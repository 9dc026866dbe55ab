package dev.edmund.conventions.dataverse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/**
 * The call of a function that no model declares, with or without parentheses.
 *
 * @param parameters the texts of the values by name, of aliases too, in which nothing is encoded
 */
record FunctionCall(String name, Map<String, String> parameters) {
  private static final Pattern CALL = Pattern.compile("/?(\\w+)(?:\\((.*)\\))?/?", Pattern.DOTALL);

  /** A parameter: its value is an alias, a quoted text, a list, or reaches up to a comma. */
  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)=(@\\w+|\\[[^\\]]*]|(?:[^,']|'(?:[^']|'')*')*),?", Pattern.DOTALL);

  FunctionCall {
    parameters = Map.copyOf(parameters);
  }

  /** The call of a function, if a request is one. */
  static Optional<FunctionCall> of(ODataRequest request, String function) {
    boolean read = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    Matcher call = CALL.matcher(decoded(request.getRawODataPath()));
    if (!read || !call.matches() || !call.group(1).equals(function)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    String list = call.group(2);
    Matcher parameter = PARAMETER.matcher(list == null ? "" : list);
    while (parameter.find()) {
      String value = parameter.group(2);
      String given = value.startsWith("@") ? option(request, value) : value;
      if (given != null) {
        values.put(parameter.group(1), given);
      }
    }
    return Optional.of(new FunctionCall(function, values));
  }

  private static @Nullable String option(ODataRequest request, String name) {
    String query = request.getRawQueryPath();
    for (String option : query == null ? new String[0] : query.split("&", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0 && decoded(option.substring(0, equals)).equals(name)) {
        return decoded(option.substring(equals + 1));
      }
    }
    return null;
  }

  private static String decoded(@Nullable String text) {
    try {
      return text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // No call; the service says what is wrong with the URL.
    }
  }
}
