package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;

/** Plans the members for values that {@code $compute} and {@code $apply} made. */
final class ValuePlanner {
  private final Model model;
  private final QueryBuilder builder;
  private final Labels labels;

  /** What people call the values of a property. */
  interface Labels {
    Map<String, String> of(EdmStructuredType owner, String property);
  }

  /** Plans members of the rows of a query. */
  ValuePlanner(Model model, QueryBuilder builder) {
    this(model, builder, (owner, property) -> Map.of());
  }

  ValuePlanner(Model model, QueryBuilder builder, Labels labels) {
    this.model = model;
    this.builder = builder;
    this.labels = labels;
  }

  /**
   * What {@code $compute} adds to a complex value.
   *
   * @param owner the type of the value
   * @param selection what is wanted of the value, and the computations
   */
  List<Member> computed(Operand value, EdmComplexType owner, Selection selection) {
    if (selection.options().compute().isEmpty()) {
      return List.of();
    }
    List<Member> members = new ArrayList<>();
    ItemsPlanner.computed(model, value, builder, selection.options())
        .parts()
        .forEach(
            (name, part) -> {
              if (selection.wants(name)) {
                members.add(member(name, part, owner, selection.of(name)));
              }
            });
    return members;
  }

  /**
   * The member for a property with a value that is no entity.
   *
   * @param owner the type that the value may be a declared property of
   */
  Member member(String name, Made.Part part, EdmStructuredType owner, Selection selection) {
    Operand value = part.value();
    if (value instanceof Operand.Structure structure) {
      return structure(name, structure, selection);
    }
    EdmProperty declared = part.declared() instanceof EdmProperty property ? property : null;
    if (value instanceof Operand.Document
        || value instanceof Operand.Dynamic
        || (value instanceof Operand.ItemMembers && declared != null)) {
      return new InsidePlanner(model)
          .member(new InsideJson(name, value, declared), selection, builder);
    }
    if (value instanceof Operand.Members || value instanceof Operand.Entity) {
      String what = value instanceof Operand.Members ? "A collection" : "An entity";
      throw ODataException.notImplemented(what + " as the computed property " + name, name);
    }
    return scalar(name, value, part, owner);
  }

  private Member scalar(String name, Operand value, Made.Part part, EdmStructuredType owner) {
    Term term = value.term();
    Term offset = value.offset();
    EdmType type = part.type();
    boolean same = part.declared() instanceof EdmProperty p && p.getName().equals(name);
    return new Member.Value(
        name,
        builder.select(term),
        type == null || value.isNullLiteral() ? type(term.type()) : type,
        term.type(),
        part.declared() instanceof EdmProperty property ? property : null,
        same ? labels.of(owner, name) : Map.of(),
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

  private Member structure(String name, Operand.Structure structure, Selection selection) {
    List<Member> parts = new ArrayList<>();
    EdmComplexType owner = (EdmComplexType) structure.storage().type();
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
                owner,
                selection.of(part.name())));
      }
    }
    parts.addAll(computed(structure, owner, selection));
    return new Member.Complex(name, owner, builder.select(structure.presence()), parts);
  }
}
