package dev.edmund.model;

import dev.edmund.model.Declarations.Declared;
import dev.edmund.model.Declarations.Kind;
import dev.edmund.model.Declarations.Member;
import dev.edmund.model.Scope.TypeUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.provider.CsdlActionImport;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlFunctionImport;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;
import org.jspecify.annotations.Nullable;

/** Reads the entity container of a model, with what it extends (CSDL XML, 13). */
final class Containers {
  private final Scope scope;
  private final Findings findings;

  Containers(Scope scope) {
    this.scope = scope;
    this.findings = scope.findings();
  }

  CsdlEntityContainer read(CsdlElement element) {
    CsdlEntityContainer container =
        new CsdlEntityContainer().setName(element.attribute("Name", ""));
    String extended = element.attribute("Extends");
    if (extended != null) {
      container.setExtendsContainer(scope.names().qualified(extended));
    }
    Map<String, CsdlElement> resources = resources(element);
    for (CsdlElement resource : resources.values()) {
      switch (resource.name()) {
        case "EntitySet" ->
            entitySet(resource, resources).ifPresent(container.getEntitySets()::add);
        case "Singleton" ->
            singleton(resource, resources).ifPresent(container.getSingletons()::add);
        case "ActionImport" ->
            actionImport(resource, resources).ifPresent(container.getActionImports()::add);
        default ->
            functionImport(resource, resources).ifPresent(container.getFunctionImports()::add);
      }
    }
    return container;
  }

  /** The children of a container by name, those of the containers it extends first. */
  private Map<String, CsdlElement> resources(CsdlElement element) {
    List<CsdlElement> chain = new ArrayList<>();
    Set<CsdlElement> seen = new HashSet<>();
    Optional<CsdlElement> up = Optional.of(element);
    while (up.isPresent() && seen.add(up.get())) {
      chain.add(0, up.get());
      up = extended(up.get());
    }
    Map<String, CsdlElement> resources = new LinkedHashMap<>();
    for (CsdlElement container : chain) {
      for (CsdlElement child : container.children()) {
        if (Set.of("EntitySet", "Singleton", "ActionImport", "FunctionImport")
            .contains(child.name())) {
          add(resources, child);
        }
      }
    }
    return resources;
  }

  private Optional<CsdlElement> extended(CsdlElement container) {
    String name = container.attribute("Extends");
    if (name == null) {
      return Optional.empty();
    }
    Optional<CsdlElement> found =
        scope.declarations().container(scope.names().qualified(name)).map(Declared::element);
    if (found.isEmpty()) {
      findings.warning(
          "unknownContainer", container, "it extends " + name + ", which is not here; ignored");
    }
    return found;
  }

  private void add(Map<String, CsdlElement> resources, CsdlElement child) {
    String name = child.attribute("Name", "");
    if (name.isEmpty() || resources.putIfAbsent(name, child) != null) {
      findings.error(
          "duplicateName", child, "the name is missing or taken in the container; it is left out");
    }
  }

  private Optional<CsdlEntitySet> entitySet(
      CsdlElement element, Map<String, CsdlElement> resources) {
    Optional<String> type = entityType(element, element.attribute("EntityType", ""));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (!hasKey(type.get())) {
      findings.warning(
          "keylessEntitySet",
          element,
          "its type " + type.get() + " has no key; its entities cannot be addressed one by one");
    }
    CsdlEntitySet set =
        new CsdlEntitySet()
            .setName(element.attribute("Name"))
            .setType(type.get())
            .setIncludeInServiceDocument(element.flag("IncludeInServiceDocument", true));
    set.setNavigationPropertyBindings(bindings(element, type.get(), resources));
    return Optional.of(set);
  }

  private Optional<CsdlSingleton> singleton(
      CsdlElement element, Map<String, CsdlElement> resources) {
    return entityType(element, element.attribute("Type", ""))
        .map(
            type ->
                new CsdlSingleton()
                    .setName(element.attribute("Name"))
                    .setType(type)
                    .setNavigationPropertyBindings(bindings(element, type, resources)));
  }

  private Optional<String> entityType(CsdlElement element, String written) {
    TypeUse use = scope.use(element, written);
    if (use.kind() != Kind.ENTITY || use.collection()) {
      findings.error(
          "unknownEntityType",
          element,
          "its type " + written + " is no entity type of this model; it is left out");
      return Optional.empty();
    }
    return Optional.of(use.name());
  }

