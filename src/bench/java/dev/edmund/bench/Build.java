package dev.edmund.bench;

import dev.edmund.bench.floor.FloorMain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that can be measured.
 *
 * @param name what people call it
 * @param place a jar, or a class path whose libraries are the benchmark's own; empty for the floor
 * @param options of its JVM
 * @param flags of {@code serve}
 */
record Build(String name, String place, List<String> options, List<String> flags) {
  static final String JAR = "target/edmund.jar";
  private static final String FLOOR = "floor";
  private static final String EDMUND = "edmund";

  Build {
    options = List.copyOf(options);
    flags = List.copyOf(flags);
  }

  /**
   * Reads a setting: {@code floor}, {@code edmund} for the jar of this build, or the path of
   * another jar or of class folders; then options of the JVM and flags of {@code serve}, behind
   * blanks.
   */
  static Build of(String text) {
    List<String> words = List.of(text.trim().split("\\s+", -1));
    String first = words.get(0);
    List<String> more = words.subList(1, words.size());
    return new Build(
        text.trim(),
        first.equals(FLOOR) ? "" : first.equals(EDMUND) ? JAR : first,
        more.stream().filter(word -> !word.startsWith("--")).toList(),
        more.stream().filter(word -> word.startsWith("--")).toList());
  }

  /** The floor as it comes. */
  static Build floor() {
    return of(FLOOR);
  }

  boolean isFloor() {
    return place.isEmpty();
  }

  /** The arguments of {@code java} for it to serve a database. */
  List<String> arguments(String heap, String database, int port) {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("-Xmx" + heap);
    arguments.addAll(program());
    if (isFloor()) {
      arguments.addAll(List.of(database, Integer.toString(port)));
    } else {
      arguments.addAll(List.of("serve", "--database", database, "--port", Integer.toString(port)));
      arguments.addAll(flags);
    }
    return arguments;
  }

  /** The arguments of {@code java} for it to do something else. */
  List<String> arguments(String... command) {
    return Stream.of(options, program(), List.of(command)).flatMap(List::stream).toList();
  }

  private List<String> program() {
    String libraries = System.getProperty("java.class.path");
    if (isFloor()) {
      return List.of("-cp", libraries, FloorMain.class.getName());
    }
    return place.endsWith(".jar")
        ? List.of("-jar", place)
        : List.of("-cp", place + ":" + libraries, "dev.edmund.app.Main");
  }
}
