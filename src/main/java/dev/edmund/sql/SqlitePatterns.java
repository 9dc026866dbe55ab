package dev.edmund.sql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.edmund.plan.pattern.RegularExpression;
import dev.edmund.sql.SqliteFunctions.ScalarFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions on SQLite, by an engine whose time grows with the length of the text. */
final class SqlitePatterns {
  private @Nullable String text;
  private @Nullable Pattern pattern;

  private SqlitePatterns() {}

  /** The functions of one connection, which keep the pattern of the statement that runs there. */
  static List<ScalarFunction> all() {
    SqlitePatterns patterns = new SqlitePatterns();
    return List.of(
        new ScalarFunction(
            "edmund_matches",
            2,
            a -> patterns.matches(a.get(0).toString(), a.get(1).toString()) ? 1L : 0L));
  }

  private synchronized boolean matches(String value, String wanted) {
    Pattern compiled = pattern;
    if (compiled == null || !wanted.equals(text)) {
      compiled = compile(wanted);
      pattern = compiled;
      text = wanted;
    }
    return compiled.matcher(value).find();
  }

  private static Pattern compile(String common) {
    try {
      return Pattern.compile(RegularExpression.re2(common));
    } catch (PatternSyntaxException e) {
      throw new IllegalStateException("The planner writes what all databases read", e);
    }
  }
}
