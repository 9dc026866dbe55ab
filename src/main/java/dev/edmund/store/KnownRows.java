package dev.edmund.store;

import dev.edmund.sql.NestedSql;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row whose columns are known without asking the database. */
final class KnownRows implements Rows {
  private final List<@Nullable Object> values;
  private final ReadSession session;
  private boolean begun;

  /**
   * The row.
   *
   * @param values as they were bound
   * @param session reads what is nested in the row
   */
  KnownRows(List<@Nullable Object> values, ReadSession session) {
    this.values = new ArrayList<>(values);
    this.session = session;
  }

  @Override
  public boolean next() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  @Override
  public byte @Nullable [] bytes(int column) {
    Object value = values.get(column);
    if (value == null || value instanceof byte[]) {
      return (byte[]) value;
    }
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Object value) {
    if (value instanceof String || value instanceof Long || value instanceof UUID) {
      return value.toString();
    }
    if (value instanceof Boolean truth) {
      return truth ? "t" : "f";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    throw new IllegalStateException("No column is known by " + value.getClass());
  }

  @Override
  public @Nullable Object value(int column) {
    return values.get(column);
  }

  @Override
  public Rows related(NestedSql nested) {
    return session.query(nested.each(), this);
  }

  @Override
  public void close() {
    // There is nothing to give back.
  }
}
