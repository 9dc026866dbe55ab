package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Renders a query for a dialect. */
public final class ReadSql {
  private final Dialect dialect;
  private final List<Statement.Bind> binds;
  private final TermText terms = new TermText();
  private final ConditionSql conditions;

  /** What stands before all aliases, so that those of the statement around mean what they do. */
  private final String prefix;

  /** Says what a column of the row around is. */
  private final Function<Term.Parent, String> parents;

  ReadSql(Dialect dialect) {
    this.dialect = dialect;
    this.binds = new ArrayList<>();
    this.conditions = new ConditionSql(this, dialect);
    this.prefix = "";
    this.parents =
        parent -> {
          binds.add(new Statement.ParentColumn(parent.position()));
          return "?";
        };
  }

  /** Renders a query inside of another one, whose columns it refers to. */
  private ReadSql(ReadSql outer, List<Term> around) {
    this.dialect = outer.dialect;
    this.binds = outer.binds;
    this.conditions = new ConditionSql(this, dialect);
    this.prefix = outer.prefix + "n";
    this.parents = parent -> outer.text(around.get(parent.position()));
  }

  /** The binds of what has been rendered so far. */
  List<Statement.Bind> binds() {
    return List.copyOf(binds);
  }

  /** The statement that answers a query. */
  public static Statement render(Query query, Dialect dialect) {
    // Each column has its price, also one without a value: the driver asks for its name.
    if (query.columns().stream().anyMatch(Term.Members.class::isInstance)) {
      return withoutNulls(query, dialect);
    }
    ReadSql sql = new ReadSql(dialect);
    String text = sql.query(query, "\n", false);
    return new Statement(text, sql.binds);
  }

