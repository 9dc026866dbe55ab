package dev.edmund.store.write;

import dev.edmund.model.reaction.Reactions;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.write.DeletionPlanner;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.Premise;
import dev.edmund.sql.WriteSql;
import dev.edmund.store.WriteSession;
import dev.edmund.store.Writers;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Changes by the connections of a database. */
final class DatabaseChanges implements Changes {
  private final Writers writers;
  private final Storage storage;
  private final Dialect dialect;
  private final WriteSql sql;
  private final Reactions reactions;
  private final Set<FullQualifiedName> concerned;
  private final DeletionPlanner deletions;
  private final Forgetting forgetting;

  DatabaseChanges(
      Writers writers, Storage storage, Dialect dialect, Reactions reactions, Duration tracked) {
    this.writers = writers;
    this.storage = storage;
    this.dialect = dialect;
    this.sql = new WriteSql(dialect);
    this.reactions = reactions;
    this.concerned = Touched.concerned(reactions, storage);
    this.deletions = new DeletionPlanner(storage);
    this.forgetting = new Forgetting(writers, storage, dialect, tracked, System::nanoTime);
  }

  @Override
  public <R> R transaction(Function<ChangeSession, R> work) {
    R result = writers.transaction(session -> work.apply(changing(session, null)));
    forgetting.now();
    return result;
  }

  private DatabaseSession changing(WriteSession session, @Nullable Premise premise) {
    Touched touched = new Touched(reactions, concerned);
    return new DatabaseSession(
        new Entities(storage, dialect, sql, session, deletions, touched, premise));
  }

  @Override
  public <R> R run(WritePlan plan, boolean shown, BiFunction<Written, ChangeSession, R> answer) {
    return isOne(plan, shown) ? single(plan, null, answer) : Changes.super.run(plan, shown, answer);
  }

  @Override
  public <R> R run(
      WritePlan plan,
      Premise premise,
      boolean shown,
      BiFunction<Written, ChangeSession, R> answer) {
    return isOne(plan, shown)
        ? single(plan, premise, answer)
        : Changes.super.run(plan, premise, shown, answer);
  }

  private boolean isOne(WritePlan plan, boolean shown) {
    return !shown && OneStatement.is(plan) && !isReacted(plan);
  }

  private <R> R single(
      WritePlan plan, @Nullable Premise premise, BiFunction<Written, ChangeSession, R> answer) {
    R result =
        writers.single(
            session -> {
              ChangeSession whole = changing(session, premise).failingAsAWhole();
              return answer.apply(whole.run(plan), whole);
            });
    forgetting.now();
    return result;
  }

  /** Whether more follows from a new entity than its row. */
  private boolean isReacted(WritePlan plan) {
    return plan.steps().stream()
        .anyMatch(
            step ->
                step instanceof Step.Insert insert
                    && reactions
                        .of(insert.slot().type().name())
                        .filter(TypeReactions::isAboutNew)
                        .isPresent());
  }

  @Override
  public void close() {
    writers.close();
  }
}
