package dev.edmund.store.write;

import dev.edmund.model.storage.Storage;
import dev.edmund.plan.write.DeletionPlanner;
import dev.edmund.sql.Dialect;
import dev.edmund.store.Writers;
import java.util.List;
import java.util.function.Function;

/** Changes by the connections of a database. */
final class DatabaseChanges implements Changes {
  private final Writers writers;
  private final Storage storage;
  private final Dialect dialect;
  private final List<ChangeRule> rules;
  private final DeletionPlanner deletions;

  DatabaseChanges(Writers writers, Storage storage, Dialect dialect, List<ChangeRule> rules) {
    this.writers = writers;
    this.storage = storage;
    this.dialect = dialect;
    this.rules = List.copyOf(rules);
    this.deletions = new DeletionPlanner(storage);
  }

  @Override
  public <R> R transaction(Function<ChangeSession, R> work) {
    return writers.transaction(
        session ->
            work.apply(
                new DatabaseSession(new Entities(storage, dialect, session, deletions), rules)));
  }

  @Override
  public void close() {
    writers.close();
  }
}
