package dev.edmund.conventions.dataverse.metadata;

import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The context of an answer (Part 1, 10). */
final class Context {
  private Context() {}

  static String of(ODataRequestLine line, Way way) {
    StringBuilder out = new StringBuilder();
    List<Segment> path = line.path();
    for (int i = 0; i < path.size(); i++) {
      boolean last = i == path.size() - 1;
      if (path.get(i) instanceof Segment.Key key) {
        // The key of the entity that is answered itself is told by its id.
        out.append(last ? "" : key(key));
      } else if (!(path.get(i) instanceof Segment.Filter)) {
        out.append(i == 0 ? "" : "/").append(name(path.get(i)));
      }
    }
    if (way.value() != null) {
      return out.toString();
    }
    return out.append(selection(line.options())).append(way.many() ? "" : "/$entity").toString();
  }

  private static String key(Segment.Key key) {
    return key.values().stream()
        .map(
            part ->
                part.name().equals("MetadataId")
                    ? String.valueOf(part.value().text())
                    : part.name() + "='" + part.value().text() + "'")
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String name(Segment segment) {
    if (segment instanceof Segment.EntitySet set) {
      return set.set().getName();
    }
    if (segment instanceof Segment.Navigation navigation) {
      return navigation.property().getName();
    }
    if (segment instanceof Segment.TypeCast cast) {
      return cast.type().getFullQualifiedName().getFullQualifiedNameAsString();
    }
    return segment instanceof Segment.Property property ? property.property().getName() : "";
  }

  private static String selection(QueryOptions options) {
    List<String> names = new ArrayList<>();
    for (SelectItem item : options.select()) {
      if (item instanceof SelectItem.Path path) {
        names.add(path.segments().stream().map(Context::name).collect(Collectors.joining("/")));
      } else if (item instanceof SelectItem.Star) {
        names.add("*");
      }
    }
    for (ExpandItem item : options.expand()) {
      names.add(
          item.path().stream().map(Context::name).collect(Collectors.joining("/"))
              + selection(item.options()));
    }
    return names.isEmpty() ? "" : "(" + String.join(",", names) + ")";
  }
}
