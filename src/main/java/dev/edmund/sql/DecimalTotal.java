package dev.edmund.sql;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The sum of exact decimals, as {@link DecimalKey}s; null before there is any. */
public final class DecimalTotal {
  private BigDecimal sum = BigDecimal.ZERO;
  private long values;

  public void add(byte[] key) {
    sum = sum.add(DecimalKey.decode(key));
    values++;
  }

  /** Takes a value out again that a window has left behind. */
  public void remove(byte[] key) {
    sum = sum.subtract(DecimalKey.decode(key));
    values--;
  }

  public byte @Nullable [] key() {
    return values == 0 ? null : DecimalKey.encode(sum);
  }
}
