package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import dev.edmund.request.expr.Search;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of system query options, of a request or nested in another option. */
final class OptionsParser {
  private static final Pattern DIGITS = Pattern.compile("\\d++");
  private static final Pattern POSITION = Pattern.compile("-?\\d++");
  private static final Pattern VERSION = Pattern.compile("\\*|[A-Za-z0-9._~-]++");
  private static final Pattern LEVELS = Pattern.compile("[1-9]\\d*+|(?i:max)");

  private final EdmNames names;
  private final ExpressionParser expressions;
  private final ExpandParser expands;
  private final SelectParser selects;

  OptionsParser(EdmNames names, ExpressionParser expressions) {
    this.names = names;
    this.expressions = expressions;
    this.expands = new ExpandParser(names, expressions, this);
    this.selects = new SelectParser(names, expressions, this);
  }

  /**
   * Reads option values.
   *
   * @param scope the instance they are evaluated for, and the aliases
   * @param expandLevel how many expands they are nested in
   */
  QueryOptions options(Map<SystemOption, Cursor> values, Scope scope, int expandLevel) {
    TransformationSequence apply = apply(values.get(SystemOption.APPLY), scope);
    Scope applied = apply == null ? scope : scope.at(apply.result());
    ComputeParser.Computed computed = compute(values.get(SystemOption.COMPUTE), applied);
    Scope seen = applied.at(computed.shape());
    return new QueryOptions(
        apply,
        computed.items(),
        filter(values.get(SystemOption.FILTER), seen),
        search(values.get(SystemOption.SEARCH)),
        orderBy(values.get(SystemOption.ORDERBY), seen),
        select(values.get(SystemOption.SELECT), seen),
        expand(values.get(SystemOption.EXPAND), seen, expandLevel),
        number(values.get(SystemOption.TOP)),
        number(values.get(SystemOption.SKIP)),
        count(values.get(SystemOption.COUNT)),
        levels(values.get(SystemOption.LEVELS), expandLevel),
        rest(values));
  }

  private static QueryOptions.Rest rest(Map<SystemOption, Cursor> values) {
    return new QueryOptions.Rest(
        text(values.get(SystemOption.FORMAT)),
        text(values.get(SystemOption.ID)),
        text(values.get(SystemOption.SKIPTOKEN)),
        text(values.get(SystemOption.DELTATOKEN)),
        number(values.get(SystemOption.INDEX), POSITION, "an integer is expected"),
        schemaVersion(values.get(SystemOption.SCHEMAVERSION)));
  }

  private @Nullable TransformationSequence apply(@Nullable Cursor in, Scope scope) {
    return in == null
        ? null
        : Located.at(in.target(), () -> new ApplyParser(names, expressions).apply(in, scope));
  }

  private ComputeParser.Computed compute(@Nullable Cursor in, Scope scope) {
    if (in == null) {
      return new ComputeParser.Computed(List.of(), scope.shape());
    }
    ComputeParser.Computed computed = new ComputeParser(expressions).items(in, scope);
    in.expectEnd();
    return computed;
  }

  private static @Nullable String schemaVersion(@Nullable Cursor in) {
    if (in == null) {
      return null;
    }
    int start = in.position();
    if (in.match(VERSION) == null || !in.atEnd()) {
      throw invalid(in, start, "a schema version or * is expected");
    }
    return in.since(start);
  }

  /** Refuses what is not among the allowed options. */
  static void require(Map<SystemOption, Cursor> values, Set<SystemOption> allowed, String what) {
    values.forEach(
        (option, cursor) -> {
          if (!allowed.contains(option)) {
            throw cursor.errorAt(
                cursor.optionStart(),
                ErrorCode.BAD_REQUEST,
                option.text() + " does not apply to " + what + "; it stands");
          }
        });
  }

  private @Nullable Expr filter(@Nullable Cursor in, Scope scope) {
    if (in == null) {
      return null;
    }
    Expr filter = Located.at(in.target(), () -> expressions.predicate(in, scope));
    in.blanks();
    in.expectEnd();
    ExprHeight.check(filter, in);
    return filter;
  }

  private static @Nullable Search search(@Nullable Cursor in) {
    return in == null ? null : SearchParser.search(in);
  }

  private List<OrderBy> orderBy(@Nullable Cursor in, Scope scope) {
    if (in == null) {
      return List.of();
    }
    List<OrderBy> items = new OrderByParser(expressions).items(in, scope);
    in.expectEnd();
    return items;
  }

  private List<SelectItem> select(@Nullable Cursor in, Scope scope) {
    return in == null ? List.of() : selects.items(in, scope);
  }

  private List<ExpandItem> expand(@Nullable Cursor in, Scope scope, int level) {
    return in == null ? List.of() : expands.items(in, scope, level + 1);
  }

  private static @Nullable Long number(@Nullable Cursor in) {
    return number(in, DIGITS, "a non-negative integer is expected");
  }

  private static @Nullable Long number(@Nullable Cursor in, Pattern form, String expected) {
    if (in == null) {
      return null;
    }
    int start = in.position();
    if (in.match(form) == null || !in.atEnd()) {
      throw invalid(in, start, expected);
    }
    try {
      return Long.valueOf(in.since(start));
    } catch (NumberFormatException e) {
      throw invalid(in, start, "there is no 64-bit integer");
    }
  }

  private static boolean count(@Nullable Cursor in) {
    if (in == null) {
      return false;
    }
    String value = EdmTypes.lower(in.rest());
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid(in, in.position(), "true or false is expected");
    }
    return value.equals("true");
  }

  private static @Nullable Integer levels(@Nullable Cursor in, int level) {
    if (in == null) {
      return null;
    }
    int start = in.position();
    if (in.match(LEVELS) == null || !in.atEnd()) {
      throw invalid(in, start, "$levels is a positive integer or max; another value stands");
    }
    int deepest = in.budget().limits().expandDepth();
    String text = in.since(start);
    if (EdmTypes.lower(text).equals("max")) {
      return deepest - level + 1;
    }
    if (text.length() > 6 || Integer.parseInt(text) + level - 1 > deepest) {
      throw Limits.exceeded("expandDepth", deepest, in.target());
    }
    return Integer.valueOf(text);
  }

  private static @Nullable String text(@Nullable Cursor in) {
    if (in == null) {
      return null;
    }
    if (in.atEnd()) {
      throw invalid(in, in.position(), "a value is expected");
    }
    return in.rest();
  }

  private static ODataException invalid(Cursor in, int position, String what) {
    return in.errorAt(position, ErrorCode.INVALID_VALUE, what);
  }
}
