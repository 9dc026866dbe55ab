package dev.edmund.store.load;

/**
 * A value and where it stands.
 *
 * @param path from the top object of the file, such as {@code lines[2]/size/unit}; empty for the
 *     top object itself
 */
record At(String file, String path, JsonValue value) {

  /** A member of the object that stands here. */
  At member(String name, JsonValue member) {
    return new At(file, path.isEmpty() ? name : path + "/" + name, member);
  }

  /** An item of the array that stands here. */
  At item(int index) {
    return new At(file, path + "[" + index + "]", value.items().get(index));
  }

  Place place() {
    return new Place(file, value.line());
  }

  DataException problem(String reason) {
    return path.isEmpty() ? place().problem(reason) : place().problem(path, reason);
  }

  /** What goes before the names of members that are not there. */
  String prefix() {
    return path.isEmpty() ? "" : path + "/";
  }
}
