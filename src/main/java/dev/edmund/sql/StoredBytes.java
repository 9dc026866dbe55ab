package dev.edmund.sql;

/**
 * Columns that databases hand over in different forms, read as bytes. The bytes tell by themselves
 * which form they have, so that a reader need not know the database.
 */
public final class StoredBytes {
  private StoredBytes() {}

  /** The plain text of a DECIMAL or DURATION column in ASCII. */
  public static byte[] decimal(byte[] column) {
    // A key begins with its sign, which is below all characters of numbers.
    return column[0] < ' ' ? DecimalKey.text(column) : column;
  }

  /** Whether a BOOLEAN column, {@code 1} or {@code t} for true, is true. */
  public static boolean isTrue(byte[] column) {
    return column[0] == '1' || column[0] == 't';
  }
}
