package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.conventions.dataverse.fetch.Joined.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/**
 * A query as OData writes it.
 *
 * @param options the system query options without {@code $}, not encoded
 * @param output where the members of its answer go to
 * @param context the columns that the context of the answer names; empty for all
 */
record Question(Map<String, String> options, Output output, List<String> context) {
  Question {
    context = List.copyOf(context);
  }

  /**
   * The same query in OData.
   *
   * @param type of the entities that are asked for
   * @throws dev.edmund.core.ODataException 400 when it does not fit the model, 501 when OData has
   *     no words for it
   */
  static Question of(Edm edm, EdmEntityType type, Fetch fetch) {
    Joined joined = Joined.of(edm, type, fetch.entity());
    Map<String, String> options = new LinkedHashMap<>();
    Question question =
        fetch.aggregate() || fetch.distinct()
            ? new Grouping(fetch, joined).question(options)
            : new Rows(joined, options).question();
    if (fetch.top() != null) {
      options.put("top", fetch.top().toString());
    }
    return question;
  }

  static void put(Map<String, String> options, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      options.put(name, value);
    }
  }

  /** The name that a column has in an answer. */
  static String name(Fetch.Column column, String property, Place place) {
    return column.alias() != null && !column.alias().isEmpty()
        ? column.alias()
        : name(property, place);
  }

  static String name(String property, Place place) {
    return place.label() == null ? property : place.label() + "." + Place.column(property);
  }

  /** Whether all columns of a table are wanted: of the entity, where none is named. */
  static boolean wantsAll(Placed of) {
    Fetch.Table table = of.table();
    boolean none =
        of.place().label() == null
            && table.columns().isEmpty()
            && table.at().children("no-attrs").findAny().isEmpty();
    return table.all() || none;
  }

  /** The place that a sort key is about. */
  static Place place(Fetch.Order order, Placed in, Joined joined) {
    String entity = order.entity();
    if (entity == null || entity.isEmpty()) {
      return in.place();
    }
    Place named = joined.aliases().get(entity);
    if (named == null) {
      throw order.at().unknown("names the link '" + entity + "', which is not there");
    }
    return named;
  }

  /** Rows with the values of columns. */
  private static final class Rows {
    private final Joined joined;
    private final Map<String, String> options;
    private final Output output = new Output();
    private final Expand root = new Expand();
    private final List<String> computed = new ArrayList<>();

    Rows(Joined joined, Map<String, String> options) {
      this.joined = joined;
      this.options = options;
    }

    Question question() {
      joined.tables().forEach(this::select);
      joined.tables().forEach(table -> root.narrow(table.place()));
      List<String> columns = output.isAll() ? List.of() : output.stored();
      String key = joined.tables().get(0).place().key();
      if (!output.isAll() && output.columns(key).isEmpty()) {
        output.add(key, new Output.Column(key, false));
        columns = Stream.concat(columns.stream(), Stream.of(key)).toList();
      }
      root.select.add(key);
      String steps =
          String.join(
              "/",
              Stream.concat(
                      Stream.ofNullable(joined.filter()).map(f -> "filter(" + f + ")"),
                      joined.joins().stream())
                  .toList());
      put(options, "apply", steps);
      put(options, "filter", joined.condition());
      put(options, "compute", String.join(",", computed));
      put(options, "select", select());
      put(options, "expand", root.items());
      put(options, "orderby", order());
      return new Question(options, output, columns);
    }

    private String select() {
      if (root.all && computed.isEmpty()) {
        return "";
      }
      Stream<String> own = root.all ? Stream.of("*") : root.select.stream();
      Stream<String> made =
          computed.stream().map(item -> item.substring(item.lastIndexOf(' ') + 1));
      return String.join(",", Stream.concat(own, made).toList());
    }

    private void select(Placed of) {
      Place place = of.place();
      boolean all = wantsAll(of);
      if (place.match() != null) {
        if (all) {
          place.columns().forEach(property -> compute(place, property, name(property, place)));
        }
        of.table()
            .columns()
            .forEach(
                column -> {
                  String property = place.property(column.name(), column.at()).getName();
                  compute(place, property, name(column, property, place));
                });
        return;
      }
      if (!all && of.table().columns().isEmpty()) {
        return;
      }
      Output to = output.at(place.members());
      Expand expand = root.at(place.steps());
      if (all) {
        expand.all = true;
        to.addAll(place.label());
      }
      for (Fetch.Column column : of.table().columns()) {
        String property = place.property(column.name(), column.at()).getName();
        expand.select.add(property);
        to.add(property, new Output.Column(name(column, property, place), false));
      }
    }

    private void compute(Place place, String property, String name) {
      String member = Output.made(computed.size() + 1);
      computed.add(place.operand(property) + " as " + member);
      output.add(member, new Output.Column(name, false));
    }

    private String order() {
      List<String> keys = new ArrayList<>();
      for (Placed table : joined.tables()) {
        for (Fetch.Order order : table.table().orders()) {
          keys.add(operand(order, table) + (order.descending() ? " desc" : ""));
        }
      }
      keys.addAll(joined.keys());
      return String.join(",", keys);
    }

    private String operand(Fetch.Order order, Placed in) {
      if (order.attribute() != null) {
        Place place = place(order, in, joined);
        return place.operand(place.property(order.attribute(), order.at()).getName());
      }
      for (Placed table : joined.tables()) {
        for (Fetch.Column column : table.table().columns()) {
          if (column.alias() != null && column.alias().equals(order.alias())) {
            Place place = table.place();
            return place.operand(place.property(column.name(), column.at()).getName());
          }
        }
      }
      throw order.at().unknown("names the alias '" + order.alias() + "', which is not there");
    }
  }

  /** What is expanded, and what of it is wanted. */
  private static final class Expand {
    private final Set<String> select = new LinkedHashSet<>();
    private final Map<String, Expand> inner = new LinkedHashMap<>();
    private boolean all;

    Expand at(List<String> steps) {
      Expand at = this;
      for (String step : steps) {
        at = at.inner.computeIfAbsent(step, name -> new Expand());
      }
      return at;
    }

    /** Has the key alone selected of what only leads on to something else. */
    void narrow(Place place) {
      Expand at = this;
      for (String step : place.steps()) {
        at = at == null ? null : at.inner.get(step);
      }
      if (at != null && !at.all && at.select.isEmpty()) {
        at.select.add(place.key());
      }
    }

    String items() {
      List<String> items = new ArrayList<>();
      inner.forEach((step, expand) -> items.add(step + expand.options()));
      return String.join(",", items);
    }

    private String options() {
      List<String> options = new ArrayList<>();
      if (!all && !select.isEmpty()) {
        options.add("$select=" + String.join(",", select));
      }
      if (!inner.isEmpty()) {
        options.add("$expand=" + items());
      }
      return options.isEmpty() ? "" : "(" + String.join(";", options) + ")";
    }
  }
}
