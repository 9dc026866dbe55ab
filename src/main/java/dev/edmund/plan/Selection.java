package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.shape.Parts;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members {@code $select} asks for (Part 2, 5.1.4).
 *
 * @param all whether every structural property is wanted
 * @param parts what is wanted by name, and of complex values which parts
 * @param options what a collection is filtered, ordered and cut by
 */
record Selection(boolean all, Map<String, Selection> parts, QueryOptions options) {
  static final Selection ALL = new Selection(true, Map.of());

  Selection(boolean all, Map<String, Selection> parts) {
    this(all, parts, QueryOptions.NONE);
  }

  static Selection of(List<SelectItem> items) {
    if (items.isEmpty()) {
      return ALL;
    }
    Tree root = new Tree();
    for (SelectItem item : items) {
      item.accept(root);
    }
    return root.freeze();
  }

  boolean wants(String name) {
    return all || parts.containsKey(name);
  }

  /** What a collection's items are written with, as the options beside it have it. */
  Selection with(QueryOptions itemOptions) {
    return new Selection(all, parts, itemOptions.withSelect(List.of()));
  }

  boolean hasOptions() {
    return !options.equals(QueryOptions.NONE);
  }

  /** Whether properties of a value are computed, or not all items of some part are wanted. */
  boolean changesParts() {
    return !options.compute().isEmpty()
        || parts.values().stream().anyMatch(part -> part.hasOptions() || part.changesParts());
  }

  /** The same for a value that is written as JSON has it, whose parts no query filters. */
  Parts inDocument() {
    if (!options.compute().isEmpty()) {
      throw ODataException.notImplemented("$compute for a value without a type", "$compute");
    }
    parts.forEach(
        (name, part) -> {
          if (part.hasOptions()) {
            throw ODataException.notImplemented(
                "A query option in $select of " + name + ", inside of another value,", name);
          }
          part.inDocument();
        });
    return asParts();
  }

  /** As what a value that is kept as JSON is written with. */
  Parts asParts() {
    Map<String, Parts> named = new LinkedHashMap<>();
    parts.forEach((name, selection) -> named.put(name, selection.asParts()));
    return new Parts(all, named);
  }

  /** What is wanted of a complex value. */
  Selection of(String name) {
    return parts.getOrDefault(name, ALL);
  }

  /** What is wanted, and with it the complex values on a path, if only for what is inside. */
  Selection with(List<String> path) {
    if (path.isEmpty() || (all && !parts.containsKey(path.get(0)))) {
      return this;
    }
    Map<String, Selection> more = new LinkedHashMap<>(parts);
    Selection part = parts.getOrDefault(path.get(0), new Selection(false, Map.of()));
    more.put(path.get(0), part.with(path.subList(1, path.size())));
    return new Selection(all, more, options);
  }

  private static final class Tree implements SelectItem.Visitor<Boolean> {
    /** {@code Address($select=City)} says the same as {@code Address/City}. */
    private boolean nested(List<Segment> path, List<SelectItem> items) {
      for (SelectItem item : items) {
        if (item instanceof SelectItem.Path inner) {
          List<Segment> whole = new ArrayList<>(path);
          whole.addAll(inner.segments());
          new SelectItem.Path(whole, inner.options()).accept(this);
        } else {
          new SelectItem.Path(path, QueryOptions.NONE).accept(this);
        }
      }
      return true;
    }

    private final Map<String, Tree> children = new LinkedHashMap<>();
    private boolean all;
    private QueryOptions options = QueryOptions.NONE;

    Selection freeze() {
      Map<String, Selection> parts = new LinkedHashMap<>();
      children.forEach((name, tree) -> parts.put(name, tree.freeze()));
      return new Selection(all, parts, options);
    }

    @Override
    public Boolean star(SelectItem.Star s) {
      all = true;
      return true;
    }

    /** Operations are advertised nowhere, so there is nothing to add for them. */
    @Override
    public Boolean allOperations(SelectItem.AllOperations s) {
      return false;
    }

    @Override
    public Boolean operation(SelectItem.Operation s) {
      return false;
    }

    @Override
    public Boolean path(SelectItem.Path s) {
      if (s.segments().stream().anyMatch(Segment.Annotation.class::isInstance)) {
        // Of instance annotations there are none to select.
        return false;
      }
      QueryOptions own = s.options().withSelect(List.of());
      List<SelectItem> nested = s.options().select();
      if (nested.isEmpty()) {
        add(s.segments());
      } else {
        nested(s.segments(), nested);
      }
      if (!own.equals(QueryOptions.NONE)) {
        restrict(names(s.segments()), own);
      }
      return true;
    }

    /** Says what of a collection is wanted (Part 1, 11.2.5.1). */
    private void restrict(List<String> names, QueryOptions own) {
      Tree tree = this;
      for (String name : names) {
        tree = tree.children.computeIfAbsent(name, n -> new Tree());
      }
      if (!tree.options.equals(QueryOptions.NONE)) {
        String path = String.join("/", names);
        throw new ODataException(
            ErrorCode.BAD_REQUEST, "$select has options for " + path + " twice.", path);
      }
      tree.options = own;
    }

    private void add(List<Segment> segments) {
      List<String> names = names(segments);
      Tree tree = this;
      for (String name : names) {
        Tree child = tree.children.get(name);
        boolean known = child != null;
        if (child == null) {
          child = new Tree();
          tree.children.put(name, child);
          child.all = true;
        }
        // A longer path narrows a complex value unless it was asked for as a whole.
        if (!name.equals(names.get(names.size() - 1)) && !known) {
          child.all = false;
        }
        tree = child;
      }
      tree.all = true;
    }
  }

  /** The names of the properties on a path, without type casts. */
  static List<String> names(List<Segment> segments) {
    List<String> names = new ArrayList<>();
    for (Segment segment : segments) {
      String name = name(segment);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private static @Nullable String name(Segment segment) {
    if (segment instanceof Segment.Property property) {
      return property.property().getName();
    }
    if (segment instanceof Segment.Dynamic dynamic) {
      return dynamic.name();
    }
    if (segment instanceof Segment.EntitySet set) {
      return set.set().getName();
    }
    return segment instanceof Segment.Navigation navigation
        ? navigation.property().getName()
        : null;
  }
}
