package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element of the text, with the place where its tag ends.
 *
 * @param text what stands in it beside other elements
 */
record Element(
    String name,
    Map<String, String> attributes,
    List<Element> children,
    String text,
    int line,
    int column) {
  /** What errors are about. */
  static final String TARGET = "fetchXml";

  Element {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  @Nullable String get(String attribute) {
    return attributes.get(attribute);
  }

  /** An attribute that has to be there. */
  String require(String attribute) {
    String value = attributes.get(attribute);
    if (value == null || value.isBlank()) {
      throw error(ErrorCode.BAD_REQUEST, "needs the attribute '" + attribute + "'");
    }
    return value;
  }

  /** A switch, which is off where it is not there. */
  boolean flag(String attribute) {
    String value = attributes.getOrDefault(attribute, "false");
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw invalid(attribute, "is true or false");
    };
  }

  /** A positive number; null where it is not there. */
  @Nullable Integer number(String attribute) {
    String value = attributes.get(attribute);
    if (value == null) {
      return null;
    }
    if (!value.matches("0*[1-9]\\d{0,8}")) {
      throw invalid(attribute, "is a number from 1 on");
    }
    return Integer.valueOf(value);
  }

  Stream<Element> children(String named) {
    return children.stream().filter(child -> child.name.equals(named));
  }

  /** The error that an attribute has a value which it cannot have. */
  ODataException invalid(String attribute, String rule) {
    return error(
        ErrorCode.INVALID_VALUE,
        "has "
            + attribute
            + "='"
            + attributes.getOrDefault(attribute, "")
            + "', and that attribute "
            + rule);
  }

  ODataException unknown(String what) {
    return error(ErrorCode.UNKNOWN_NAME, what);
  }

  ODataException notImplemented(String what) {
    return ODataException.notImplemented("FetchXML: " + what + ", by " + where(), TARGET);
  }

  /** An error of this element, which the message goes on about. */
  ODataException error(ErrorCode code, String message) {
    return new ODataException(code, "FetchXML: " + where() + " " + message + ".", TARGET);
  }

  private String where() {
    return "<" + name + ">, up to line " + line + ", column " + column + ",";
  }
}
