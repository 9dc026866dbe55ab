package dev.edmund.processor.write;

import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * What an answer expands because the request had it nested: a deep insert is answered to at least
 * its own depth (Part 1, 11.4.2.2).
 */
public final class NestedExpand {
  private static final String DELTA = "@(odata\\.)?delta$";

  /** The navigation properties below a place, by name. */
  private record Below(Map<String, Item> items) {
    Below() {
      this(new LinkedHashMap<>());
    }
  }

  private record Item(List<Segment> path, Below below) {}

  private final Function<String, @Nullable EdmEntityType> types;

  private NestedExpand(Function<String, @Nullable EdmEntityType> types) {
    this.types = types;
  }

  /**
   * The expand items for what is nested in a body.
   *
   * @param type what the entity of the body is declared as
   * @param types the entity type of a qualified name; null where there is none
   */
  public static List<ExpandItem> of(
      JsonValue body, EdmStructuredType type, Function<String, @Nullable EdmEntityType> types) {
    if (body.members().values().stream().noneMatch(NestedExpand::isStructured)) {
      return List.of();
    }
    Below below = new Below();
    new NestedExpand(types).object(body, type, List.of(), below);
    return items(below);
  }

  private static boolean isStructured(JsonValue value) {
    return value.is(JsonValue.Kind.OBJECT) || value.is(JsonValue.Kind.ARRAY);
  }

  /** The type that an object says it has, or else the declared one. */
  private EdmStructuredType typeOf(JsonValue value, EdmStructuredType declared) {
    JsonValue told = value.members().getOrDefault("@odata.type", value.members().get("@type"));
    String name = told == null || !told.isText() ? "" : told.text().replaceFirst("^.*#", "");
    EdmEntityType type = name.matches(".+\\..+") ? types.apply(name) : null;
    return type == null ? declared : type;
  }

  private void object(
      JsonValue value, EdmStructuredType declared, List<Segment> before, Below into) {
    EdmStructuredType type = typeOf(value, declared);
    value
        .members()
        .forEach(
            (member, content) -> {
              String name = member.replaceFirst(DELTA, "");
              EdmNavigationProperty navigation = type.getNavigationProperty(name);
              if (navigation != null) {
                boolean own = declared.getNavigationProperty(name) == null;
                List<Segment> at = own ? with(before, new Segment.TypeCast(type)) : before;
                navigation(content, navigation, at, into);
              } else if (type.getProperty(name) instanceof EdmProperty property
                  && complex(property) instanceof EdmStructuredType inner) {
                object(content, inner, with(before, new Segment.Property(property)), into);
              }
            });
  }

  private void navigation(
      JsonValue content, EdmNavigationProperty navigation, List<Segment> before, Below into) {
    if (!isStructured(content)) {
      return;
    }
    List<Segment> path = with(before, new Segment.Navigation(navigation));
    Item item = into.items().computeIfAbsent(path.toString(), key -> new Item(path, new Below()));
    if (content.is(JsonValue.Kind.OBJECT)) {
      object(content, navigation.getType(), List.of(), item.below());
    } else {
      content.items().forEach(one -> object(one, navigation.getType(), List.of(), item.below()));
    }
  }

  private static @Nullable EdmType complex(EdmProperty property) {
    EdmType type = property.getType();
    return type.getKind() == EdmTypeKind.COMPLEX && !property.isCollection() ? type : null;
  }

  private static List<Segment> with(List<Segment> before, Segment last) {
    List<Segment> path = new ArrayList<>(before);
    path.add(last);
    return path;
  }

  private static List<ExpandItem> items(Below below) {
    return below.items().values().stream()
        .map(
            item ->
                new ExpandItem(
                    item.path(),
                    ExpandItem.Kind.ENTITIES,
                    QueryOptions.NONE.withExpand(items(item.below())),
                    ""))
        .toList();
  }
}
