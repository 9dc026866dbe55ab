package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.conventions.dataverse.fetch.Joined.Placed;
import dev.edmund.core.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a query for groups of rows: for aggregates, or for rows that differ. */
final class Grouping {
  private final Fetch fetch;
  private final Joined joined;
  private final Output output = new Output();
  private final List<String> computed = new ArrayList<>();
  private final List<String> aggregated = new ArrayList<>();
  private final Set<String> elements = new LinkedHashSet<>();

  /** What comes out under a name, to be sorted by. */
  private final Map<String, String> named = new LinkedHashMap<>();

  private final List<String> names = new ArrayList<>();
  private int members;

  Grouping(Fetch fetch, Joined joined) {
    this.fetch = fetch;
    this.joined = joined;
  }

  /**
   * The query.
   *
   * @param options to be filled
   */
  Question question(Map<String, String> options) {
    for (Placed table : joined.tables()) {
      if (!fetch.aggregate() && Question.wantsAll(table)) {
        Place place = table.place();
        place.columns().forEach(name -> group(place, name, Question.name(name, place)));
      }
      table.table().columns().forEach(column -> column(column, table.place()));
    }
    if (names.isEmpty()) {
      throw fetch.entity().at().error(ErrorCode.BAD_REQUEST, "needs at least one <attribute>");
    }
    Question.put(options, "apply", String.join("/", steps()));
    Question.put(options, "orderby", order());
    return new Question(options, output, names);
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    Stream.ofNullable(joined.filter()).forEach(f -> steps.add("filter(" + f + ")"));
    steps.addAll(joined.joins());
    Stream.ofNullable(joined.condition()).forEach(f -> steps.add("filter(" + f + ")"));
    if (!computed.isEmpty()) {
      steps.add("compute(" + String.join(",", computed) + ")");
    }
    String aggregate =
        aggregated.isEmpty() ? "" : "aggregate(" + String.join(",", aggregated) + ")";
    if (elements.isEmpty()) {
      steps.add(aggregate);
    } else {
      String then = aggregate.isEmpty() ? "" : "," + aggregate;
      steps.add("groupby((" + String.join(",", elements) + ")" + then + ")");
    }
    return steps;
  }

  private void column(Fetch.Column column, Place place) {
    String property = place.property(column.name(), column.at()).getName();
    String name = Question.name(column, property, place);
    if (column.aggregate() != null && fetch.aggregate()) {
      if (column.alias() == null || column.alias().isEmpty()) {
        throw column.at().error(ErrorCode.BAD_REQUEST, "needs an alias for what is aggregated");
      }
      aggregate(column, column.aggregate(), place.operand(property), name);
    } else if (column.part() != null) {
      String moment = place.operand(property);
      boolean date = place.property(column.name(), column.at()).getType().getName().equals("Date");
      compute(DateParts.of(column.part(), moment, date), name);
    } else if (!fetch.aggregate() || column.group()) {
      group(place, property, name);
    } else {
      throw column
          .at()
          .error(ErrorCode.BAD_REQUEST, "needs 'aggregate' or groupby='true' among aggregates");
    }
  }

  private void group(Place place, String property, String name) {
    if (place.match() != null) {
      compute(place.operand(property), name);
      return;
    }
    elements.add(place.path(property));
    named.put(place.path(property), place.path(property));
    output.at(place.members()).add(property, new Output.Column(name, false));
    know(name, place.path(property));
  }

  private void compute(String expression, String name) {
    String member = member();
    computed.add(expression + " as " + member);
    elements.add(member);
    output.add(member, new Output.Column(name, false));
    named.put(expression, member);
    know(name, member);
  }

  private void aggregate(Fetch.Column column, Fetch.Aggregate method, String operand, String name) {
    String member = member();
    String expression =
        switch (method) {
          case SUM -> operand + " with sum";
          case AVG -> operand + " with average";
          case MIN -> operand + " with min";
          case MAX -> operand + " with max";
          case COUNT -> "$count";
          case COUNTCOLUMN ->
              column.distinct()
                  ? operand + " with countdistinct"
                  : "case(" + operand + " ne null:1) with sum";
        };
    boolean zero = method == Fetch.Aggregate.SUM || method == Fetch.Aggregate.COUNTCOLUMN;
    aggregated.add(expression + " as " + member);
    output.add(member, new Output.Column(name, zero));
    know(name, member);
  }

  private void know(String name, String member) {
    names.add(name);
    named.putIfAbsent(name, member);
  }

  private String member() {
    members++;
    return Output.made(members);
  }

  private String order() {
    Set<String> keys = new LinkedHashSet<>();
    Set<String> by = new LinkedHashSet<>();
    for (Placed table : joined.tables()) {
      for (Fetch.Order order : table.table().orders()) {
        String member = member(order, table);
        if (by.add(member)) {
          keys.add(member + (order.descending() ? " desc" : ""));
        }
      }
    }
    // The groups differ in what they are grouped by, so that pages never mix them up.
    elements.stream().filter(by::add).forEach(keys::add);
    return String.join(",", keys);
  }

  private String member(Fetch.Order order, Placed in) {
    String name = order.alias() == null ? order.attribute() : order.alias();
    String member = order.alias() == null ? null : named.get(name);
    if (member == null && order.attribute() != null) {
      Place place = Question.place(order, in, joined);
      String property = place.property(order.attribute(), order.at()).getName();
      member = grouped(place, property);
    }
    if (member == null) {
      throw order
          .at()
          .error(ErrorCode.BAD_REQUEST, "sorts by '" + name + "', which is no column of the rows");
    }
    return member;
  }

  private @Nullable String grouped(Place place, String property) {
    return named.get(place.operand(property));
  }
}
