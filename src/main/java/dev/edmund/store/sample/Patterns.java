package dev.edmund.store.sample;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes texts that a regular expression finds ({@code Validation.Pattern}). */
final class Patterns {
  private static final int ATTEMPTS = 40;

  /** What {@code *} and {@code +} stand for at most. */
  private static final int REPETITIONS = 6;

  private final Notes notes;
  private final Map<String, Optional<Source>> sources = new HashMap<>();

  Patterns(Notes notes) {
    this.notes = notes;
  }

  private record Source(Pattern pattern, RgxGen generator) {}

  /** A text of the rule's pattern within its length; empty where none is found. */
  Optional<String> text(Rule rule, String pattern, Dice dice) {
    Source source = sources.computeIfAbsent(pattern, Patterns::source).orElse(null);
    for (int i = 0; source != null && i < ATTEMPTS; i++) {
      String text = attempt(source, dice);
      if (text != null && fits(text, rule) && source.pattern.matcher(text).find()) {
        return Optional.of(text);
      }
    }
    notes.add(rule.target() + ": no text is found for the pattern " + pattern);
    return Optional.empty();
  }

  private static boolean fits(String text, Rule rule) {
    return rule.maxLength() == null || text.codePointCount(0, text.length()) <= rule.maxLength();
  }

  private static @Nullable String attempt(Source source, Dice dice) {
    try {
      return source.generator.generate(new Random(dice.next()));
    } catch (RuntimeException e) {
      return null; // What the library cannot make, such as look-aheads, it says in many ways.
    }
  }

  private static Optional<Source> source(String pattern) {
    try {
      RgxGenProperties properties = new RgxGenProperties();
      RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, REPETITIONS);
      return Optional.of(new Source(Pattern.compile(pattern), RgxGen.parse(properties, pattern)));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // As above.
    }
  }
}
