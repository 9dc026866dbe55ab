package dev.edmund.http;

import dev.edmund.model.Mount;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the mount of a path. */
record Mounts(List<Mount> longestFirst) {
  Mounts {
    longestFirst =
        longestFirst.stream()
            .sorted(Comparator.comparingInt((Mount m) -> m.path().length()).reversed())
            .toList();
  }

  /**
   * A mount and the place in it.
   *
   * @param root the path of the mount without its last slash
   * @param path the undecoded rest, with a leading slash
   */
  record Place(Mount mount, String root, String path) {}

  /** The longest mount that the raw path lies in; its root also answers without its last slash. */
  Optional<Place> find(String rawPath) {
    for (Mount mount : longestFirst) {
      String path = mount.path();
      String root = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      if (rawPath.equals(root)) {
        return Optional.of(new Place(mount, root, "/"));
      }
      if (rawPath.startsWith(root) && rawPath.charAt(root.length()) == '/') {
        return Optional.of(new Place(mount, root, rawPath.substring(root.length())));
      }
    }
    return Optional.empty();
  }
}
