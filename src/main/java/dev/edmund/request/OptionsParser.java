package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.Search;
import dev.edmund.request.option.SelectItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of system query options, of a request or nested in another option. */
final class OptionsParser {
  private static final Pattern DIGITS = Pattern.compile("\\d++");
  private static final Pattern LEVELS = Pattern.compile("[1-9]\\d*+|(?i:max)");

  private final ExpressionParser expressions;
  private final ExpandParser expands;
  private final SelectParser selects;

  OptionsParser(EdmNames names, ExpressionParser expressions) {
    this.expressions = expressions;
    this.expands = new ExpandParser(names, this);
    this.selects = new SelectParser(names, this);
  }

  /**
   * Reads option values.
   *
   * @param scope the instance they are evaluated for, and the aliases
   * @param expandLevel how many expands they are nested in
   */
  QueryOptions options(Map<SystemOption, Cursor> values, Scope scope, int expandLevel) {
    return new QueryOptions(
        filter(values.get(SystemOption.FILTER), scope),
        search(values.get(SystemOption.SEARCH)),
        orderBy(values.get(SystemOption.ORDERBY), scope),
        select(values.get(SystemOption.SELECT), scope),
        expand(values.get(SystemOption.EXPAND), scope, expandLevel),
        number(values.get(SystemOption.TOP)),
        number(values.get(SystemOption.SKIP)),
        count(values.get(SystemOption.COUNT)),
        levels(values.get(SystemOption.LEVELS), expandLevel),
        text(values.get(SystemOption.FORMAT)),
        text(values.get(SystemOption.ID)),
        text(values.get(SystemOption.SKIPTOKEN)));
  }

  /** Refuses what is not among the allowed options. */
  static void require(Map<SystemOption, Cursor> values, Set<SystemOption> allowed, String what) {
    values.forEach(
        (option, cursor) -> {
          if (!allowed.contains(option)) {
            throw cursor.error(
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

  private List<QueryOptions.OrderBy> orderBy(@Nullable Cursor in, Scope scope) {
    List<QueryOptions.OrderBy> items = new ArrayList<>();
    if (in == null) {
      return items;
    }
    do {
      in.blanks();
      Typed value = Located.at(in.target(), () -> expressions.expression(in, scope));
      if (TypeRules.hasNoOrder(value)) {
        throw in.error(
            ErrorCode.TYPE_MISMATCH, value.typeName() + " has no order; the item that ends");
      }
      ExprHeight.check(value.expr(), in);
      items.add(new QueryOptions.OrderBy(value.expr(), descending(in)));
      in.budget().terms(items.size());
    } while (in.accept(','));
    in.expectEnd();
    return items;
  }

  private static boolean descending(Cursor in) {
    if (!in.blanks() || !in.atName()) {
      return false;
    }
    int start = in.position();
    String word = EdmTypes.lower(in.name());
    if (!word.equals("asc") && !word.equals("desc")) {
      throw in.errorAt(start, ErrorCode.SYNTAX, "asc, desc or a comma is expected");
    }
    in.blanks();
    return word.equals("desc");
  }

  private List<SelectItem> select(@Nullable Cursor in, Scope scope) {
    return in == null ? List.of() : selects.items(in, scope);
  }

  private List<ExpandItem> expand(@Nullable Cursor in, Scope scope, int level) {
    return in == null ? List.of() : expands.items(in, scope, level + 1);
  }

  private static @Nullable Long number(@Nullable Cursor in) {
    if (in == null) {
      return null;
    }
    int start = in.position();
    if (in.match(DIGITS) == null || !in.atEnd()) {
      throw invalid(in, start, "a non-negative integer is expected");
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
