package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.TestEdm;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Precondition;
import dev.edmund.plan.write.Refusal;
import dev.edmund.plan.write.Slot;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.store.Database;
import dev.edmund.store.Writers;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database of the small model, and the steps of changes in the model's names. */
final class ChangedData implements AutoCloseable {
  private final TestData data;
  private final Database database;
  private final Writers writers;
  private final Changes changes;

  ChangedData(Path directory) {
    this(new TestData(directory), Writers.Settings.of(Duration.ofSeconds(30)));
  }

  ChangedData(TestData data, Writers.Settings settings) {
    this.data = data;
    data.load();
    database = data.open();
    writers = database.writers(settings);
    changes = Changes.of(writers, data.storage(), database.dialect());
  }

  Writers writers() {
    return writers;
  }

  Changes changes() {
    return changes;
  }

  Database database() {
    return database;
  }

  EntityStorage type(String name) {
    return data.storage().require(TestEdm.name(name));
  }

  Slot slot(int number, String type) {
    return new Slot(number, type(type));
  }

  Column column(EntityStorage type, String property) {
    return Objects.requireNonNull(type.properties().get(property))
        .asScalar()
        .orElseThrow()
        .column();
  }

  Link link(String type, String name) {
    return Objects.requireNonNull(type(type).links().get(name));
  }

  /** The cells of an entity: name, value, name, value. */
  List<Cell> cells(EntityStorage type, Object... namesAndValues) {
    List<Cell> cells = new java.util.ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      cells.add(Cell.of(column(type, namesAndValues[i].toString()), namesAndValues[i + 1]));
    }
    return cells;
  }

  String container(String set) {
    return data.storage().containers().getOrDefault(set, "");
  }

  Step.Insert insert(Slot slot, String set, Object... namesAndValues) {
    return new Step.Insert(slot, container(set), null, cells(slot.type(), namesAndValues));
  }

  Step.Update update(Slot slot, Object... namesAndValues) {
    return new Step.Update(slot, cells(slot.type(), namesAndValues));
  }

  /** Finds an entity by its key, or goes on without. */
  Step.Find find(Slot slot, Object key, @Nullable Refusal missing, Precondition condition) {
    EntityStorage type = slot.type();
    Column keyColumn = type.key().get(0);
    List<Query.Join> joins =
        keyColumn.table().equals(type.table().name())
            ? List.of()
            : List.of(
                new Query.Join(
                    false,
                    new Query.Rows("t1", type.root()),
                    equal(
                        new Term.Field("t1", Objects.requireNonNull(type.root().rowId())),
                        new Term.Field("t0", type.rowId()))));
    Term.Field keyField = new Term.Field(joins.isEmpty() ? "t0" : "t1", keyColumn);
    Query query =
        new Query(
            new Query.Rows("t0", type.table()),
            joins,
            List.of(new Term.Field("t0", type.rowId()), keyField),
            List.of(equal(keyField, new Term.Bind(key, keyColumn.type()))),
            List.of(),
            1L,
            0);
    return new Step.Find(slot, query, List.of(keyColumn), missing, condition, true);
  }

  Step.Find find(Slot slot, Object key) {
    Refusal missing =
        new Refusal(dev.edmund.core.ErrorCode.NOT_FOUND, "There is no such entity.", null);
    return find(slot, key, missing, Precondition.NONE);
  }

  private static Condition equal(Term left, Term right) {
    return new Condition.Compare(Condition.Comparator.EQUAL, left, right);
  }

  PropertyStorage.Values values(String type, String property) {
    return Objects.requireNonNull(type(type).properties().get(property)).asValues().orElseThrow();
  }

  /** Takes steps in a transaction of their own. */
  Written take(Step... steps) {
    return changes.transaction(session -> session.run(new WritePlan(Arrays.asList(steps), null)));
  }

  List<List<String>> rows(String sql) {
    return TestData.rows(database, sql);
  }

  /** Everything in the database. */
  Map<String, List<List<String>>> content() {
    return data.content();
  }

  @Override
  public void close() {
    changes.close();
    database.close();
  }
}
