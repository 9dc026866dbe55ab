package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes one statement for many rows from a query for one. */
final class BatchRenderer {
  private static final String LINE = "\n";

  private final Query query;
  private final ReadSql sql;
  private final List<Term.Field> fields = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<BatchSql.Only> only = new ArrayList<>();
  private final List<Condition> rest = new ArrayList<>();

  BatchRenderer(Query query, Dialect dialect) {
    this.query = query;
    this.sql = new ReadSql(dialect);
    query.where().forEach(this::sort);
  }

  /** Parts the conditions on the row around from those on what is nested in it. */
  private void sort(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.operands().forEach(this::sort);
    } else if (!(condition instanceof Condition.Compare compare
        && compare.comparator() == Condition.Comparator.EQUAL
        && (isKey(compare) || isOnly(compare)))) {
      rest.add(condition);
    }
  }

  /** Values of different types can be equal for the database and not for us. */
  private boolean isKey(Condition.Compare equal) {
    if (equal.left() instanceof Term.Field field
        && equal.right() instanceof Term.Parent parent
        && field.type() == parent.type()) {
      fields.add(field);
      parents.add(parent.position());
      return true;
    }
    return false;
  }

  private boolean isOnly(Condition.Compare equal) {
    if (equal.left() instanceof Term.Parent parent
        && parent.type() == ColumnType.TEXT
        && equal.right() instanceof Term.Bind text) {
      only.add(new BatchSql.Only(parent.position(), text.value()));
      return true;
    }
    return false;
  }

  /** The statement; empty where the row around is spoken of elsewhere too. */
  Optional<BatchSql> render() {
    if (fields.isEmpty() || isAggregated()) {
      return Optional.empty();
    }
    boolean numbered = isNumbered();
    String head = (numbered ? numbered() : plain()) + LINE + "WHERE ";
    int middle = sql.binds().size();
    String conditions = rest.isEmpty() ? "" : LINE + "AND " + sql.all(rest, LINE);
    String tail = conditions + (numbered ? window() : end());
    List<Statement.Bind> binds = sql.binds();
    if (binds.stream().anyMatch(Statement.ParentColumn.class::isInstance)) {
      return Optional.empty();
    }
    return Optional.of(
        new BatchSql(
            new Statement(head, binds.subList(0, middle)),
            fields.stream().map(sql::text).toList(),
            new Statement(tail, binds.subList(middle, binds.size())),
            parents,
            only,
            query.columns().size(),
            query.limit()));
  }

  /** Its rows are not those that the keys are in. */
  private boolean isAggregated() {
    return !query.groups().isEmpty()
        || query.columns().stream().anyMatch(Term.Aggregate.class::isInstance);
  }

  /**
   * Whether rows are numbered to cut a window for each key: not where a key has one row at most.
   */
  private boolean isNumbered() {
    Long limit = query.limit();
    return query.offset() > 0 || (limit != null && !(limit == 1 && isUnique()));
  }

  private boolean isUnique() {
    Column column = fields.get(0).column();
    return fields.get(0).alias().equals(query.from().alias())
        && query
            .from()
            .accept(
                new Query.SourceVisitor<Boolean>() {
                  @Override
                  public Boolean rows(Query.Rows s) {
                    return column.equals(s.table().rowId())
                        || s.table().indexes().stream()
                            .anyMatch(i -> i.unique() && i.columns().equals(List.of(column)));
                  }

                  @Override
                  public Boolean elements(Query.Elements s) {
                    return false;
                  }

                  @Override
                  public Boolean derived(Query.Derived s) {
                    return false;
                  }

                  @Override
                  public Boolean recursive(Query.Recursive s) {
                    return false;
                  }

                  @Override
                  public Boolean again(Query.Again s) {
                    return false;
                  }

                  @Override
                  public Boolean given(Query.Given s) {
                    return false;
                  }
                });
  }

  private String plain() {
    return "SELECT "
        + sql.terms(query.columns())
        + ", "
        + sql.terms(fields)
        + sql.from(query, LINE);
  }

  private String end() {
    String keys = sql.terms(fields);
    if (query.columns().stream().anyMatch(Term.CountRows.class::isInstance)) {
      return LINE + "GROUP BY " + keys;
    }
    String order = query.order().isEmpty() ? "" : ", " + sql.order(query);
    return LINE + "ORDER BY " + keys + order;
  }

  private String numbered() {
    List<Term> columns = new ArrayList<>(query.columns());
    columns.addAll(fields);
    StringBuilder text = new StringBuilder(1024).append("SELECT * FROM (").append(LINE);
    text.append("SELECT ").append(sql.named(columns)).append(", ");
    text.append("row_number() OVER (PARTITION BY ").append(sql.terms(fields));
    if (!query.order().isEmpty()) {
      text.append(" ORDER BY ").append(sql.order(query));
    }
    return text.append(") AS n").append(sql.from(query, LINE)).toString();
  }

  private String window() {
    List<String> bounds = new ArrayList<>();
    if (query.offset() > 0) {
      bounds.add("r.n > " + sql.bind(query.offset()));
    }
    Long limit = query.limit();
    if (limit != null) {
      // Beyond all numbers there is no row either.
      bounds.add("r.n <= " + sql.bind(limit + Math.min(query.offset(), Long.MAX_VALUE - limit)));
    }
    int first = query.columns().size();
    String keys =
        IntStream.range(first, first + fields.size())
            .mapToObj(i -> "r." + ReadSql.name(i) + ", ")
            .collect(Collectors.joining());
    return ") r"
        + LINE
        + "WHERE "
        + String.join(" AND ", bounds)
        + LINE
        + "ORDER BY "
        + keys
        + "r.n";
  }
}
