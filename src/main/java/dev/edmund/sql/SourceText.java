package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.plan.query.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Renders what rows come from. */
final class SourceText implements Query.SourceVisitor<String> {
  /** No table of a model has the name. */
  private static final String GIVEN = "edmund_given";

  private final ReadSql sql;
  private final Dialect dialect;

  /**
   * Renders sources of a statement.
   *
   * @param sql renders the rest of it, and keeps the binds
   */
  SourceText(ReadSql sql, Dialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  @Override
  public String rows(Query.Rows s) {
    return dialect.quote(s.table().name());
  }

  @Override
  public String elements(Query.Elements s) {
    return dialect.elements(sql.text(s.array()));
  }

  @Override
  public String derived(Query.Derived s) {
    return "(" + union(s.parts()) + ")";
  }

  /** UNION drops rows that are there already, so that a cycle comes to an end. */
  @Override
  public String recursive(Query.Recursive s) {
    String columns =
        IntStream.range(0, s.start().columns().size())
            .mapToObj(ReadSql::name)
            .collect(Collectors.joining(", "));
    return ("(WITH RECURSIVE " + s.name() + "(" + columns + ") AS (")
        + sql.query(s.start(), " ", false)
        + " UNION "
        + sql.query(s.step(), " ", false)
        + (") SELECT " + columns + " FROM " + s.name() + ")");
  }

  @Override
  public String again(Query.Again s) {
    return s.name();
  }

  /** The database keeps the order only where it makes the rows before it goes on with them. */
  @Override
  public String given(Query.Given s) {
    String wanted =
        s.wanted().stream()
            .map(
                column -> {
                  String name = dialect.quote(column.name());
                  return dialect.result(name, column.type()) + " AS " + name;
                })
            .collect(Collectors.joining(", "));
    String ordinal = dialect.quote(Query.Given.ORDINAL.name());
    String rows = "SELECT " + wanted + ", row_number() OVER () AS " + ordinal + " FROM " + GIVEN;
    String with =
        ("(WITH " + GIVEN + "(" + quoted(s.names()) + ") AS MATERIALIZED (")
            + sql.fragment(s.sql())
            + ") ";
    if (!s.once()) {
      return with + rows + ")";
    }
    String keys = quoted(s.wanted().stream().map(Column::name).toList());
    return with
        + ("SELECT " + keys + ", min(" + ordinal + ") AS " + ordinal)
        + (" FROM (" + rows + ") p GROUP BY " + keys + ")");
  }

  private String quoted(List<String> names) {
    return names.stream().map(dialect::quote).collect(Collectors.joining(", "));
  }

  private String union(List<Query> parts) {
    return parts.stream()
        .map(part -> part(sql.query(part, " ", true), part, parts.size() > 1))
        .collect(Collectors.joining(" UNION ALL "));
  }

  /** A part that is ordered or cut by itself needs a SELECT around it. */
  private static String part(String text, Query part, boolean many) {
    boolean plain = !many || (part.order().isEmpty() && part.limit() == null && part.offset() == 0);
    return plain ? text : "SELECT * FROM (" + text + ") p";
  }
}
