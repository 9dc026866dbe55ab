package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmMember;

/** Members of enumerations, as numbers. */
final class EnumLiterals {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");

  private EnumLiterals() {}

  /**
   * The number that a list of members and numbers stands for.
   *
   * @param text such as {@code Solid,Yellow}
   */
  static String number(EdmEnumType type, String text) {
    String[] parts = text.split(",", -1);
    if (parts.length > 1 && !type.isFlags()) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "'"
              + text
              + "' has several members and "
              + EdmTypes.name(type)
              + " is not a flags type.");
    }
    long value = 0;
    for (String part : parts) {
      value |= member(type, part);
    }
    return Long.toString(value);
  }

  private static long member(EdmEnumType type, String name) {
    if (NUMBER.matcher(name).matches()) {
      return Long.parseLong(name);
    }
    EdmMember member = type.getMember(name);
    if (member == null) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "'"
              + name
              + "' is not a member of "
              + EdmTypes.name(type)
              + "; its members are "
              + String.join(", ", first(type.getMemberNames()))
              + ".");
    }
    String value = member.getValue();
    // A member without a value has its position (CSDL XML, 10.3).
    return value == null ? type.getMemberNames().indexOf(name) : Long.parseLong(value);
  }

  private static List<String> first(List<String> names) {
    return names.subList(0, Math.min(names.size(), 50));
  }
}
