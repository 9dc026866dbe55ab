package dev.edmund.store.schema;

import dev.edmund.sql.BoundSql;
import dev.edmund.sql.ChangeSql;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** One thing that is done to a database, in its place among others. */
sealed interface Step {
  /** As it is printed: SQL, or words behind {@code --}. */
  String text();

  void run(Handle handle);

  /** A statement. */
  record Run(BoundSql sql) implements Step {
    static Run of(String sql) {
      return new Run(new BoundSql(sql, List.of()));
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder(sql.text()).append(';');
      for (Object bind : sql.binds()) {
        text.append(" -- ").append(bind instanceof byte[] ? "a number" : bind);
      }
      return text.toString();
    }

    @Override
    public void run(Handle handle) {
      change(handle);
    }

    /** Returns how many rows it changed. */
    int change(Handle handle) {
      Update update = handle.createUpdate(sql.text());
      for (int i = 0; i < sql.binds().size(); i++) {
        update.bind(i, sql.binds().get(i));
      }
      return update.execute();
    }
  }

  /** Statements that are run until they find nothing to do: what one deletes another may need. */
  record Repeat(List<Run> statements) implements Step {
    @Override
    public String text() {
      return "-- until nothing changes:\n"
          + String.join("\n", statements.stream().map(Run::text).toList());
    }

    @Override
    public void run(Handle handle) {
      int changed;
      do {
        changed = statements.stream().mapToInt(s -> s.change(handle)).sum();
      } while (changed > 0);
    }
  }

  /**
   * Fills a column with the converted values of another; where there is none it stays null.
   *
   * @param identity the columns that identify a row
   */
  record Convert(
      String table,
      String from,
      String into,
      List<String> identity,
      Conversion conversion,
      Dialect dialect)
      implements Step {
    private static final int BATCH = 500;

    @Override
    public String text() {
      return "-- the values of " + table + "." + from + ", converted, into " + into;
    }

    @Override
    public void run(Handle handle) {
      ChangeSql sql = new ChangeSql(dialect);
      try (PreparedBatch batch = handle.prepareBatch(sql.setOne(table, into, identity))) {
        handle
            .createQuery(sql.values(table, from, identity))
            .map(
                (row, context) -> {
                  List<@Nullable Object> cells = new ArrayList<>();
                  cells.add(conversion.convert(row.getObject(1), dialect).orElse(null));
                  for (int i = 0; i < identity.size(); i++) {
                    cells.add(row.getObject(2 + i));
                  }
                  return cells;
                })
            .forEach(
                cells -> {
                  for (int i = 0; i < cells.size(); i++) {
                    batch.bind(i, cells.get(i));
                  }
                  batch.add();
                  if (batch.size() == BATCH) {
                    batch.execute();
                  }
                });
        if (batch.size() > 0) {
          batch.execute();
        }
      }
    }
  }
}
