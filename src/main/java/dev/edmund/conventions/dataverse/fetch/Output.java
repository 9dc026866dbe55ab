package dev.edmund.conventions.dataverse.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the members of an answer go to: the columns of flat rows. */
final class Output {
  private static final String MADE = "_column";

  private final Map<String, List<Column>> columns = new LinkedHashMap<>();
  private final Map<String, Output> inner = new LinkedHashMap<>();
  private @Nullable String label;
  private boolean all;

  /**
   * A column.
   *
   * @param zero whether it is 0 where there is no value
   */
  record Column(String name, boolean zero) {}

  /** What is behind a path of members. */
  Output at(List<String> members) {
    Output at = this;
    for (String member : members) {
      at = at.inner.computeIfAbsent(member, name -> new Output());
    }
    return at;
  }

  void add(String member, Column column) {
    columns.computeIfAbsent(member, name -> new ArrayList<>()).add(column);
  }

  /**
   * Takes all members as columns.
   *
   * @param before stands before their names; null for the names as they are
   */
  void addAll(@Nullable String before) {
    all = true;
    label = before;
  }

  /** The columns that a member goes to; none where it is not wanted. */
  List<Column> columns(String member) {
    List<Column> given = columns.get(member);
    if (!all || inner.containsKey(member) || (given != null && isMade(member))) {
      return given == null ? List.of() : given;
    }
    List<Column> every = new ArrayList<>();
    every.add(new Column(label == null ? member : label + "." + Place.column(member), false));
    if (given != null) {
      given.stream().filter(column -> !every.contains(column)).forEach(every::add);
    }
    return every;
  }

  /** A name for what an expression makes, which no model has. */
  static String made(int number) {
    return MADE + number;
  }

  /** Whether an expression made what has a name. */
  static boolean isMade(String member) {
    return member.startsWith(MADE);
  }

  /** What is inside a member that leads on; null where it is a value. */
  @Nullable Output inside(String member) {
    return inner.get(member);
  }

  /** The names of the columns that the rows themselves have, in the order of the query. */
  List<String> stored() {
    return columns.entrySet().stream()
        .filter(column -> !isMade(column.getKey()))
        .flatMap(column -> column.getValue().stream())
        .map(Column::name)
        .toList();
  }

  boolean isAll() {
    return all;
  }
}
