package dev.edmund.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where two JSON values differ. URLs are compared without their roots. */
final class JsonDifference {
  private static final int ENOUGH = 10;

  private final Service subject;
  private final Service reference;
  private final List<String> found = new ArrayList<>();

  JsonDifference(Service subject, Service reference) {
    this.subject = subject;
    this.reference = reference;
  }

  /** The differences found so far, one a line. */
  List<String> found() {
    return found;
  }

  /** Compares two values that stand at the same path; null where there is none. */
  void compare(String path, @Nullable JsonNode mine, @Nullable JsonNode theirs) {
    if (found.size() >= ENOUGH) {
      return;
    }
    if (mine == null || theirs == null) {
      if ((mine == null) != (theirs == null)) {
        differ(path, mine, theirs);
      }
    } else if (mine.isObject() && theirs.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      mine.fieldNames().forEachRemaining(names::add);
      theirs.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "." + name, mine.get(name), theirs.get(name)));
    } else if (mine.isArray() && theirs.isArray()) {
      for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
        compare(path + "[" + i + "]", mine.get(i), theirs.get(i));
      }
    } else if (!same(path, mine, theirs)) {
      differ(path, mine, theirs);
    }
  }

  private boolean same(String path, JsonNode mine, JsonNode theirs) {
    if (path.endsWith("@odata.nextLink")) {
      // Each has tokens of its own.
      return mine.isTextual() && theirs.isTextual();
    }
    if (mine.isTextual() && theirs.isTextual()) {
      return mine.textValue().equals(theirs.textValue())
          || mine.textValue()
              .replace(subject.root(), "")
              .equals(theirs.textValue().replace(reference.root(), ""));
    }
    if (mine.isNumber() && theirs.isNumber()) {
      return mine.decimalValue().compareTo(theirs.decimalValue()) == 0;
    }
    return mine.equals(theirs);
  }

  private void differ(String path, @Nullable JsonNode mine, @Nullable JsonNode theirs) {
    found.add(
        "  "
            + path
            + "\n    "
            + subject.name()
            + ": "
            + text(mine)
            + "\n    "
            + reference.name()
            + ": "
            + text(theirs));
  }

  private static String text(@Nullable JsonNode value) {
    return value == null ? "nothing" : value.toString();
  }
}
