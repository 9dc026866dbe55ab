package dev.edmund.processor.batch;

import dev.edmund.model.Mount;
import java.util.List;
import java.util.stream.Stream;

/**
 * The service roots that the requests of a batch may be below: that of the batch, and those of
 * other mounts with the same named conventions, which are versions of one service to its clients.
 *
 * @param own that of the batch
 * @param rootless whether a path of the host that is below none of them is taken to be behind the
 *     root of the batch, as clients of Microsoft Graph mean it
 */
record Roots(Root own, List<Root> others, boolean rootless) {
  Roots {
    others = List.copyOf(others);
  }

  /**
   * A service root.
   *
   * @param url absolute, without its last slash
   */
  record Root(String url, Mount mount) {}

  /**
   * The roots for a batch.
   *
   * @param url of the service root of the batch
   * @param mounts all there are
   */
  static Roots of(String url, Mount mount, List<Mount> mounts, boolean rootless) {
    String path = withoutSlash(mount.path());
    String name = mount.conventions().name();
    if (name == null || !url.endsWith(path)) {
      return new Roots(new Root(url, mount), List.of(), rootless);
    }
    String server = url.substring(0, url.length() - path.length());
    return new Roots(
        new Root(url, mount),
        mounts.stream()
            .filter(other -> !other.equals(mount) && other.conventions().isOf(name))
            .map(other -> new Root(server + withoutSlash(other.path()), other))
            .toList(),
        rootless);
  }

  Stream<Root> all() {
    return Stream.concat(Stream.of(own), others.stream());
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
