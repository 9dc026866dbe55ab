package dev.edmund.model.csdl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The named children of all schemas by full name, and the questions that need more than one of
 * them: base types and paths.
 */
final class Declarations {
  /** The children of a schema that have a name. */
  static final Set<String> KINDS =
      Set.of(
          "EntityType",
          "ComplexType",
          "EnumType",
          "TypeDefinition",
          "EntityContainer",
          "Term",
          "Action",
          "Function");

  private final Map<String, Declared> types = new LinkedHashMap<>();
  private final Map<String, Declared> containers = new LinkedHashMap<>();
  private final Map<String, Declared> terms = new HashMap<>();
  private final Map<String, List<Declared>> operations = new HashMap<>();
  private final Map<String, String> bases = new HashMap<>();

  // By identity: a repeated declaration may be equal to the first one.
  private final Set<CsdlElement> first = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The kinds of type that matter for where a type may be used. */
  enum Kind {
    PRIMITIVE,
    ENUM,
    DEFINITION,
    COMPLEX,
    ENTITY,
    UNKNOWN
  }

  /** An element with its full name and the aliases of its document. */
  record Declared(String fullName, CsdlElement element, Names names, Findings findings) {
    boolean is(String kind) {
      return element.name().equals(kind);
    }
  }

  Declarations(List<Source> sources) {
    for (Source source : sources) {
      for (CsdlElement schema : source.schemas()) {
        String namespace = schema.attribute("Namespace", "");
        for (CsdlElement child : schema.children()) {
          declare(namespace, child, source);
        }
      }
    }
    types.values().forEach(this::base);
    types.values().forEach(this::shared);
  }

  private void declare(String namespace, CsdlElement child, Source source) {
    Findings findings = source.findings();
    if (!KINDS.contains(child.name())) {
      return;
    }
    String name = child.attribute("Name", "");
    if (!Names.isPlain(name)) {
      findings.warning("invalidName", child, "it has no Name that can be used; it is left out");
      return;
    }
    Declared declared = new Declared(namespace + "." + name, child, source.names(), findings);
    boolean isFirst =
        switch (child.name()) {
          case "EntityType", "ComplexType", "EnumType", "TypeDefinition" ->
              types.putIfAbsent(declared.fullName, declared) == null;
          case "EntityContainer" -> containers.putIfAbsent(declared.fullName, declared) == null;
          case "Term" -> terms.putIfAbsent(declared.fullName, declared) == null;
          default ->
              operations.computeIfAbsent(declared.fullName, k -> new ArrayList<>()).add(declared);
        };
    if (isFirst) {
      first.add(child);
    } else {
      findings.warning(
          "duplicateName",
          child,
          "the name " + declared.fullName + " is taken already; only the first one is used");
    }
  }

  /** A name may stand for one child of a schema, or for overloads (CSDL XML, 5). */
  private void shared(Declared type) {
    if (operations.containsKey(type.fullName)) {
      type.findings.info(
          "sharedName",
          type.element,
          "an action or function has the same name; both are served, but metadata in JSON can show"
              + " one only");
    }
  }

  private void base(Declared type) {
    Findings findings = type.findings;
    String written = type.element.attribute("BaseType");
    if (written == null || !(type.is("EntityType") || type.is("ComplexType"))) {
      return;
    }
    String base = type.names.qualified(written);
    Declared declared = types.get(base);
    if (declared == null || !declared.is(type.element.name())) {
      if (!base.equals("Edm.EntityType") && !base.equals("Edm.ComplexType")) {
        findings.warning(
            "unknownBaseType",
            type.element,
            "the base type "
                + base
                + " is no "
                + type.element.name()
                + " of this model; the type is read as if it had no base type");
      }
      return;
    }
    for (String up = base; up != null; up = bases.get(up)) {
      if (up.equals(type.fullName)) {
        findings.error(
            "baseTypeCycle",
            type.element,
            "the type derives from itself through " + base + "; end the circle");
        return;
      }
    }
    bases.put(type.fullName, base);
  }

  /** The declaration of a type, or empty for Edm's own types and unknown ones. */
  Optional<Declared> type(String fullName) {
    return Optional.ofNullable(types.get(fullName));
  }

  /** Whether this element is the one that stands for its name. */
  boolean isFirst(CsdlElement element) {
    return first.contains(element);
  }

  /**
   * The container that is served: the first that no other extends, those of the model itself before
   * those of other documents.
   */
  Optional<String> serviceContainer() {
    return containers.keySet().stream()
        .filter(name -> !isExtended(name))
        .findFirst()
        // Where all extend one another the circle is reported for the first.
        .or(() -> containers.keySet().stream().findFirst());
  }

  /** Whether another container of the model extends this one. */
  boolean isExtended(String fullName) {
    return containers.values().stream()
        .filter(other -> !other.fullName.equals(fullName))
        .anyMatch(
            other ->
                other.names.qualified(other.element.attribute("Extends", "")).equals(fullName));
  }

  Optional<Declared> container(String fullName) {
    return Optional.ofNullable(containers.get(fullName));
  }

  List<Declared> operations(String fullName) {
    return operations.getOrDefault(fullName, List.of());
  }

  /** The full name of the base type that is in effect. */
  Optional<String> base(String fullName) {
    return Optional.ofNullable(bases.get(fullName));
  }