  private boolean hasKey(String type) {
    Optional<String> up = Optional.of(type);
    while (up.isPresent()) {
      boolean found =
          scope.declarations().type(up.get()).stream()
              .anyMatch(declared -> declared.element().child("Key").isPresent());
      if (found) {
        return true;
      }
      up = scope.declarations().base(up.get());
    }
    return false;
  }

  private List<CsdlNavigationPropertyBinding> bindings(
      CsdlElement element, String type, Map<String, CsdlElement> resources) {
    List<CsdlNavigationPropertyBinding> bindings = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (CsdlElement binding : element.children("NavigationPropertyBinding")) {
      String path = scope.names().path(binding.attribute("Path", ""));
      String target = target(binding.attribute("Target", ""));
      if (scope.declarations().walk(type, path).filter(Member::isNavigation).isEmpty()) {
        findings.warning(
            "unknownBindingPath",
            binding,
            "Path " + path + " is no navigation property of " + type + "; ignored");
      } else if (!isTarget(target, resources)) {
        findings.warning(
            "unknownBindingTarget", binding, "Target " + target + " does not exist; ignored");
      } else if (!paths.add(path)) {
        findings.warning("duplicateBinding", binding, "Path " + path + " is bound twice; ignored");
      } else {
        bindings.add(new CsdlNavigationPropertyBinding().setPath(path).setTarget(target));
      }
    }
    return bindings;
  }

  /** A target without the name of this model's own container. */
  private String target(String written) {
    String target = scope.names().path(written);
    int slash = target.indexOf('/');
    boolean own =
        slash > 0 && scope.declarations().container(target.substring(0, slash)).isPresent();
    return own ? target.substring(slash + 1) : target;
  }

  /** Whether a target is a set, a singleton, or contained in one (CSDL XML, 13.4.1). */
  private boolean isTarget(String target, Map<String, CsdlElement> resources) {
    int slash = target.indexOf('/');
    CsdlElement resource = resources.get(slash < 0 ? target : target.substring(0, slash));
    if (resource == null || !isServed(resource)) {
      return false;
    }
    return slash < 0
        || scope
            .declarations()
            .walk(type(resource), target.substring(slash + 1))
            .filter(Member::isNavigation)
            .isPresent();
  }

  private String type(CsdlElement resource) {
    String written =
        resource.attribute(resource.name().equals("EntitySet") ? "EntityType" : "Type", "");
    return scope.declarations().qualify(scope.names().qualified(written), scope.namespace());
  }

  /** Whether a child of the container is a set or singleton that is not left out. */
  private boolean isServed(CsdlElement resource) {
    boolean kind = resource.name().equals("EntitySet") || resource.name().equals("Singleton");
    return kind && scope.declarations().kind(type(resource)) == Kind.ENTITY;
  }

  private Optional<CsdlActionImport> actionImport(
      CsdlElement element, Map<String, CsdlElement> resources) {
    String action = scope.names().qualified(element.attribute("Action", ""));
    return operation(element, action, "Action")
        ? Optional.of(
            new CsdlActionImport()
                .setName(element.attribute("Name"))
                .setEntitySet(entitySetName(element, resources))
                .setAction(action))
        : Optional.empty();
  }

  private Optional<CsdlFunctionImport> functionImport(
      CsdlElement element, Map<String, CsdlElement> resources) {
    String function = scope.names().qualified(element.attribute("Function", ""));
    return operation(element, function, "Function")
        ? Optional.of(
            new CsdlFunctionImport()
                .setName(element.attribute("Name"))
                .setEntitySet(entitySetName(element, resources))
                .setFunction(function)
                .setIncludeInServiceDocument(element.flag("IncludeInServiceDocument", false)))
        : Optional.empty();
  }

  private boolean operation(CsdlElement element, String name, String kind) {
    boolean found =
        scope.declarations().operations(name).stream()
            .anyMatch(o -> o.is(kind) && !o.element().flag("IsBound", false));
    if (!found) {
      findings.error(
          "unknownOperation",
          element,
          "there is no unbound " + kind + " " + name + "; the import is left out");
    }
    return found;
  }

  private @Nullable String entitySetName(CsdlElement element, Map<String, CsdlElement> resources) {
    String written = element.attribute("EntitySet");
    if (written == null) {
      return null;
    }
    String set = target(written);
    CsdlElement resource = resources.get(set);
    if (resource != null && resource.name().equals("EntitySet") && isServed(resource)) {
      return set;
    }
    findings.warning(
        "unknownEntitySet",
        element,
        "EntitySet " + set + " is no entity set of the container; ignored");
    return null;
  }
}
