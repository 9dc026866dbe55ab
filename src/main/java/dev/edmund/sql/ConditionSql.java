package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.stream.Collectors;

/** Renders conditions for a dialect. */
final class ConditionSql implements Condition.Visitor<String> {
  private static final int PLAIN_OPERANDS = 16;

  private final ReadSql sql;
  private final Dialect dialect;

  /**
   * Conditions of a statement.
   *
   * @param sql renders what is compared, and keeps the binds
   */
  ConditionSql(ReadSql sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  /** A condition as an operand of another one. */
  String operand(Condition condition) {
    return condition instanceof Condition.Or ? "(" + text(condition) + ")" : text(condition);
  }

  private String text(Condition condition) {
    return condition.accept(this);
  }

  private String text(Term term) {
    return sql.text(term);
  }

  private String ordered(Term term) {
    return sql.ordered(term);
  }

  private String terms(List<Term> terms) {
    return sql.terms(terms);
  }

  private String query(Query query) {
    return sql.query(query, " ", false);
  }

  @Override
  public String and(Condition.And c) {
    return balanced(c.operands().stream().map(this::operand).toList(), " AND ");
  }

  @Override
  public String or(Condition.Or c) {
    return balanced(
        c.operands().stream()
            .map(o -> o instanceof Condition.And ? "(" + text(o) + ")" : operand(o))
            .toList(),
        " OR ");
  }

  /**
   * Many operands in halves: a plain row of them is a tree as deep as it is long, and databases
   * limit the depth.
   */
  private static String balanced(List<String> operands, String operator) {
    int size = operands.size();
    if (size <= PLAIN_OPERANDS) {
      return String.join(operator, operands);
    }
    return "("
        + balanced(operands.subList(0, size / 2), operator)
        + ")"
        + operator
        + "("
        + balanced(operands.subList(size / 2, size), operator)
        + ")";
  }

  @Override
  public String not(Condition.Not c) {
    return c.operand().accept(new NegatedText());
  }

  @Override
  public String definite(Condition.Definite c) {
    return "(" + text(c.operand()) + ") IS TRUE";
  }

  @Override
  public String compare(Condition.Compare c) {
    // Where one side is a column, its order is that of the comparison.
    boolean plain =
        c.comparator() == Condition.Comparator.EQUAL
            || c.left() instanceof Term.Field
            || c.right() instanceof Term.Field;
    return (plain ? text(c.left()) : ordered(c.left()))
        + " "
        + sign(c.comparator())
        + " "
        + text(c.right());
  }

  @Override
  public String compareRows(Condition.CompareRows c) {
    String left = c.left().stream().map(this::ordered).collect(Collectors.joining(", "));
    return "(" + left + ") " + sign(c.comparator()) + " (" + terms(c.right()) + ")";
  }

  @Override
  public String same(Condition.Same c) {
    return text(c.left()) + " IS NOT DISTINCT FROM " + text(c.right());
  }

  @Override
  public String isNull(Condition.IsNull c) {
    return text(c.term()) + " IS NULL";
  }

  @Override
  public String in(Condition.In c) {
    return text(c.term())
        + " IN ("
        + c.items().stream().map(this::text).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public String among(Condition.Among c) {
    String row = terms(c.terms());
    return (c.terms().size() == 1 ? row : "(" + row + ")") + " IN (" + query(c.query()) + ")";
  }

  @Override
  public String exists(Condition.Exists c) {
    return "EXISTS (" + members(c.query()) + ")";
  }

  @Override
  public String holds(Condition.Holds c) {
    return text(c.term());
  }

  @Override
  public String match(Condition.Match c) {
    String text = text(c.text());
    return switch (c.kind()) {
      case CONTAINS -> dialect.contains(text, text(c.part()));
      case STARTS_WITH -> dialect.startsWith(text, text(c.part()));
      case ENDS_WITH ->
          // Each term is rendered anew where it stands, so that its binds are in order.
          "substr("
              + text
              + ", length("
              + text(c.text())
              + ") - length("
              + text(c.part())
              + ") + 1) = "
              + text(c.part());
    };
  }

  @Override
  public String hasWords(Condition.HasWords c) {
    String rowId = text(c.rowId());
    return c.indexes().stream()
        .map(i -> dialect.words().rowIds(i.table(), i.index(), c.text(), c.whole(), sql::bind))
        .collect(Collectors.joining(" UNION ALL ", rowId + " IN (", ")"));
  }

  @Override
  public String hasFlags(Condition.HasFlags c) {
    return "(" + text(c.value()) + " & " + text(c.flags()) + ") = " + text(c.flags());
  }

  @Override
  public String since(Condition.Since c) {
    return dialect.log().since(text(c.position()), c.mark(), sql::bind);
  }

  @Override
  public String constant(Condition.Constant c) {
    return c.value() ? "1 = 1" : "1 = 0";
  }

  private String members(Query query) {
    return query(
        new Query(
            query.from(),
            query.joins(),
            List.of(new Term.Bind(1L, ColumnType.INTEGER)),
            query.where(),
            List.of(),
            null,
            0));
  }

  private static String sign(Condition.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> "=";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  /** Negations that SQL has a shorter form for. */
  private final class NegatedText implements Condition.Visitor<String> {
    private String plain(Condition condition) {
      return "NOT (" + text(condition) + ")";
    }

    @Override
    public String and(Condition.And c) {
      return plain(c);
    }

    @Override
    public String or(Condition.Or c) {
      return plain(c);
    }

    @Override
    public String not(Condition.Not c) {
      return plain(c);
    }

    @Override
    public String definite(Condition.Definite c) {
      return "(" + text(c.operand()) + ") IS NOT TRUE";
    }

    @Override
    public String compare(Condition.Compare c) {
      return plain(c);
    }

    @Override
    public String compareRows(Condition.CompareRows c) {
      return plain(c);
    }

    @Override
    public String same(Condition.Same c) {
      return text(c.left()) + " IS DISTINCT FROM " + text(c.right());
    }

    @Override
    public String isNull(Condition.IsNull c) {
      return text(c.term()) + " IS NOT NULL";
    }

    @Override
    public String in(Condition.In c) {
      return plain(c);
    }

    @Override
    public String among(Condition.Among c) {
      return plain(c);
    }

    @Override
    public String exists(Condition.Exists c) {
      return "NOT " + text(c);
    }

    @Override
    public String holds(Condition.Holds c) {
      return plain(c);
    }

    @Override
    public String match(Condition.Match c) {
      return plain(c);
    }

    @Override
    public String hasWords(Condition.HasWords c) {
      return plain(c);
    }

    @Override
    public String hasFlags(Condition.HasFlags c) {
      return plain(c);
    }

    @Override
    public String since(Condition.Since c) {
      return plain(c);
    }

    @Override
    public String constant(Condition.Constant c) {
      return plain(c);
    }
  }
}
