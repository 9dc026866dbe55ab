package dev.edmund.format.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEnumType;

/** The member names of an enumeration by the stored number. */
final class EnumNames {
  /** What clients are told that may not know the member: an evolvable enumeration has it. */
  private static final String SENTINEL = "unknownFutureValue";

  private final Map<Long, byte[]> byNumber;
  private final List<Map.Entry<Long, String>> flags;

  private EnumNames(Map<Long, byte[]> byNumber, List<Map.Entry<Long, String>> flags) {
    this.byNumber = byNumber;
    this.flags = flags;
  }

  static EnumNames of(EdmEnumType type) {
    return of(type, false);
  }

  /**
   * The names of an enumeration.
   *
   * @param evolvable whether members behind {@link #SENTINEL} have its name
   */
  static EnumNames of(EdmEnumType type, boolean evolvable) {
    Map<Long, byte[]> byNumber = new HashMap<>();
    List<Map.Entry<Long, String>> members = new ArrayList<>();
    boolean behind = false;
    for (String member : type.getMemberNames()) {
      String name = behind ? SENTINEL : member;
      behind |= evolvable && member.equals(SENTINEL);
      long number = Long.parseLong(type.getMember(member).getValue());
      byNumber.putIfAbsent(number, name.getBytes(StandardCharsets.UTF_8));
      members.add(Map.entry(number, name));
    }
    return new EnumNames(byNumber, type.isFlags() ? members : List.of());
  }

  /** The name for a number in decimal digits; the digits where no member has it. */
  byte[] name(byte[] digits) {
    long number = parse(digits);
    byte[] name = byNumber.get(number);
    return name != null ? name : combined(number, digits);
  }

  /** The members that together make up the number (JSON Format, 7.1). */
  private byte[] combined(long number, byte[] digits) {
    List<String> names = new ArrayList<>();
    long rest = number;
    for (Map.Entry<Long, String> flag : flags) {
      if (flag.getKey() != 0 && (number & flag.getKey()) == flag.getKey()) {
        names.add(flag.getValue());
        rest &= ~flag.getKey();
      }
    }
    return names.isEmpty() || rest != 0
        ? digits
        : String.join(",", new LinkedHashSet<>(names)).getBytes(StandardCharsets.UTF_8);
  }

  private static long parse(byte[] digits) {
    boolean negative = digits[0] == '-';
    long number = 0;
    for (int i = negative ? 1 : 0; i < digits.length; i++) {
      number = number * 10 - (digits[i] - '0');
    }
    return negative ? number : -number;
  }
}
