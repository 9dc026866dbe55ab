package dev.edmund.request.payload;

/**
 * A line of a file.
 *
 * @param line 0 for what comes from no file
 */
public record Place(String file, long line) {

  public DataException problem(String reason) {
    return new DataException(this + ": " + reason);
  }

  /** {@code column} is the name of a CSV column or the path of a JSON member. */
  public DataException problem(String column, String reason) {
    return new DataException(this, column, reason);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
