package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;

/** Plans the members that {@code $compute} and {@code $apply} made. */
final class MadePlanner {
  private final Model model;
  private final ShapePlanner shapes;
  private final QueryBuilder builder;
  private final Position position;
  private final QueryOptions options;
  private final boolean byDefault;

  /**
   * Plans members of rows.
   *
   * @param options select and expand them
   * @param byDefault whether what was grouped by or nested is there without being asked for, unless
   *     something is
   */
  MadePlanner(
      Model model,
      ShapePlanner shapes,
      QueryBuilder builder,
      Position position,
      QueryOptions options,
      boolean byDefault) {
    this.model = model;
    this.shapes = shapes;
    this.builder = builder;
    this.position = position;
    this.options = options;
    this.byDefault = byDefault && options.expand().isEmpty();
  }

  /** Instances of which only what was made is left. */
  EntityShape shape(EdmEntityType type, Made made) {
    List<Member> members = members(made, type, Selection.of(options.select()));
    EntityShape shape = EntityShape.made(type, members);
    Term derived = made.type();
    if (derived == null) {
      return shape;
    }
    List<EdmEntityType> types = new ArrayList<>(List.of(type));
    model
        .storage()
        .require(type.getFullQualifiedName())
        .derived()
        .forEach(name -> types.add(model.storage().require(name).type()));
    return shape.of(builder.select(derived), types);
  }

  /**
   * What was made beside what is stored.
   *
   * @param owner what the instances are of, whose properties some of it may be
   */
  List<Member> members(Made made, EdmStructuredType owner, Selection selection) {
    List<Member> members = new ArrayList<>();
    for (Map.Entry<String, Made.Part> entry : made.parts().entrySet()) {
      String name = entry.getKey();
      Made.Part part = entry.getValue();
      if (isWanted(name, part, made, selection)) {
        Member member = member(name, part, owner, selection.of(name));
        Term there = part.there();
        members.add(there == null ? member : new Member.Sometimes(builder.select(there), member));
      }
    }
    return members;
  }

  /** Related instances are there by default or where asked for, all others as selected. */
  private boolean isWanted(String name, Made.Part part, Made made, Selection selection) {
    return part.isRelated()
        ? item(name).isPresent() || (byDefault && made.expands(part))
        : selection.wants(name);
  }

  private Member member(String name, Made.Part part, EdmStructuredType owner, Selection selection) {
    Operand value = part.value();
    if (value instanceof Made made
        && made.base() instanceof Operand.Entity whole
        && made.parts().isEmpty()
        && made.there() == null) {
      return entity(name, whole.alias(), part);
    }
    if (value instanceof Made made) {
      return made(name, made, part, selection);
    }
    if (value instanceof Operand.Entity entity) {
      return entity(name, entity.alias(), part);
    }
    if (value instanceof Operand.Nested nested) {
      return nested(name, nested, part);
    }
    return new ValuePlanner(model, builder, shapes::labels).member(name, part, owner, selection);
  }

  private Member made(String name, Made made, Made.Part part, Selection selection) {
    QueryOptions inner = innerOptions(name);
    Position target = target(part);
    boolean deeper = byDefault && item(name).isEmpty();
    if (made.base() instanceof Operand.Entity entity) {
      EntityShape whole = shapes.entity(made, entity.alias(), target, inner, deeper);
      return new Member.Related(name, name, builder.select(made.presence()), whole);
    }
    MadePlanner planner = new MadePlanner(model, shapes, builder, target, inner, deeper);
    int presence = builder.select(made.presence());
    if (part.type() instanceof EdmComplexType complex) {
      Made all = ItemsPlanner.computed(model, made, builder, selection.options());
      return new Member.Complex(name, complex, presence, planner.members(all, complex, selection));
    }
    if (part.type() instanceof EdmEntityType entity) {
      List<Member> parts = planner.members(made, entity, Selection.of(inner.select()));
      return new Member.Related(name, name, presence, EntityShape.made(entity, parts));
    }
    throw ODataException.notImplemented("Properties of " + name, name);
  }

  private Position target(Made.Part part) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    return part.declared() instanceof EdmNavigationProperty navigation
        ? position.navigate(navigation, navigation.getType(), container).relative()
        : position;
  }

  private Member entity(String name, EntityAlias alias, Made.Part part) {
    QueryOptions inner = innerOptions(name);
    if (inner.filter() != null || inner.search() != null || inner.apply() != null) {
      throw ODataException.notImplemented("Restricting the expanded property " + name, "$expand");
    }
    Position target = target(part);
    ExpandItem.Kind kind = item(name).map(ExpandItem::kind).orElse(ExpandItem.Kind.ENTITIES);
    EntityShape shape =
        switch (kind) {
          case ENTITIES -> shapes.entity(alias, target, inner);
          case REFERENCES -> shapes.reference(alias, target);
          case COUNT, STREAM ->
              throw ODataException.notImplemented("This $expand of " + name, "$expand");
        };
    return new Member.Related(name, name, builder.select(alias.rowId()), shape);
  }

  /** Instances in a statement of their own. */
  private Member nested(String name, Operand.Nested nested, Made.Part part) {
    QueryOptions inner = innerOptions(name);
    if (item(name).filter(item -> item.kind() != ExpandItem.Kind.ENTITIES).isPresent()) {
      throw ODataException.notImplemented("This $expand of " + name, "$expand");
    }
    List<Term> keys = new ArrayList<>();
    nested.keys().forEach(key -> keys.add(new Term.Parent(builder.select(key), key.type())));
    AppliedPlanner.Applied applied =
        new AppliedPlanner(model, shapes)
            .plan(
                () -> nested.recipe().plan(keys),
                nested.type(),
                target(part),
                inner,
                byDefault && item(name).isEmpty());
    QueryBuilder rows = applied.all().builder();
    long skip = inner.skip() == null ? 0 : inner.skip();
    NestedRead read = new NestedRead(rows.build(inner.top(), skip), null, null, skip);
    NestedRead count = inner.count() ? new NestedRead(applied.count(), null, null, 0) : null;
    return new Member.Expanded(name, name, nested.single(), read, count, applied.shape());
  }

  private Optional<ExpandItem> item(String name) {
    return item(options, name);
  }

  /** The item that asks for something that was made. */
  static Optional<ExpandItem> item(QueryOptions options, String name) {
    return options.expand().stream().filter(item -> isNamed(item, name)).findFirst();
  }

  private QueryOptions innerOptions(String name) {
    return item(name).map(ExpandLevels::unrolled).orElse(QueryOptions.NONE);
  }

  /** Whether an item asks for something that was made. */
  static boolean isNamed(ExpandItem item, String name) {
    return Selection.names(item.path()).equals(List.of(name));
  }
}
