package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads entity tags back into the versions that they were made of (Part 1, 8.2.4). */
final class Conditions {
  private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"([^\"]*)\"\\s*(?:,|$)");

  private Conditions() {}

  /** What the headers of a request say about the entity that it changes. */
  static Precondition of(WriteRequest request, EntityStorage type) {
    return of(request, type.version().column());
  }

  /** The same about what has its version in a column, such as a stream. */
  static Precondition of(WriteRequest request, Column version) {
    String match = request.ifMatch();
    if (match != null && request.ifNoneMatch() != null) {
      return both(match, request.ifNoneMatch(), version);
    }
    if (match != null) {
      return match.strip().equals("*")
          ? new Precondition.Exists()
          : new Precondition.Match(versions(match, "If-Match", version));
    }
    String none = request.ifNoneMatch();
    if (none != null) {
      return none.strip().equals("*")
          ? new Precondition.Missing()
          : new Precondition.Differs(versions(none, "If-None-Match", version));
    }
    return Precondition.NONE;
  }

  /** Where both headers are sent, both hold (RFC 9110, 13.2.2). */
  private static Precondition both(String match, String none, Column version) {
    if (none.strip().equals("*")) {
      return new Precondition.Match(List.of());
    }
    List<Object> not = versions(none, "If-None-Match", version);
    if (match.strip().equals("*")) {
      return new Precondition.Differs(not);
    }
    List<Object> versions = new ArrayList<>(versions(match, "If-Match", version));
    versions.removeAll(not);
    return new Precondition.Match(versions);
  }

  /** What an entity inside of a body says about the state of the one that it stands for. */
  static Precondition of(String tag, EntityStorage type) {
    return new Precondition.Match(versions(tag, "@odata.etag", type.version().column()));
  }

  private static List<Object> versions(String tags, String header, Column version) {
    List<Object> versions = new ArrayList<>();
    Matcher m = TAG.matcher(tags);
    int at = 0;
    while (at < tags.length()) {
      m.region(at, tags.length());
      if (!m.lookingAt()) {
        throw new ODataException(
            ErrorCode.INVALID_VALUE, "'" + tags + "' is no list of entity tags.", header);
      }
      String text = String.valueOf(m.group(1));
      version(version, text).ifPresent(versions::add);
      at = m.end();
    }
    return versions;
  }

  /** Empty where the tag is none that an entity of the type ever had. */
  private static Optional<Object> version(Column column, String text) {
    return switch (column.type()) {
      case INTEGER ->
          text.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
      case GUID ->
          text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
              ? Optional.of(text)
              : Optional.empty();
      default -> Optional.of(text);
    };
  }
}
