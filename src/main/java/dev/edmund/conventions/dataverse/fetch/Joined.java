package dev.edmund.conventions.dataverse.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a query, put together.
 *
 * @param tables in the order that they are written in, the entity first
 * @param aliases the tables that conditions and sort keys can name
 * @param filter what is left of the entities before anything is joined; null where that is all
 * @param joins the transformations that make a row of each linked row
 * @param condition what the rows must fulfil; null where that is nothing
 * @param keys what tells rows apart, where there are several of an entity
 */
record Joined(
    List<Placed> tables,
    Map<String, Place> aliases,
    @Nullable String filter,
    List<String> joins,
    @Nullable String condition,
    List<String> keys) {
  Joined {
    tables = List.copyOf(tables);
    aliases = Map.copyOf(aliases);
    joins = List.copyOf(joins);
    keys = List.copyOf(keys);
  }

  /** What is wanted of a table, and where the table is. */
  record Placed(Fetch.Table table, Place place) {}

  /**
   * Puts the tables of a query together.
   *
   * @throws dev.edmund.core.ODataException 400 for names that the model does not have, 501 for what
   *     cannot be joined
   */
  static Joined of(Edm edm, EdmEntityType type, Fetch.Table entity) {
    Joining joining = new Joining(edm);
    joining.table(entity, Place.root(type));
    return joining.joined(entity);
  }

  private static final class Joining {
    private final Edm edm;
    private final List<Placed> tables = new ArrayList<>();
    private final List<Placed> required = new ArrayList<>();
    private final Map<Fetch.Link, Place> existing = new LinkedHashMap<>();
    private final Map<String, Place> aliases = new LinkedHashMap<>();
    private final List<String> joins = new ArrayList<>();
    private final List<String> there = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private int links;

    Joining(Edm edm) {
      this.edm = edm;
    }

    void table(Fetch.Table table, Place place) {
      tables.add(new Placed(table, place));
      for (Fetch.Link link : table.links()) {
        if (link.type().isCondition()) {
          existing.put(link, place);
        } else {
          link(link, place);
        }
      }
    }

    private void link(Fetch.Link link, Place from) {
      links++;
      Relation relation = Relation.of(edm, from.type(), link);
      Fetch.Link to = relation.link();
      Fetch.Table table = to.table();
      boolean outer =
          link.type() == Fetch.LinkType.OUTER
              && to.type() == Fetch.LinkType.OUTER
              && !isRequired(table);
      String label = to.alias() == null ? table.name() + links : to.alias();
      Place place =
          relation.collection()
              ? each(relation, from, outer, label)
              : one(relation, from, outer, label);
      if (!outer) {
        required.add(new Placed(table, place));
      }
      if (aliases.put(label, place) != null) {
        throw to.at().invalid("alias", "is that of one link only");
      }
      aliases.putIfAbsent(table.name(), place);
      table(table, place);
    }

    /** Rows that are joined behind an outer link must be there, and so must what leads to them. */
    private static boolean isRequired(Fetch.Table table) {
      return table.links().stream()
          .anyMatch(link -> link.type() != Fetch.LinkType.OUTER || isRequired(link.table()));
    }

    private Place each(Relation relation, Place from, boolean outer, String label) {
      if (from.match() != null) {
        throw relation
            .link()
            .at()
            .notImplemented("A link to many rows of an outer table with a filter");
      }
      String name = "_link" + links;
      String filter = outer ? own(relation, Place.root(relation.target())) : null;
      joins.add(
          (outer ? "outerjoin(" : "join(")
              + from.path(relation.step())
              + " as "
              + name
              + (filter == null ? "" : ",filter(" + filter + ")")
              + ")");
      Place place = new Place(relation.target(), name, null, List.of(name), label);
      keys.add(place.path(place.key()));
      return place;
    }

    private Place one(Relation relation, Place from, boolean outer, String label) {
      String path = from.path(relation.step());
      List<String> steps =
          Stream.concat(from.steps().stream(), Stream.of(relation.step())).toList();
      Place row = new Place(relation.target(), path, null, steps, label);
      if (!outer) {
        there.add(row.path(row.key()) + " ne null");
        return row;
      }
      String match =
          Conditions.joined(
              true,
              Stream.of(from.match(), own(relation, row)).flatMap(Stream::ofNullable).toList());
      return new Place(relation.target(), path, match, steps, label);
    }

    private @Nullable String own(Relation relation, Place row) {
      return new Conditions(edm, Map.of()).all(relation.link().table().filters(), row);
    }

    Joined joined(Fetch.Table entity) {
      Conditions conditions = new Conditions(edm, aliases);
      Place root = tables.get(0).place();
      boolean first = !joins.isEmpty() && entity.filters().stream().allMatch(Joining::isOwn);
      String before = first ? conditions.all(entity.filters(), root) : null;
      List<String> all = new ArrayList<>(there);
      if (!first) {
        Stream.ofNullable(conditions.all(entity.filters(), root)).forEach(all::add);
      }
      for (Placed table : required) {
        Stream.ofNullable(conditions.all(table.table().filters(), table.place())).forEach(all::add);
      }
      existing.forEach((link, place) -> all.add(conditions.existing(link, place)));
      if (!joins.isEmpty()) {
        keys.add(0, root.key());
      }
      return new Joined(tables, aliases, before, joins, Conditions.joined(true, all), keys);
    }

    /** Whether a filter is about the table alone that it stands in. */
    private static boolean isOwn(Fetch.Filter filter) {
      return filter.filters().stream().allMatch(Joining::isOwn)
          && filter.conditions().stream()
              .allMatch(
                  c -> c.entity() == null && (c.valueOf() == null || !c.valueOf().contains(".")));
    }
  }
}
