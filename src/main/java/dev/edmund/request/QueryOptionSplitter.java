package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits a query at {@code &} and the first {@code =}, then decodes each part. */
final class QueryOptionSplitter {
  /**
   * Custom options by which some services take a whole query. Whoever sends one and is not refused
   * believes the answer to be its result.
   */
  private static final Set<String> FOREIGN_QUERIES =
      Set.of("fetchxml", "savedquery", "sql", "userquery");

  private final ParserSettings settings;
  private final Limits limits;

  QueryOptionSplitter(ParserSettings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /**
   * The options of a query.
   *
   * @param system a cursor over the value of each, with the budget of that option
   */
  record Options(
      Map<SystemOption, Cursor> system, Map<String, Text> aliases, Map<String, String> custom) {}

  /**
   * Splits a raw query; null stands for none.
   *
   * @param parameters names that are options of the request's own where no dollar is before them
   */
  Options split(@Nullable String rawQuery, Set<String> parameters) {
    Options options =
        new Options(new EnumMap<>(SystemOption.class), new HashMap<>(), new LinkedHashMap<>());
    if (rawQuery != null) {
      int start = 0;
      while (start <= rawQuery.length()) {
        int amp = rawQuery.indexOf('&', start);
        int end = amp < 0 ? rawQuery.length() : amp;
        if (end > start) {
          add(rawQuery.substring(start, end), options, parameters);
        }
        start = end + 1;
      }
    }
    return options;
  }

  private void add(String part, Options options, Set<String> parameters) {
    int eq = part.indexOf('=');
    String rawName = eq < 0 ? part : part.substring(0, eq);
    String value = eq < 0 ? "" : part.substring(eq + 1);
    String name = PercentDecoder.query(rawName, rawName).value();
    if (name.startsWith("@")) {
      alias(name, value, options);
      return;
    }
    SystemOption option = parameters.contains(name) ? null : option(name);
    if (option == null) {
      if (FOREIGN_QUERIES.contains(EdmTypes.lower(name))) {
        throw ODataException.notImplemented(name, name);
      }
      options.custom().putIfAbsent(name, PercentDecoder.query(value, name).value());
      return;
    }
    Text text =
        option.keepsPlus()
            ? PercentDecoder.path(value, option.text())
            : PercentDecoder.query(value, option.text());
    Cursor cursor = new Cursor(text, new Budget(limits, option.text()), option.text());
    if (options.system().put(option, cursor) != null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, option.text() + " is given more than once.", option.text());
    }
  }

  private static void alias(String name, String value, Options options) {
    Text text = PercentDecoder.query(value, name);
    if (options.aliases().put(name.substring(1), text) != null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "The alias " + name + " is given more than once.", name);
    }
  }

  private @Nullable SystemOption option(String name) {
    boolean prefixed = name.startsWith("$");
    if (!prefixed && !settings.allowUnprefixedOptions()) {
      return null;
    }
    return checked(SystemOption.named(prefixed ? name.substring(1) : name), name, prefixed);
  }

  /** Refuses what is not known. */
  static @Nullable SystemOption checked(
      @Nullable SystemOption option, String name, boolean required) {
    if (option == null && required) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "There is no system query option '" + name + "'.", name);
    }
    return option;
  }
}
