package dev.edmund.request.payload;

/**
 * A value and where it stands.
 *
 * @param path from the top object of the file, such as {@code lines[2]/size/unit}; empty for the
 *     top object itself
 */
public record At(String file, String path, JsonValue value) {

  /** A member of the object that stands here. */
  public At member(String name, JsonValue member) {
    return new At(file, path.isEmpty() ? name : path + "/" + name, member);
  }

  /** An item of the array that stands here. */
  public At item(int index) {
    return new At(file, path + "[" + index + "]", value.items().get(index));
  }

  public Place place() {
    return new Place(file, value.line());
  }

  public DataException problem(String reason) {
    return path.isEmpty() ? place().problem(reason) : place().problem(path, reason);
  }

  /** What goes before the names of members that are not there. */
  public String prefix() {
    return path.isEmpty() ? "" : path + "/";
  }
}
