package dev.edmund.store.write;

import java.math.BigDecimal;
import java.util.Arrays;

/** Values as a database gives them. */
final class Stored {
  private Stored() {}

  static boolean isSame(Object a, Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    return (a instanceof byte[] x && b instanceof byte[] y) ? Arrays.equals(x, y) : a.equals(b);
  }
}
