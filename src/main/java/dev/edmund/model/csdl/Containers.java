package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Declared;
import dev.edmund.model.csdl.Declarations.Kind;
import dev.edmund.model.csdl.Declarations.Member;
import dev.edmund.model.csdl.Scope.TypeUse;
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
  private static final Set<String> RESOURCES =
      Set.of("EntitySet", "Singleton", "ActionImport", "FunctionImport");

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
    Map<String, Resource> resources = resources(element);
    for (Resource resource : resources.values()) {
      // What an extended container declares has the aliases of the document it is in.
      new Containers(resource.scope).read(resource.element, resources, container);
    }
    return container;
  }

  private void read(
      CsdlElement resource, Map<String, Resource> resources, CsdlEntityContainer container) {
    switch (resource.name()) {
      case "EntitySet" -> entitySet(resource, resources).ifPresent(container.getEntitySets()::add);
      case "Singleton" -> singleton(resource, resources).ifPresent(container.getSingletons()::add);
      case "ActionImport" ->
          actionImport(resource, resources).ifPresent(container.getActionImports()::add);
      default -> functionImport(resource, resources).ifPresent(container.getFunctionImports()::add);
    }
  }

  /** A child of a container, with what its document can refer to. */
  private record Resource(CsdlElement element, Scope scope) {
    String name() {
      return scope.fullName(element.attribute("Name", ""));
    }
  }

  /** The children of a container by name, those of the containers it extends first. */
  private Map<String, Resource> resources(CsdlElement element) {
    List<Resource> chain = new ArrayList<>();
    Optional<Resource> up = Optional.of(new Resource(element, scope));
    while (up.isPresent()) {
      Resource container = up.get();
      if (chain.stream().anyMatch(c -> c.name().equals(container.name()))) {
        scope
            .findings()
            .error("containerCycle", element, "the container extends itself; end the circle");
        break;
      }
      chain.add(0, container);
      up = extended(container);
    }
    Map<String, Resource> resources = new LinkedHashMap<>();
    for (Resource container : chain) {
      for (CsdlElement child : container.element.children()) {
        if (RESOURCES.contains(child.name())) {
          add(resources, new Resource(child, container.scope));
        }
      }
    }
    return resources;
  }

  private Optional<Resource> extended(Resource container) {
    String name = container.element.attribute("Extends");
    if (name == null) {
      return Optional.empty();
    }
    Optional<Declared> found =
        scope.declarations().container(container.scope.names().qualified(name));
    if (found.isEmpty()) {
      findings.warning(
          "unknownContainer",
          container.element,
          "it extends " + name + ", which is not here; ignored");
    }
    return found.map(declared -> new Resource(declared.element(), scope.of(declared)));
  }

  private static void add(Map<String, Resource> resources, Resource child) {
    String name = child.element.attribute("Name", "");
    if (!Names.isPlain(name) || resources.putIfAbsent(name, child) != null) {
      child
          .scope
          .findings()
          .warning(
              "duplicateName",
              child.element,
              "the name is missing or taken in the container; it is left out");
    }
  }

  private Optional<CsdlEntitySet> entitySet(CsdlElement element, Map<String, Resource> resources) {
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

  private Optional<CsdlSingleton> singleton(CsdlElement element, Map<String, Resource> resources) {
    Optional<String> found = entityType(element, element.attribute("Type", ""));
    if (found.isPresent() && !hasKey(found.get())) {
      findings.infos(
          "keylessSingleton", "", element, "its type has no key, which a singleton does not need");
    }
    return found.map(
        type ->
            new SingletonDeclaration(element.flag("Nullable", false))
                .setName(element.attribute("Name"))
                .setType(type)
                .setNavigationPropertyBindings(bindings(element, type, resources)));
  }

  private Optional<String> entityType(CsdlElement element, String written) {
    TypeUse use = scope.use(element, written);
    if (use.kind() != Kind.ENTITY || use.collection()) {
      findings.warning(
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
      CsdlElement element, String type, Map<String, Resource> resources) {
    List<CsdlNavigationPropertyBinding> bindings = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (CsdlElement binding : element.children("NavigationPropertyBinding")) {
      String written = scope.names().path(binding.attribute("Path", ""));
      String path = scope.declarations().casts(type, written);
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
  private boolean isTarget(String target, Map<String, Resource> resources) {
    int slash = target.indexOf('/');
    Resource resource = resources.get(slash < 0 ? target : target.substring(0, slash));
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

  private static String type(Resource resource) {
    CsdlElement element = resource.element;
    Scope scope = resource.scope;
    String written =
        element.attribute(element.name().equals("EntitySet") ? "EntityType" : "Type", "");
    return scope.declarations().qualify(scope.names().qualified(written), scope.namespace());
  }

  /** Whether a child of the container is a set or singleton that is not left out. */
  private boolean isServed(Resource resource) {
    String name = resource.element.name();
    boolean kind = name.equals("EntitySet") || name.equals("Singleton");
    return kind && scope.declarations().kind(type(resource)) == Kind.ENTITY;
  }

  private Optional<CsdlActionImport> actionImport(
      CsdlElement element, Map<String, Resource> resources) {
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
      CsdlElement element, Map<String, Resource> resources) {
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
      findings.warning(
          "unknownOperation",
          element,
          "there is no unbound " + kind + " " + name + "; the import is left out");
    }
    return found;
  }

  private @Nullable String entitySetName(CsdlElement element, Map<String, Resource> resources) {
    String written = element.attribute("EntitySet");
    if (written == null) {
      return null;
    }
    String set = target(written);
    Resource resource = resources.get(set);
    if (resource != null && resource.element.name().equals("EntitySet") && isServed(resource)) {
      return set;
    }
    findings.warning(
        "unknownEntitySet",
        element,
        "EntitySet " + set + " is no entity set of the container; ignored");
    return null;
  }
}