  private static Statement withoutNulls(Query query, Dialect dialect) {
    List<Term> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Term column : query.columns()) {
      boolean isNull = column instanceof Term.Null;
      places.add(isNull ? -1 : columns.size());
      if (!isNull) {
        columns.add(column);
      }
    }
    ReadSql sql = new ReadSql(dialect);
    String text = sql.query(query.with(columns), "\n", false);
    return new Statement(text, sql.binds, places);
  }

  /** Text and binds are made in the same order, from left to right. */
  String query(Query query, String line, boolean named) {
    StringBuilder text = new StringBuilder(1024).append("SELECT ");
    text.append(named ? named(query.columns()) : terms(query.columns()));
    text.append(from(query, line));
    if (!query.where().isEmpty()) {
      text.append(line).append("WHERE ").append(all(query.where(), line));
    }
    if (!query.groups().isEmpty()) {
      // By position: an expression with binds is not the same twice.
      text.append(line).append("GROUP BY ");
      text.append(
          query.groups().stream()
              .map(g -> String.valueOf(g + 1))
              .collect(Collectors.joining(", ")));
    }
    if (!query.order().isEmpty()) {
      text.append(line).append("ORDER BY ").append(order(query));
    }
    window(query, text, line);
    return text.toString();
  }

  String terms(List<? extends Term> terms) {
    return terms.stream().map(this::text).collect(Collectors.joining(", "));
  }

  /** Columns of two tables can have the same name, so that all get names of their own. */
  String named(List<Term> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> text(columns.get(i)) + " AS " + name(i))
        .collect(Collectors.joining(", "));
  }

  static String name(int position) {
    return "c" + position;
  }

  String from(Query query, String line) {
    StringBuilder text = new StringBuilder(line).append("FROM ").append(source(query.from()));
    for (Query.Join join : query.joins()) {
      text.append(line)
          .append(join.outer() ? "LEFT JOIN " : "JOIN ")
          .append(source(join.source()))
          .append(" ON ")
          .append(text(join.on()));
    }
    return text.toString();
  }

  String all(List<Condition> all, String line) {
    return all.stream().map(conditions::operand).collect(Collectors.joining(line + "AND "));
  }

  String order(Query query) {
    return query.order().stream()
        .map(key -> ordering(key, query))
        .collect(Collectors.joining(", "));
  }

  private void window(Query query, StringBuilder text, String line) {
    Long limit = query.limit();
    if (limit == null && query.offset() == 0) {
      return;
    }
    text.append(line);
    if (limit != null || dialect.offsetNeedsLimit()) {
      text.append("LIMIT ").append(limit(limit == null ? Long.MAX_VALUE : limit));
      text.append(query.offset() > 0 ? " " : "");
    }
    if (query.offset() > 0) {
      text.append("OFFSET ").append(bind(query.offset()));
    }
  }

  private String limit(long rows) {
    return dialect.limitsInText() ? Long.toString(rows) : bind(rows);
  }

  private String source(Query.Source source) {
    return source.accept(new SourceText(this, dialect)) + " " + prefix + source.alias();
  }

  private String ordering(Query.Ordering ordering, Query query) {
    Term term = ordering.term();
    return ordered(term)
        + (ordering.descending() ? " DESC" : "")
        + (query.canBeNull(term) ? dialect.nulls(ordering.descending()) : "");
  }

  private String inWindow(Query.Ordering key) {
    return ordered(key.term())
        + (key.descending() ? " DESC" : "")
        + dialect.nulls(key.descending());
  }

  String ordered(Term term) {
    return term instanceof Term.Field ? text(term) : dialect.ordered(text(term), term.type());
  }

  String bind(Object value) {
    binds.add(new Statement.Value(value));
    return "?";
  }

  String text(Term term) {
    return term.accept(terms);
  }

  /** SQL of the model with the binds of its values. */
  String fragment(Fragment fragment) {
    StringBuilder text = new StringBuilder();
    for (Fragment.Part part : fragment.parts()) {
      text.append(part.accept(new FragmentText()));
    }
    return text.toString();
  }

  private final class FragmentText implements Fragment.Visitor<String> {
    @Override
    public String text(Fragment.Text part) {
      return part.text();
    }

    @Override
    public String value(Fragment.Value part) {
      return ReadSql.this.text(part.term());
    }
  }

  /** The statement that runs SQL of the model by itself. */
  public static Statement render(Fragment fragment, Dialect dialect) {
    ReadSql sql = new ReadSql(dialect);
    String text = sql.fragment(fragment);
    return new Statement(text, sql.binds);
  }

  private String text(Condition condition) {
    return condition.accept(conditions);
  }

  private final class TermText implements Term.Visitor<String> {
    @Override
    public String field(Term.Field t) {
      return prefix + t.alias() + "." + dialect.quote(t.column().name());
    }

    @Override
    public String members(Term.Members t) {
      Term.Field version = t.version();
      if (version == null) {
        return object(t, List.of(), List.of());
      }
      String shown = text(version);
      String whole = object(t, List.of("@odata.etag"), List.of("'W/\"' || " + shown + " || '\"'"));
      return version.column().nullable()
          ? "CASE WHEN %s IS NULL THEN %s ELSE %s END"
              .formatted(shown, object(t, List.of(), List.of()), whole)
          : whole;
    }

    private String object(Term.Members t, List<String> before, List<String> texts) {
      return dialect.object(
          joined(before, t.names()),
          joined(texts, t.values().stream().map(ReadSql.this::text).toList()),
          joined(
              texts.stream().map(text -> ColumnType.TEXT).toList(),
              t.values().stream().map(Term::type).toList()));
    }

    private static <T> List<T> joined(List<T> before, List<T> behind) {
      return Stream.concat(before.stream(), behind.stream()).toList();
    }

    @Override
    public String items(Term.Items t) {
      return dialect.items(new ReadSql(ReadSql.this, t.around()).query(t.query(), " ", true));
    }

    @Override
    public String element(Term.Element t) {
      return dialect.element(prefix + t.alias(), t.facet());
    }

    @Override
    public String output(Term.Output t) {
      return prefix + t.alias() + "." + name(t.position());
    }

    @Override
    public String aggregate(Term.Aggregate t) {
      return dialect.aggregate(
          t.aggregator(), ReadSql.this.text(t.argument()), t.argument().type(), "");
    }

    @Override
    public String window(Term.Window t) {
      Term argument = t.argument();
      String summed = argument == null ? "" : ReadSql.this.text(argument);
      List<String> over = new ArrayList<>();
      if (!t.partition().isEmpty()) {
        over.add("PARTITION BY " + terms(t.partition()));
      }
      if (!t.order().isEmpty()) {
        over.add(
            "ORDER BY "
                + t.order().stream().map(ReadSql.this::inWindow).collect(Collectors.joining(", ")));
        // Rows that are equal in the order come one behind the other all the same.
        over.add("ROWS UNBOUNDED PRECEDING");
      }
      String window = " OVER (" + String.join(" ", over) + ")";
      return argument == null
          ? "row_number()" + window
          : dialect.aggregate(Term.Aggregator.SUM, summed, argument.type(), window);
    }

    @Override
    public String when(Term.When t) {
      String then = "CASE WHEN " + text(t.condition()) + " THEN " + text(t.term());
      Term otherwise = t.otherwise();
      return then + (otherwise == null ? "" : " ELSE " + text(otherwise)) + " END";
    }

    @Override
    public String parameter(Term.Parameter t) {
      binds.add(new Statement.Parameter(t.position()));
      return "?";
    }

    @Override
    public String bind(Term.Bind t) {
      return ReadSql.this.bind(dialect.encode(t.type(), t.value()));
    }

    @Override
    public String stored(Term.Stored t) {
      return ReadSql.this.bind(t.value());
    }

    @Override
    public String parent(Term.Parent t) {
      return parents.apply(t);
    }

    @Override
    public String nullValue(Term.Null t) {
      return dialect.nullValue(t.type());
    }

    @Override
    public String apply(Term.Apply t) {
      List<String> arguments = new ArrayList<>();
      List<ColumnType> types = new ArrayList<>();
      for (Term argument : t.arguments()) {
        arguments.add(text(argument));
        types.add(argument.type());
      }
      return dialect.operation(t.operation(), arguments, types, t.type());
    }

    @Override
    public String countRows(Term.CountRows t) {
      return "count(*)";
    }

    @Override
    public String subquery(Term.Subquery t) {
      return "(" + query(t.query(), " ", false) + ")";
    }

    @Override
    public String given(Term.Given t) {
      return dialect.result("(SELECT * FROM (" + fragment(t.sql()) + ") given LIMIT 1)", t.type());
    }

    @Override
    public String howMany(Term.HowMany t) {
      return t.conditions().stream()
          .map(c -> "CASE WHEN " + text(c) + " THEN 1 ELSE 0 END")
          .collect(Collectors.joining(" + ", "(", ")"));
    }

    @Override
    public String truth(Term.Truth t) {
      return "(" + text(t.condition()) + ")";
    }
  }
}
