package dev.edmund.request;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The system query options (Part 2, 5.1). */
enum SystemOption {
  FILTER,
  SEARCH,
  ORDERBY,
  SELECT,
  EXPAND,
  TOP,
  SKIP,
  COUNT,
  LEVELS,
  FORMAT,
  ID,
  SKIPTOKEN,
  APPLY,
  COMPUTE,
  INDEX,
  SCHEMAVERSION,
  DELTATOKEN;

  private static final Map<String, SystemOption> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(o -> EdmTypes.lower(o.name()), o -> o));

  /** The option of a name without {@code $}, in any case (4.01), or null. */
  static @Nullable SystemOption named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /** The name with {@code $}. */
  String text() {
    return "$" + EdmTypes.lower(name());
  }

  /** Whether the value is an address, a token or a media type, in which {@code +} is a plus. */
  boolean keepsPlus() {
    return this == FORMAT || this == ID || this == SKIPTOKEN || this == DELTATOKEN;
  }
}
