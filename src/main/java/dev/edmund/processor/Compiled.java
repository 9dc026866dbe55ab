package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.util.List;

/**
 * What has been made of a plan, for all requests that it serves: what differs between them are the
 * values of its parameters, and how the answer is to be written.
 */
final class Compiled {
  private static final int MOST_WRITERS = 64;

  private final Dialect dialect;
  private final Kept<Writing, EntityWriter> writers = new Kept<>(MOST_WRITERS);
  private final Kept<Integer, Statement> statements = new Kept<>(1);

  private record Writing(int part, JsonOptions options) {}

  Compiled(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * What writes the entities of a part of the plan.
   *
   * @param part its number
   */
  EntityWriter writer(int part, EntityShape shape, JsonOptions options) {
    return writers.get(
        new Writing(part, options), () -> EntityWriter.compile(shape, options, dialect));
  }

  /** Runs the query of a plan that has one, with values for its parameters. */
  Rows rows(ReadSession session, Query query, List<Object> values) {
    Statement statement = statements.get(0, () -> ReadSql.render(query, dialect));
    return session.query(statement.given(values), query.columns().size(), dialect);
  }
}
