package dev.edmund.store.sample;

import dev.edmund.model.storage.Values;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** The texts of primitive and enumeration values, as JSON has them. */
final class Scalars {
  private static final int EXAMPLE_PERCENT = 10;
  private static final int BYTES = 16;

  private final Words words;
  private final Patterns patterns;

  Scalars(Words words, Patterns patterns) {
    this.words = words;
    this.patterns = patterns;
  }

  /**
   * A value that the rule allows.
   *
   * @param entity the dice of the entity, {@code dice} those of the value
   * @return empty where values of the type are not made
   */
  Optional<String> text(Rule rule, Dice entity, Dice dice) {
    if (!rule.allowed().isEmpty()) {
      return Optional.of(dice.pick(rule.allowed()));
    }
    if (rule.example().isPresent()
        && dice.chance(EXAMPLE_PERCENT)
        && isValue(rule, rule.example().get())) {
      return rule.example();
    }
    if (rule.type().getKind() == EdmTypeKind.ENUM) {
      return Optional.of(member((EdmEnumType) rule.type(), dice));
    }
    return primitive(rule, entity, dice);
  }

  private static boolean isValue(Rule rule, String text) {
    try {
      Values.parse(rule.type(), text);
      return rule.maxLength() == null || text.length() <= rule.maxLength();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** One member; of flags sometimes two. */
  private static String member(EdmEnumType type, Dice dice) {
    List<String> names = type.getMemberNames();
    if (names.isEmpty()) {
      return "0";
    }
    String first = dice.pick(names);
    String second = dice.pick(names);
    return type.isFlags() && !first.equals(second) && dice.chance(30)
        ? first + "," + second
        : first;
  }

  private Optional<String> primitive(Rule rule, Dice entity, Dice dice) {
    String type = rule.type().getName();
    return switch (type) {
      case "String" -> Optional.of(string(rule, entity, dice));
      case "Boolean" -> Optional.of(String.valueOf(dice.chance(50)));
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Double", "Single" ->
          Optional.of(plain(Numbers.of(rule, type).pick(dice)));
      case "Guid" -> Optional.of(guid(dice));
      case "DateTimeOffset" -> Optional.of(Moments.dateTime(rule, dice));
      case "Date" -> Optional.of(Moments.date(rule, dice));
      case "TimeOfDay" -> Optional.of(Moments.timeOfDay(rule, dice));
      case "Duration" -> Optional.of(Moments.duration(rule, dice));
      case "Binary" -> Optional.of(binary(rule, dice));
      default -> Optional.empty();
    };
  }

  String sentence(Dice dice) {
    return words.text(Hint.TEXT, dice, dice);
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Of version 4, as it looks (RFC 9562, 5.4). */
  static String guid(Dice dice) {
    long high = (dice.next() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (dice.next() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new java.util.UUID(high, low).toString();
  }

  private static String binary(Rule rule, Dice dice) {
    int most = rule.maxLength() == null ? BYTES : Math.min(BYTES, rule.maxLength());
    byte[] bytes = new byte[most];
    for (int i = 0; i < most; i++) {
      bytes[i] = (byte) dice.next();
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String string(Rule rule, Dice entity, Dice dice) {
    Optional<String> patterned = rule.pattern().flatMap(p -> patterns.text(rule, p, dice));
    return patterned.orElseGet(() -> shortened(words.text(rule.hint(), entity, dice), rule));
  }

  private static String shortened(String text, Rule rule) {
    String plain = rule.unicode() ? text : text.replaceAll("[^\\x20-\\x7E]", "?");
    Integer most = rule.maxLength();
    return most == null || plain.codePointCount(0, plain.length()) <= most
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, most)).stripTrailing();
  }
}
