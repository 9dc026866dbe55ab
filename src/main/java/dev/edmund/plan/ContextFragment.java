package dev.edmund.plan;

import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a context URL behind {@code $metadata#} (Part 1, 10): where the entities are, and
 * what was selected and expanded.
 */
final class ContextFragment {
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
    if (!options.select().isEmpty()) {
      return selectList(options);
    }
    Set<String> items = new LinkedHashSet<>();
    boolean whole = made.base() instanceof Operand.Entity entity && !entity.alias().isOptional();
    if (whole && !made.parts().isEmpty()) {
      items.add("*");
    }
    items.addAll(made(made));
    addExpanded(options, items);
    if (items.isEmpty() && !whole) {
      items.add("@Org.OData.Core.V1.AnyStructure");
    }
    return items.isEmpty() ? "" : "(" + String.join(",", items) + ")";
  }

  private static List<String> made(Made made) {
    List<String> items = new ArrayList<>();
    made.parts()
        .forEach(
            (name, part) -> {
              if (part.there() == null && part.value() instanceof Made inner) {
                items.add(name + "(" + String.join(",", made(inner)) + ")");
              } else if (part.there() == null) {
                boolean entity = part.value() instanceof Operand.Entity;
                // Beside what is stored an entity is there only where it is expanded.
                if (!entity || made.base() == null) {
                  items.add(entity ? name + "()" : name);
                }
              }
            });
    return items;
  }

  private List<String> items(QueryOptions options) {
    Set<String> items = new LinkedHashSet<>();
    if (options.select().isEmpty() && !options.compute().isEmpty()) {
      items.add("*");
      options.compute().forEach(item -> items.add(item.name()));
    }
    options.select().forEach(item -> items.add(item.accept(new SelectText())));
    addExpanded(options, items);
    return new ArrayList<>(items);
  }

  private void addExpanded(QueryOptions options, Set<String> items) {
    for (ExpandItem item : options.expand()) {
      if (item.kind() == ExpandItem.Kind.ENTITIES) {
        addExpanded(item, !options.select().isEmpty(), items);
      }
    }
  }

  /**
   * OData 4.01 tells every expansion with parentheses; 4.0 only those that have something in them
   * (Part 1, 10.9). Clients of 4.0 that read a list of names look for the others there by name. A
   * plus sign says that the expansion goes on with {@code $levels}.
   */
  private void addExpanded(ExpandItem item, boolean listed, Set<String> items) {
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
