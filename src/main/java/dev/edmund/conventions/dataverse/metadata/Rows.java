package dev.edmund.conventions.dataverse.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.core.ODataException;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Chooses among definitions and writes them, as query options ask. */
final class Rows {
  private static final String KEY = "MetadataId";

  private Rows() {}

  /** Whether a definition is of a type. */
  static boolean isOf(MetadataRow row, EdmType type) {
    EdmEntityType each = row.type();
    while (each != null && !each.getFullQualifiedName().equals(type.getFullQualifiedName())) {
      each = each.getBaseType();
    }
    return each != null;
  }

  /** Refuses what is not built for definitions. */
  static void require(QueryOptions options) {
    refuse(options.apply() != null, "$apply");
    refuse(!options.compute().isEmpty(), "$compute");
    refuse(options.search() != null, "$search");
    refuse(options.levels() != null, "$levels");
    refuse(options.skipToken() != null, "$skiptoken");
    refuse(options.rest().deltaToken() != null, "$deltatoken");
    options.expand().forEach(item -> require(item.options()));
  }

  private static void refuse(boolean given, String option) {
    if (given) {
      throw notBuilt(option);
    }
  }

  static ODataException notBuilt(String what) {
    return ODataException.notImplemented(what + " for definitions", what);
  }

  /** Those of a collection that are asked for, in the order that is asked for. */
  static List<MetadataRow> page(List<MetadataRow> filtered, QueryOptions options) {
    List<MetadataRow> sorted = Evaluation.sort(filtered, options.orderBy());
    Long skip = options.skip();
    Long top = options.top();
    return sorted.stream()
        .skip(skip == null ? 0 : skip)
        .limit(top == null ? Long.MAX_VALUE : top)
        .toList();
  }

  static ArrayNode write(List<MetadataRow> rows, EdmType declared, QueryOptions options) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> array.add(write(row, declared, options)));
    return array;
  }

  /**
   * Writes a definition.
   *
   * @param declared the type that the URL leads to; another one is said
   */
  static ObjectNode write(MetadataRow row, EdmType declared, QueryOptions options) {
    ObjectNode out = MetadataRow.object();
    if (!row.type().getFullQualifiedName().equals(declared.getFullQualifiedName())) {
      out.put("@odata.type", "#" + row.type().getFullQualifiedName());
    }
    Set<String> selected = selected(options.select());
    for (String name : row.type().getPropertyNames()) {
      if (selected == null || selected.contains(name) || name.equals(KEY)) {
        out.set(name, value(row, name));
      }
    }
    options.expand().forEach(item -> expand(row, item, out));
    return out;
  }

  /** The value of a structural property. */
  static JsonNode value(MetadataRow row, String name) {
    JsonNode value = row.values().get(name);
    boolean many =
        row.type().getProperty(name) instanceof EdmProperty property && property.isCollection();
    return value != null
        ? value
        : many ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.nullNode();
  }

  /** The names that are asked for; null for all. */
  private static @Nullable Set<String> selected(List<SelectItem> items) {
    Set<String> names = new HashSet<>();
    for (SelectItem item : items) {
      String name = item.accept(new Name());
      if (name.equals("*")) {
        return null;
      }
      names.add(name);
    }
    return items.isEmpty() ? null : names;
  }

  /** The property that an item of {@code $select} is about. */
  private static final class Name implements SelectItem.Visitor<String> {
    @Override
    public String star(SelectItem.Star s) {
      return "*";
    }

    @Override
    public String allOperations(SelectItem.AllOperations s) {
      return "";
    }

    @Override
    public String operation(SelectItem.Operation s) {
      return "";
    }

    @Override
    public String path(SelectItem.Path s) {
      List<Segment> path =
          s.segments().stream().filter(each -> !(each instanceof Segment.TypeCast)).toList();
      if (path.size() == 1 && path.get(0) instanceof Segment.Property property) {
        return property.property().getName();
      }
      if (path.size() == 1 && path.get(0) instanceof Segment.Navigation) {
        return "";
      }
      throw notBuilt("A path in $select");
    }
  }

  private static void expand(MetadataRow row, ExpandItem item, ObjectNode out) {
    if (item.kind() != ExpandItem.Kind.ENTITIES) {
      throw notBuilt("$ref or $count in $expand");
    }
    EdmType declared = null;
    String name = null;
    boolean many = false;
    for (Segment segment : item.path()) {
      if (segment instanceof Segment.Navigation navigation) {
        EdmNavigationProperty property = navigation.property();
        name = property.getName();
        declared = property.getType();
        many = property.isCollection();
      } else if (segment instanceof Segment.TypeCast cast) {
        if (name == null && !isOf(row, cast.type())) {
          return;
        }
        declared = name == null ? null : cast.type();
      } else {
        throw notBuilt("A path in $expand");
      }
    }
    if (name == null || declared == null) {
      throw notBuilt("A path in $expand");
    }
    EdmType type = declared;
    List<MetadataRow> there =
        Evaluation.filter(
            related(row, name).stream().filter(each -> isOf(each, type)).toList(),
            item.options().filter());
    if (!many) {
      out.set(
          name,
          there.isEmpty()
              ? JsonNodeFactory.instance.nullNode()
              : write(there.get(0), type, item.options()));
      return;
    }
    if (item.options().count()) {
      out.put(name + "@odata.count", there.size());
    }
    out.set(name, write(page(there, item.options()), type, item.options()));
  }

  /** What a navigation property leads to. */
  static List<MetadataRow> related(MetadataRow row, String navigation) {
    Supplier<List<MetadataRow>> there = row.navigations().get(navigation);
    return there == null ? List.of() : there.get();
  }
}
