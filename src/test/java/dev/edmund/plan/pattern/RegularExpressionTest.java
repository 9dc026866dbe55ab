package dev.edmund.plan.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.edmund.core.ODataException;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** ECMAScript's regular expressions in the common syntax, against Java's own (ECMA-262, 15.10). */
final class RegularExpressionTest {

  /** What is no pattern is refused, whatever it is; what is one compiles. */
  @Property(tries = 2_000)
  void anyTextIsAPatternOrIsRefused(@ForAll @StringLength(max = 12) String text) {
    String common;
    try {
      common = RegularExpression.common(text);
    } catch (ODataException refused) {
      assertTrue(refused.code().status() == 400 || refused.code().status() == 501, text);
      return;
    }
    Pattern.compile(common.replace("\\y", "\\b").replace("\\Y", "\\B"));
  }

  @Property(tries = 3_000)
  void theSameTextsMatch(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
    boolean expected = java.util.regex.Pattern.compile(pattern).matcher(text).find();
    String common = RegularExpression.common(pattern);
    assertEquals(
        expected,
        Pattern.compile(common.replace("\\y", "\\b").replace("\\Y", "\\B")).matcher(text).find(),
        () -> pattern + " as " + common + " on " + text);
  }

  /** No {@code $}: Java's matches before a line end, too. */
  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.lazyOf(this::atoms, this::atoms, this::repeated, this::joined);
  }

  private Arbitrary<String> atoms() {
    return Arbitraries.of(
        "a",
        "b",
        "-",
        ".",
        "^",
        "\\b",
        "\\B",
        "\\d",
        "\\W",
        "\\w",
        "[ab]",
        "[^a]",
        "[a-c_]",
        "[\\d\\-]",
        "\\.",
        "\\u0061",
        "\\x62",
        "é",
        "(?:)",
        "[^\\W]",
        "\\t",
        "\\]");
  }

  private Arbitrary<String> repeated() {
    Arbitrary<String> times = Arbitraries.of("*", "+", "?", "*?", "{2}", "{0,1}", "{1,}");
    return Combinators.combine(patterns(), times).as((p, t) -> "(" + p + ")" + t);
  }

  private Arbitrary<String> joined() {
    return Combinators.combine(patterns(), Arbitraries.of("", "|"), patterns())
        .as((a, o, b) -> a + o + b);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "ab", "-", "7", "_", " ", "c", ".", "]", "\t")
        .list()
        .ofMaxSize(6)
        .map(parts -> parts.stream().collect(Collectors.joining()));
  }

  @Test
  void aPatternThatGrowsIsRefused() {
    assertThrows(ODataException.class, () -> RegularExpression.common("((a{99}){99}){99}"));
    String deep = "(".repeat(60) + "a" + ")".repeat(60);
    assertThrows(ODataException.class, () -> RegularExpression.common(deep));
  }
}
