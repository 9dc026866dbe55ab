package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Kind;
import dev.edmund.model.csdl.Scope.TypeUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.provider.CsdlAction;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlOperation;
import org.apache.olingo.commons.api.edm.provider.CsdlParameter;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;
import org.jspecify.annotations.Nullable;

/** Reads the actions and functions of one schema (CSDL XML, 12). */
final class Operations {
  private final Scope scope;
  private final Findings findings;
  private final Set<String> overloads = new HashSet<>();

  Operations(Scope scope) {
    this.scope = scope;
    this.findings = scope.findings();
  }

  Optional<CsdlAction> action(CsdlElement element) {
    CsdlAction action = new CsdlAction();
    return fill(element, action) ? Optional.of(action) : Optional.empty();
  }

  Optional<CsdlFunction> function(CsdlElement element) {
    if (element.child("ReturnType").isEmpty()) {
      findings.warning("missingReturnType", element, "a function must return something; left out");
      return Optional.empty();
    }
    CsdlFunction function = new CsdlFunction();
    function.setComposable(element.flag("IsComposable", false));
    return fill(element, function) ? Optional.of(function) : Optional.empty();
  }

  private boolean fill(CsdlElement element, CsdlOperation operation) {
    boolean bound = element.flag("IsBound", false);
    List<CsdlParameter> parameters = new ArrayList<>();
    for (CsdlElement child : element.children("Parameter")) {
      Optional<TypeUse> use = known(element, child);
      if (use.isEmpty()) {
        return false;
      }
      parameters.add(parameter(child, use.get()));
    }
    if (bound && parameters.isEmpty()) {
      findings.warning(
          "missingBindingParameter", element, "it is bound and has no parameter; it is left out");
      return false;
    }
    if (!overloads.add(signature(element, bound, parameters))) {
      findings.warning(
          "duplicateOverload", element, "another overload has the same signature; left out");
      return false;
    }
    operation
        .setName(element.attribute("Name"))
        .setBound(bound)
        .setEntitySetPath(path(element))
        .setParameters(parameters);
    Optional<CsdlElement> returned = element.child("ReturnType");
    if (returned.isPresent()) {
      Optional<TypeUse> use = known(element, returned.get());
      if (use.isEmpty()) {
        return false;
      }
      operation.setReturnType(returnType(returned.get(), use.get()));
    }
    return true;
  }

  private @Nullable String path(CsdlElement element) {
    String path = element.attribute("EntitySetPath");
    return path == null ? null : scope.names().path(path);
  }

  /** What tells overloads apart (CSDL XML, 12.2 and 12.4). */
  private static String signature(
      CsdlElement element, boolean bound, List<CsdlParameter> parameters) {
    String start = element.name() + " " + element.attribute("Name") + " " + bound;
    String binding =
        bound ? " " + parameters.get(0).getType() + " " + parameters.get(0).isCollection() : "";
    if (element.name().equals("Action")) {
      return start + binding;
    }
    String names =
        parameters.stream()
            .skip(bound ? 1 : 0)
            .map(CsdlParameter::getName)
            .sorted()
            .collect(Collectors.joining(","));
    return start + binding + "(" + names + ")";
  }

  private Optional<TypeUse> known(CsdlElement operation, CsdlElement child) {
    TypeUse use = scope.use(child, child.attribute("Type", ""));
    if (use.kind() == Kind.UNKNOWN) {
      findings.warning(
          "unknownType",
          operation,
          "its " + child.label() + " has the unknown type " + use.name() + "; it is left out");
      return Optional.empty();
    }
    return Optional.of(use);
  }

  private CsdlParameter parameter(CsdlElement element, TypeUse use) {
    Facets facets = Facets.of(element, use.name(), scope);
    return new CsdlParameter()
        .setName(element.attribute("Name", ""))
        .setType(use.name())
        .setCollection(use.collection())
        .setNullable(facets.nullable())
        .setMaxLength(facets.maxLength())
        .setPrecision(facets.precision())
        .setScale(facets.scale())
        .setSrid(facets.srid());
  }

  private CsdlReturnType returnType(CsdlElement element, TypeUse use) {
    Facets facets = Facets.of(element, use.name(), scope);
    return new CsdlReturnType()
        .setType(use.name())
        .setCollection(use.collection())
        .setNullable(facets.nullable())
        .setMaxLength(facets.maxLength())
        .setPrecision(facets.precision())
        .setScale(facets.scale())
        .setSrid(facets.srid());
  }
}
