package dev.edmund.store;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;

/** Values as a database compares them: numbers by their value, bytes by what they are. */
record Key(List<Object> values) {
  Key {
    values = List.copyOf(values);
  }

  /** The key of values that the database returned; none is null. */
  static Key of(List<Object> values) {
    return new Key(values.stream().map(Key::comparable).toList());
  }

  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    }
    // The two zeros are equal for a database.
    return value instanceof Double number ? (Object) (number + 0.0) : value;
  }
}
