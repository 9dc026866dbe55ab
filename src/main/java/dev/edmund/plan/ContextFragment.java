package dev.edmund.plan;

import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a context URL behind {@code $metadata#} (Part 1, 10): where the entities are, and
 * what was selected and expanded.
 */
final class ContextFragment {
  /** Nothing that all instances have is known. */
  private static final String ANY = "@Org.OData.Core.V1.AnyStructure";

  private final boolean version401;

  ContextFragment(boolean version401) {
    this.version401 = version401;
  }

  /** The select list in parentheses; nothing where all properties and no expansion are told. */
  String selectList(QueryOptions options) {
    List<String> items = items(options);
    return items.isEmpty() ? "" : "(" + String.join(",", items) + ")";
  }

  /** The same behind {@code $apply}: what all instances have (Data Aggregation, 3.1.1). */
  String selectList(QueryOptions options, Made made) {
    boolean whole = made.base() instanceof Operand.Entity entity && !entity.alias().isOptional();
    List<String> items = items(options, made, whole, true);
    if (items.isEmpty() && !whole) {
      items = List.of(ANY);
    }
    return items.isEmpty() ? "" : "(" + String.join(",", items) + ")";
  }

  /**
   * What was made, with what is selected and expanded.
   *
   * @param whole whether what is stored is there as well
   */
  private List<String> items(QueryOptions options, Made made, boolean whole, boolean byDefault) {
    Set<String> items = new LinkedHashSet<>();
    options.select().forEach(item -> items.add(item.accept(new SelectText())));
    boolean all = items.isEmpty();
    if (all && whole && made.parts().values().stream().anyMatch(part -> !part.isRelated())) {
      items.add("*");
    }
    boolean unasked = byDefault && options.expand().isEmpty();
    made.parts()
        .forEach(
            (name, part) -> {
              Optional<ExpandItem> asked = MadePlanner.item(options, name);
              boolean related = asked.isPresent() || (unasked && made.expands(part));
              if (part.there() == null && (part.isRelated() ? related : all)) {
                items.add(made(name, part, asked, unasked));
              }
            });
    for (ExpandItem item : options.expand()) {
      if (made.parts().keySet().stream().noneMatch(name -> MadePlanner.isNamed(item, name))) {
        addExpanded(item, !all, items);
      }
    }
    return new ArrayList<>(items);
  }

  private String made(String name, Made.Part part, Optional<ExpandItem> asked, boolean byDefault) {
    if (asked.filter(item -> item.kind() == ExpandItem.Kind.REFERENCES).isPresent()) {
      return name + "/$ref";
    }
    QueryOptions inner = asked.map(ExpandItem::options).orElse(QueryOptions.NONE);
    if (part.value() instanceof Made made) {
      List<String> items = items(inner, made, made.base() != null, byDefault && asked.isEmpty());
      return name + "(" + String.join(",", items) + ")";
    }
    return part.isRelated() ? name + "(" + String.join(",", items(inner)) + ")" : name;
  }

  private List<String> items(QueryOptions options) {
    Set<String> items = new LinkedHashSet<>();
    if (options.apply() != null && !options.apply().result().complete()) {
      return List.of(ANY);
    }
    if (options.select().isEmpty() && !options.compute().isEmpty()) {
      items.add("*");
      options.compute().forEach(item -> items.add(item.name()));
    }
    options.select().forEach(item -> items.add(item.accept(new SelectText())));
    for (ExpandItem item : options.expand()) {
      addExpanded(item, !options.select().isEmpty(), items);
    }
    return new ArrayList<>(items);
  }

  /**
   * OData 4.01 tells every expansion with parentheses; 4.0 only those that have something in them
   * (Part 1, 10.9). Clients of 4.0 that read a list of names look for the others there by name. A
   * plus sign says that the expansion goes on with {@code $levels}.
   */
  private void addExpanded(ExpandItem item, boolean listed, Set<String> items) {
    if (item.kind() != ExpandItem.Kind.ENTITIES) {
      return;
    }
    List<String> nested = items(item.options());
    if (!nested.isEmpty() || version401) {
      Integer levels = item.options().levels();
      String recursive = levels != null && levels > 1 ? "+" : "";
      items.add(path(item.path()) + recursive + "(" + String.join(",", nested) + ")");
    } else if (listed) {
      items.add(path(item.path()));
    }
  }

  private static String path(List<Segment> segments) {
    List<String> parts = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment instanceof Segment.TypeCast cast) {
        parts.add(cast.type().getFullQualifiedName().getFullQualifiedNameAsString());
      } else if (segment instanceof Segment.Annotation annotation) {
        parts.add("@" + annotation.term());
      } else {
        parts.addAll(Selection.names(List.of(segment)));
      }
    }
    return String.join("/", parts);
  }

  private record SelectText() implements SelectItem.Visitor<String> {
    @Override
    public String star(SelectItem.Star s) {
      return "*";
    }

    @Override
    public String allOperations(SelectItem.AllOperations s) {
      return s.namespace() + ".*";
    }

    @Override
    public String operation(SelectItem.Operation s) {
      return s.qualifiedName();
    }

    @Override
    public String path(SelectItem.Path s) {
      return ContextFragment.path(s.segments());
    }
  }
}
