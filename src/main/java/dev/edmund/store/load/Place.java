package dev.edmund.store.load;

/**
 * A line of a file.
 *
 * @param line 0 for what comes from no file
 */
record Place(String file, long line) {

  DataException problem(String reason) {
    return new DataException(this + ": " + reason);
  }

  /** {@code column} is the name of a CSV column or the path of a JSON member. */
  DataException problem(String column, String reason) {
    return problem("column " + column + ": " + reason);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
