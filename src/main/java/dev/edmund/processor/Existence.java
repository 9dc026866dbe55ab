package dev.edmund.processor;

import dev.edmund.plan.query.Query;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.ReadSession;
import org.jspecify.annotations.Nullable;

/** Tells an empty answer from one about something that does not exist. */
final class Existence {
  private Existence() {}

  /** Throws 404 unless the query has a row; without a query nothing can exist. */
  static void require(ReadSession session, Dialect dialect, @Nullable Query found) {
    if (found == null || !session.hasRow(ReadSql.render(found, dialect))) {
      throw EntityReader.missing();
    }
  }
}
