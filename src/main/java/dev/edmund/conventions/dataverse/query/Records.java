package dev.edmund.conventions.dataverse.query;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.HierarchyFunction;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** The records of a model: where they are, what identifies them and what is above them. */
final class Records {
  static final String NAMESPACE = "Microsoft.Dynamics.CRM";
  private static final String HIERARCHY = "Org.OData.Aggregation.V1.RecursiveHierarchy";

  private Records() {}

  /** A table with all of its records. */
  static Optional<Expr.Root> all(Model model, EdmEntityType type) {
    return model.edm().getEntityContainer().getEntitySets().stream()
        .filter(
            set -> set.getEntityType().getFullQualifiedName().equals(type.getFullQualifiedName()))
        .min((one, other) -> one.getName().compareTo(other.getName()))
        .map((EdmEntitySet set) -> new Expr.Root(set));
  }

  /** The records of one of Dataverse's own tables. */
  static Expr.Root require(FunctionCall call, Model model, String table) {
    EdmEntityType type = model.edm().getEntityType(new FullQualifiedName(NAMESPACE, table));
    return Optional.ofNullable(type)
        .flatMap(found -> all(model, found))
        .orElseThrow(() -> call.notImplemented("over a model without a set of " + table));
  }

  /** What identifies records: the id named after the type, which is not always its key. */
  static Optional<EdmProperty> identifier(EdmEntityType type) {
    if (type.getProperty(type.getName() + "id") instanceof EdmProperty property) {
      return Optional.of(property);
    }
    List<String> key = type.getKeyPredicateNames();
    return key.size() == 1 && type.getProperty(key.get(0)) instanceof EdmProperty property
        ? Optional.of(property)
        : Optional.empty();
  }

  /** The types of the records that the values of a property identify. */
  static List<EdmEntityType> identified(Expr.Property value) {
    List<EdmEntityType> types = new ArrayList<>();
    if (!(value.source().type() instanceof EdmStructuredType owner)) {
      return types;
    }
    String name = value.property().getName();
    if (owner instanceof EdmEntityType own
        && identifier(own).filter(id -> id.getName().equals(name)).isPresent()) {
      types.add(own);
    }
    for (String navigation : owner.getNavigationPropertyNames()) {
      EdmNavigationProperty property = owner.getNavigationProperty(navigation);
      if (property.getReferentialConstraints().stream()
          .map(EdmReferentialConstraint::getPropertyName)
          .anyMatch(name::equals)) {
        types.add(property.getType());
      }
    }
    return types;
  }

  /** The hierarchy of the records of a type, where they have one. */
  static Optional<RecursiveHierarchy> hierarchy(Model model, EdmEntityType type) {
    Optional<EdmProperty> id = identifier(type);
    Optional<EdmNavigationProperty> parent = parent(model.annotations(), type);
    Optional<Expr.Root> all = all(model, type);
    if (id.isEmpty() || parent.isEmpty() || all.isEmpty()) {
      return Optional.empty();
    }
    Expr it = new Expr.It(type);
    return Optional.of(
        new RecursiveHierarchy(
            all.get(),
            parent.get().getName(),
            new Expr.Property(it, id.get()),
            new Expr.Navigation(it, parent.get(), null)));
  }

  /** As the model says, or as Dataverse names it. */
  private static Optional<EdmNavigationProperty> parent(Annotations model, EdmEntityType type) {
    String target = Model.target(type);
    String name =
        model.terms(target).stream()
            .filter(term -> term.startsWith(HIERARCHY + "#"))
            .flatMap(term -> model.value(target, term).stream())
            .flatMap(term -> term.property("ParentNavigationProperty").stream())
            .flatMap((AnnotationValue value) -> value.text().stream())
            .findFirst()
            .orElse("parent" + type.getName() + "id");
    EdmElement element = type.getProperty(name);
    return element instanceof EdmNavigationProperty navigation
            && !navigation.isCollection()
            && navigation.getType().getFullQualifiedName().equals(type.getFullQualifiedName())
        ? Optional.of(navigation)
        : Optional.empty();
  }

  /** Whether a node is below another. */
  static Expr below(RecursiveHierarchy hierarchy, Expr node, Expr above, boolean self) {
    return related(HierarchyFunction.ISDESCENDANT, "Ancestor", hierarchy, node, above, self);
  }

  /** Whether a node is above another. */
  static Expr above(RecursiveHierarchy hierarchy, Expr node, Expr below, boolean self) {
    return related(HierarchyFunction.ISANCESTOR, "Descendant", hierarchy, node, below, self);
  }

  private static Expr related(
      HierarchyFunction function,
      String parameter,
      RecursiveHierarchy hierarchy,
      Expr node,
      Expr other,
      boolean self) {
    List<Expr.Argument> arguments = new ArrayList<>();
    arguments.add(new Expr.Argument("Node", node));
    arguments.add(new Expr.Argument(parameter, other));
    if (self) {
      arguments.add(new Expr.Argument("IncludeSelf", Exprs.TRUE));
    }
    return new Expr.HierarchyCall(function, hierarchy, arguments, Exprs.BOOLEAN);
  }
}
