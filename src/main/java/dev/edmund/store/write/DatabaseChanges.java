package dev.edmund.store.write;

import dev.edmund.model.reaction.Reactions;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.write.DeletionPlanner;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.WriteSql;
import dev.edmund.store.Writers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Changes by the connections of a database. */
final class DatabaseChanges implements Changes {
  private final Writers writers;
  private final Storage storage;
  private final Dialect dialect;
  private final WriteSql sql;
  private final List<ChangeRule> rules;
  private final Reactions reactions;
  private final DeletionPlanner deletions;
  private final Forgetting forgetting;

  DatabaseChanges(
      Writers writers,
      Storage storage,
      Dialect dialect,
      List<ChangeRule> rules,
      Reactions reactions,
      Duration tracked) {
    this.writers = writers;
    this.storage = storage;
    this.dialect = dialect;
    this.sql = new WriteSql(dialect);
    this.rules = List.copyOf(rules);
    this.reactions = reactions;
    this.deletions = new DeletionPlanner(storage);
    this.forgetting = new Forgetting(writers, storage, dialect, tracked, System::nanoTime);
  }

  @Override
  public <R> R transaction(Function<ChangeSession, R> work) {
    R result =
        writers.transaction(
            session ->
                work.apply(
                    new DatabaseSession(
                        new Entities(
                            storage,
                            dialect,
                            sql,
                            session,
                            deletions,
                            new Touched(reactions, storage)),
                        rules)));
    forgetting.now();
    return result;
  }

  @Override
  public void close() {
    writers.close();
  }
}
