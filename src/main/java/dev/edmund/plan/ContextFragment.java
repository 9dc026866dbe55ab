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

  private List<String> items(QueryOptions options) {
    Set<String> items = new LinkedHashSet<>();
    Set<String> expanded = new LinkedHashSet<>();
    for (ExpandItem item : options.expand()) {
      expanded.add(path(item.path()));
    }
    for (SelectItem item : options.select()) {
      String text = item.accept(new SelectText());
      if (!expanded.contains(text)) {
        items.add(text);
      }
    }
    for (ExpandItem item : options.expand()) {
      if (item.kind() == ExpandItem.Kind.ENTITIES) {
        addExpanded(item, !options.select().isEmpty(), items);
      }
    }
    return new ArrayList<>(items);
  }

  /**
   * OData 4.01 tells every expansion with parentheses; 4.0 knows no empty ones, and clients that
   * speak it fail on them.
   */
  private void addExpanded(ExpandItem item, boolean listed, Set<String> items) {
    List<String> nested = items(item.options());
    String path = path(item.path());
    if (!nested.isEmpty() || version401) {
      items.add(path + "(" + String.join(",", nested) + ")");
    } else if (listed) {
      items.add(path);
    }
  }

  private static String path(List<Segment> segments) {
    List<String> parts = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment instanceof Segment.TypeCast cast) {
        parts.add(cast.type().getFullQualifiedName().getFullQualifiedNameAsString());
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
