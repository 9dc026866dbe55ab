package dev.edmund.store;

import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertTrigger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Batches of rows that are new, whose row ids are higher than all before. SQLite takes longer to
 * run a trigger for each of them than to store it: its triggers are away meanwhile, within the
 * transaction, and {@link #flush} does their work for all rows at once.
 */
final class NewRows implements Batches {
  private final Batches batches;
  private final Handle handle;
  private final Dialect dialect;
  private final Storage storage;
  private final Map<String, Followed> tables = new HashMap<>();

  NewRows(Batches batches, Handle handle, Dialect dialect, Storage storage) {
    this.batches = batches;
    this.handle = handle;
    this.dialect = dialect;
    this.storage = storage;
  }

  /** A table with the triggers that are away, and the row ids that these have not seen. */
  private static final class Followed {
    private final List<InsertTrigger> triggers;
    private long first = Long.MAX_VALUE;
    private long last;

    private Followed(List<InsertTrigger> triggers) {
      this.triggers = triggers;
    }

    private void add(long rowId) {
      first = Math.min(first, rowId);
      last = Math.max(last, rowId);
    }

    private boolean isBehind() {
      return first <= last;
    }

    private void isCurrent() {
      first = Long.MAX_VALUE;
      last = 0;
    }
  }

  @Override
  public void add(Table table, @Nullable Object[] cells) {
    Followed followed = tables.get(table.name());
    if (followed == null) {
      followed = new Followed(takeAway(table));
      tables.put(table.name(), followed);
    }
    if (table.rowId() != null && cells[0] instanceof Long rowId) {
      followed.add(rowId);
    }
    batches.add(table, cells);
  }

  private List<InsertTrigger> takeAway(Table table) {
    List<InsertTrigger> away = new ArrayList<>();
    for (InsertTrigger trigger : triggers(table)) {
      // One that is not there, or another, is none of ours to do the work of.
      if (Scalar.number(handle, InsertTrigger.PRESENT, trigger.create()) > 0) {
        run(table.name(), trigger.drop());
        away.add(trigger);
      }
    }
    return away;
  }

  private List<InsertTrigger> triggers(Table table) {
    List<InsertTrigger> triggers = new ArrayList<>();
    if (table.rowId() == null) {
      return triggers;
    }
    for (Table.Index index : table.indexes()) {
      if (index.words()) {
        dialect.words().onInsert(table, index).ifPresent(triggers::add);
      }
    }
    for (ChangeLog log : storage.logs().values()) {
      if (log.origin().table().name().equals(table.name())) {
        Optional<InsertTrigger> trigger = dialect.log().onInsert(log);
        trigger.ifPresent(triggers::add);
      }
    }
    return triggers;
  }

  @Override
  public void flush() {
    batches.flush();
    tables.forEach(
        (table, followed) -> {
          if (followed.isBehind()) {
            followed.triggers.forEach(trigger -> run(table, trigger.forRows(), followed));
            followed.isCurrent();
          }
        });
  }

  /** They are plain statements: what stands in them is no bind. */
  private void run(String table, String text) {
    try (java.sql.Statement statement = handle.getConnection().createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw Batches.refused(table, e);
    }
  }

  private void run(String table, String text, Followed rows) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(text)) {
      statement.setLong(1, rows.first);
      statement.setLong(2, rows.last);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Batches.refused(table, e);
    }
  }

  /** Where rows were refused, the triggers may be back already, and the transaction is undone. */
  @Override
  public void close() {
    batches.close();
    tables.forEach(
        (table, followed) -> followed.triggers.forEach(trigger -> run(table, trigger.create())));
  }
}
