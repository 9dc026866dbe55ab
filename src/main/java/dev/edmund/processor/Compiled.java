package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.Packed;
import dev.edmund.format.json.StreamParts;
import dev.edmund.plan.Plan;
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
  private static final int MOST = 64;

  private final Dialect dialect;
  private final Kept<JsonOptions, One> ones = new Kept<>(MOST);
  private final Kept<JsonOptions, EntityWriter> writers = new Kept<>(MOST);
  private final Kept<JsonOptions, CompiledStream> streams = new Kept<>(MOST);

  /**
   * What reads and writes an entity.
   *
   * @param statement wants values for its parameters
   */
  record One(Packed packed, Statement statement) {
    /** Runs the statement. */
    Rows rows(ReadSession session, List<Object> values, Dialect dialect) {
      return session.query(statement.given(values), packed.query().columns().size(), dialect);
    }
  }

  Compiled(Dialect dialect) {
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }

  /** What reads and writes the entity of a plan that has one. */
  One one(Plan.Entity plan, JsonOptions options) {
    return ones.get(
        options,
        () -> {
          Packed packed = Packed.of(plan.query(), plan.shape(), List.of(), options, dialect);
          Statement statement = ReadSql.render(packed.query(), dialect);
          return new One(packed, statement);
        });
  }

  /** What writes the entity of a plan from the columns of its query. */
  EntityWriter writer(Plan.Entity plan, JsonOptions options) {
    return writers.get(options, () -> EntityWriter.compile(plan.shape(), options, dialect));
  }

  /** What reads and writes the entities of a plan, a page at a time. */
  StreamParts stream(Plan.Union plan, JsonOptions options) {
    return streams.get(options, () -> new CompiledStream(plan, options, dialect));
  }
}
