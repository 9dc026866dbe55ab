package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** Plans the members that {@code $compute} and {@code $apply} made. */
final class MadePlanner {
  private final Model model;
  private final ShapePlanner shapes;
  private final QueryBuilder builder;
  private final Position position;
  private final QueryOptions options;

  /**
   * Plans members of rows.
   *
   * @param options select and expand them
   */
  MadePlanner(
      Model model,
      ShapePlanner shapes,
      QueryBuilder builder,
      Position position,
      QueryOptions options) {
    this.model = model;
    this.shapes = shapes;
    this.builder = builder;
    this.position = position;
    this.options = options;
  }

  /** Instances of which only what was made is left. */
  EntityShape shape(EdmEntityType type, Made made) {
    return EntityShape.made(type, members(made, Selection.of(options.select()), true));
  }

  /**
   * What was made beside what is stored.
   *
   * @param expanded whether entities are there without being asked for (Data Aggregation, 3.2.3)
   */
  List<Member> members(Made made, Selection selection, boolean expanded) {
    List<Member> members = new ArrayList<>();
    for (Map.Entry<String, Made.Part> entry : made.parts().entrySet()) {
      String name = entry.getKey();
      Made.Part part = entry.getValue();
      boolean entity = part.value() instanceof Operand.Entity;
      boolean wanted = entity ? expanded || isExpanded(name) : selection.wants(name);
      if (wanted || isExpanded(name)) {
        Member member = member(name, part, selection.of(name));
        Term there = part.there();
        members.add(there == null ? member : new Member.Sometimes(builder.select(there), member));
      }
    }
    return members;
  }

  private Member member(String name, Made.Part part, Selection selection) {
    Operand value = part.value();
    if (value instanceof Made made
        && made.base() instanceof Operand.Entity whole
        && made.parts().isEmpty()
        && made.there() == null) {
      return entity(name, whole.alias(), part);
    }
    if (value instanceof Made made) {
      return made(name, made, part.type(), selection);
    }
    if (value instanceof Operand.Entity entity) {
      return entity(name, entity.alias(), part);
    }
    if (value instanceof Operand.Structure structure) {
      return structure(name, structure, selection);
    }
    if (value instanceof Operand.Document
        || value instanceof Operand.Dynamic
        || value instanceof Operand.ItemMembers) {
      EdmProperty declared = part.declared() instanceof EdmProperty property ? property : null;
      return new InsidePlanner(model)
          .member(new InsideJson(name, value, declared), Selection.ALL, builder);
    }
    if (value instanceof Operand.Members) {
      throw ODataException.notImplemented("A collection as the computed property " + name, name);
    }
    return scalar(name, value, part);
  }

  private Member scalar(String name, Operand value, Made.Part part) {
    Term term = value.term();
    Term offset = value.offset();
    EdmType type = part.type();
    return new Member.Value(
        name,
        builder.select(term),
        type == null || value.isNullLiteral() ? type(term.type()) : type,
        term.type(),
        part.declared() instanceof EdmProperty property ? property : null,
        Map.of(),
        null,
        offset == null ? -1 : builder.select(offset));
  }

  /** What an expression without a declared type has as a value. */
  private static EdmType type(ColumnType type) {
    return EdmPrimitiveTypeFactory.getInstance(
        switch (type) {
          case BOOLEAN -> EdmPrimitiveTypeKind.Boolean;
          case INTEGER -> EdmPrimitiveTypeKind.Int64;
          case DECIMAL -> EdmPrimitiveTypeKind.Decimal;
          case DURATION -> EdmPrimitiveTypeKind.Duration;
          case DOUBLE -> EdmPrimitiveTypeKind.Double;
          case GUID -> EdmPrimitiveTypeKind.Guid;
          case DATETIME -> EdmPrimitiveTypeKind.DateTimeOffset;
          case DATE -> EdmPrimitiveTypeKind.Date;
          case TIME -> EdmPrimitiveTypeKind.TimeOfDay;
          case BINARY -> EdmPrimitiveTypeKind.Binary;
          case TEXT, GEO, JSON -> EdmPrimitiveTypeKind.String;
        });
  }

  private Member made(String name, Made made, @Nullable EdmType type, Selection selection) {
    if (made.base() instanceof Operand.Entity entity) {
      EntityShape stored = shapes.entity(entity.alias(), position.relative(), QueryOptions.NONE);
      EntityShape whole = stored.with(members(made, selection, true));
      return new Member.Related(name, name, builder.select(made.presence()), whole);
    }
    List<Member> parts = members(made, selection, true);
    int presence = builder.select(made.presence());
    if (type instanceof EdmComplexType complex) {
      return new Member.Complex(name, complex, presence, parts);
    }
    if (type instanceof EdmEntityType entity) {
      return new Member.Related(name, name, presence, EntityShape.made(entity, parts));
    }
    throw ODataException.notImplemented("Properties of " + name, name);
  }

  private Member entity(String name, EntityAlias alias, Made.Part part) {
    QueryOptions inner =
        options.expand().stream()
            .filter(item -> isNamed(item, name))
            .findFirst()
            .map(ExpandItem::options)
            .orElse(QueryOptions.NONE);
    Position target =
        part.declared() instanceof EdmNavigationProperty navigation
            ? position.navigate(navigation, model.edm().getEntityContainer()).relative()
            : position;
    return new Member.Related(
        name, name, builder.select(alias.rowId()), shapes.entity(alias, target, inner));
  }

  private Member structure(String name, Operand.Structure structure, Selection selection) {
    List<Member> parts = new ArrayList<>();
    for (PropertyStorage part : structure.storage().parts()) {
      if (selection.wants(part.name())) {
        Operand value =
            Properties.operand(part, structure.access(), structure.owner(), structure.builder());
        EdmProperty property = part.asScalar().map(PropertyStorage.Scalar::property).orElse(null);
        EdmType type = part.asScalar().map(PropertyStorage.Scalar::type).orElse(null);
        parts.add(
            member(
                part.name(),
                new Made.Part(value, type, property, null),
                selection.of(part.name())));
      }
    }
    return new Member.Complex(
        name,
        (EdmComplexType) structure.storage().type(),
        builder.select(structure.presence()),
        parts);
  }

  private boolean isExpanded(String name) {
    return options.expand().stream().anyMatch(item -> isNamed(item, name));
  }

  /** Whether an item asks for something that was made. */
  static boolean isNamed(ExpandItem item, String name) {
    return Selection.names(item.path()).equals(List.of(name));
  }
}