  Map<String, String> bases() {
    return Map.copyOf(bases);
  }

  /** The names of the key properties that a type declares or inherits. */
  List<String> keyNames(String type) {
    for (String up = type; up != null; up = bases.get(up)) {
      Declared declared = types.get(up);
      List<CsdlElement> refs =
          declared == null
              ? List.of()
              : declared.element.children("Key").stream()
                  .flatMap(key -> key.children("PropertyRef").stream())
                  .toList();
      if (!refs.isEmpty()) {
        return refs.stream().map(ref -> ref.attribute("Name", "")).toList();
      }
    }
    return List.of();
  }

  /** Whether a property can be null; key properties cannot, whatever they say. */
  boolean isNullable(String type, String path) {
    return walk(type, path)
        .map(m -> m.element.flag("Nullable", true) && !keyNames(type).contains(path))
        .orElse(false);
  }

  /** Whether one type is the other or derives from it. */
  boolean derives(String type, String from) {
    for (String up = type; up != null; up = bases.get(up)) {
      if (up.equals(from)) {
        return true;
      }
    }
    return false;
  }

  /** What sort of type a full name stands for. */
  Kind kind(String fullName) {
    if (BuiltInTypes.isPrimitive(fullName)) {
      return Kind.PRIMITIVE;
    }
    if (BuiltInTypes.isAdded(fullName)) {
      return BuiltInTypes.isEntity(fullName)
          ? Kind.ENTITY
          : BuiltInTypes.isComplex(fullName) ? Kind.COMPLEX : Kind.DEFINITION;
    }
    Declared declared = types.get(fullName);
    if (declared == null) {
      return Kind.UNKNOWN;
    }
    return switch (declared.element.name()) {
      case "EntityType" -> Kind.ENTITY;
      case "ComplexType" -> Kind.COMPLEX;
      case "EnumType" -> Kind.ENUM;
      default -> Kind.DEFINITION;
    };
  }

  /**
   * The name of a type with its namespace. A name without one is sought in Edm and in the schema
   * itself, because generators leave it out.
   */
  String qualify(String name, String namespace) {
    if (name.indexOf('.') >= 0) {
      return name;
    }
    if (BuiltInTypes.isPrimitive("Edm." + name)) {
      return "Edm." + name;
    }
    return types.containsKey(namespace + "." + name) ? namespace + "." + name : name;
  }

  /**
   * A structural or navigation property of a type or its base types; nothing for one that is left
   * out because its type is of the wrong kind.
   */
  Optional<Member> member(String type, String name) {
    Optional<Member> found = Optional.empty();
    for (String up = type; up != null; up = bases.get(up)) {
      Declared declared = types.get(up);
      // The base type's declaration wins over a repetition, so look further up.
      Optional<Member> here = declared == null ? Optional.empty() : own(declared, name);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  private Optional<Member> own(Declared declared, String name) {
    if (!Names.isPlain(name)) {
      return Optional.empty();
    }
    for (CsdlElement child : declared.element.children()) {
      boolean structural = child.name().equals("Property");
      if (name.equals(child.attribute("Name"))
          && (structural || child.name().equals("NavigationProperty"))) {
        String written = child.attribute("Type", structural ? "Edm.String" : "");
        String namespace =
            declared.fullName.substring(
                0,
                declared.fullName.length() - declared.element.attribute("Name", "").length() - 1);
        String type = qualify(declared.names.qualified(Names.item(written)), namespace);
        return structural == (kind(type) == Kind.ENTITY)
            ? Optional.empty()
            : Optional.of(new Member(child, declared.fullName, type));
      }
    }
    return Optional.empty();
  }

  /**
   * A path whose type casts have a namespace: generators leave it out where it is that of the type.
   */
  String casts(String type, String path) {
    List<String> segments = new ArrayList<>();
    String current = type;
    for (String segment : path.split("/", -1)) {
      Optional<Member> member =
          segment.indexOf('.') > 0 ? Optional.empty() : member(current, segment);
      String cast = current.substring(0, current.lastIndexOf('.') + 1) + segment;
      boolean unqualified =
          segment.indexOf('.') < 0 && member.isEmpty() && isRelated(current, cast);
      String read = unqualified ? cast : segment;
      segments.add(read);
      current = member.map(Member::type).orElse(read);
    }
    return String.join("/", segments);
  }

  private boolean isRelated(String type, String other) {
    return types.containsKey(other) && (derives(type, other) || derives(other, type));
  }

  /**
   * The last member of a path of properties, navigation properties and type casts.
   *
   * @param path with full names
   */
  Optional<Member> walk(String type, String path) {
    String current = type;
    Optional<Member> last = Optional.empty();
    for (String segment : path.split("/", -1)) {
      if (segment.indexOf('.') > 0) {
        if (!types.containsKey(segment)) {
          return Optional.empty();
        }
        current = segment;
      } else {
        last = member(current, segment);
        if (last.isEmpty()) {
          return last;
        }
        current = last.get().type();
      }
    }
    return last;
  }

  /**
   * A property.
   *
   * @param owner the full name of the type that declares it
   * @param type the full name of its type, or of its item type
   */
  record Member(CsdlElement element, String owner, String type) {
    boolean isNavigation() {
      return element.name().equals("NavigationProperty");
    }
  }
}
