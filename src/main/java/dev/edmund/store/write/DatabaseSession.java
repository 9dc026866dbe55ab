package dev.edmund.store.write;

import dev.edmund.plan.write.WritePlan;
import dev.edmund.sql.Premise;
import dev.edmund.sql.Statement;
import dev.edmund.store.ConstraintException;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import dev.edmund.store.load.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction of a database. */
final class DatabaseSession implements ChangeSession {
  private final Entities entities;
  private final boolean marking;

  DatabaseSession(Entities entities) {
    this(entities, true);
  }

  private DatabaseSession(Entities entities, boolean marking) {
    this.entities = entities;
    this.marking = marking;
  }

  @Override
  public ChangeSession failingAsAWhole() {
    return new DatabaseSession(entities, false);
  }

  @Override
  public Written run(WritePlan plan) {
    Slots slots = new Slots();
    try {
      return marking ? entities.session().atomically(() -> take(plan, slots)) : take(plan, slots);
    } catch (ConstraintException e) {
      throw new Violations(entities.storage()).answer(e, slots.hasMissed());
    }
  }

  @Override
  public void require(Premise premise) {
    try (Rows rows = entities.session().query(premise.statement())) {
      boolean holds = rows.next();
      for (int i = 0; holds && i < premise.row().size(); i++) {
        holds = premise.row().get(i).equals(Optional.ofNullable(rows.value(i)));
      }
      if (!holds) {
        throw new PremiseException();
      }
    }
  }

  private Written take(WritePlan plan, Slots slots) {
    new StepTaker(entities, slots).takeAll(plan.steps());
    new Settlement(entities, slots).settle();
    return slots.written(entities.session().changes());
  }

  @Override
  public Optional<List<List<@Nullable Object>>> run(Statement statement) {
    try {
      return entities.session().run(statement);
    } catch (ConstraintException e) {
      throw new Violations(entities.storage()).answer(e, false);
    }
  }

  @Override
  public List<Map<String, @Nullable Object>> named(Statement statement) {
    try {
      return entities.session().named(statement);
    } catch (ConstraintException e) {
      throw new Violations(entities.storage()).answer(e, false);
    }
  }

  @Override
  public <R> R readOnly(Function<ReadSession, R> work) {
    return entities.session().readOnly(work);
  }

  @Override
  public void reseed(Seed seed) {
    try {
      entities.session().atomically(() -> entities.session().inBulk(seed::plant));
    } catch (ConstraintException e) {
      throw new Violations(entities.storage()).answer(e, false);
    }
  }

  @Override
  public <R> R read(Function<ReadSession, R> work) {
    return entities.session().read(work);
  }
}
