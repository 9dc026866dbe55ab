package dev.edmund.plan.rules;

import dev.edmund.model.Diagnostic;
import dev.edmund.model.Model;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** All rules of a model. Any thread may ask; each rule is made when it is first asked for. */
public final class Rules {
  private final Model model;
  private final Map<FullQualifiedName, TypeRules> types = new ConcurrentHashMap<>();
  private final Map<Places, Restrictions> restrictions = new ConcurrentHashMap<>();

  /** The types that declare properties; a property does not know its own. */
  private final IdentityHashMap<EdmProperty, EdmStructuredType> owners = new IdentityHashMap<>();

  public Rules(Model model) {
    this.model = model;
    types(model).forEach(this::own);
  }

  private void own(EdmStructuredType type) {
    if (type.getBaseType() != null) {
      own(type.getBaseType());
    }
    for (String name : type.getPropertyNames()) {
      if (type.getProperty(name) instanceof EdmProperty property) {
        owners.putIfAbsent(property, type);
      }
    }
  }

  private static List<EdmStructuredType> types(Model model) {
    List<EdmStructuredType> types = new ArrayList<>();
    for (EdmSchema schema : model.edm().getSchemas()) {
      types.addAll(schema.getEntityTypes());
      types.addAll(schema.getComplexTypes());
    }
    return types;
  }

  /**
   * The rule for a property of the Edm, for instances of the type that declares it. What a derived
   * type adds to it, only {@link #of(EdmStructuredType)} knows.
   */
  public Optional<PropertyRule> of(EdmProperty property) {
    return Optional.ofNullable(owners.get(property))
        .flatMap(owner -> of(owner).property(property.getName()));
  }

  /**
   * What a value of a property, or an item of its collection, breaks.
   *
   * @param value as {@link dev.edmund.model.storage.Values} makes it
   * @return in words, behind the name of the property: {@code must be at least 0}
   */
  public List<String> violations(EdmProperty property, Object value) {
    return of(property).map(rule -> rule.values().violations(value)).orElse(List.of());
  }

  /**
   * What a collection with so many items breaks.
   *
   * @return in words, behind the name of the property: {@code must have at least 1 item}
   */
  public List<String> countViolations(EdmProperty property, long items) {
    return of(property).map(rule -> rule.values().violations(items)).orElse(List.of());
  }

  /** The rules for the instances of an entity type or complex type. */
  public TypeRules of(EdmStructuredType type) {
    FullQualifiedName name = type.getFullQualifiedName();
    TypeRules known = types.get(name);
    if (known == null) {
      known = new TypeReader(model, new Notes(model)).read(type);
      types.put(name, known);
    }
    return known;
  }

  /** Which media types the stream of a media entity may have. */
  public StreamRule media(EdmEntityType type) {
    return StreamRuleReader.read(model.annotations(), Model.target(type));
  }

  /** Which media types a stream property may have. */
  public StreamRule stream(EdmProperty property) {
    EdmStructuredType owner = owners.get(property);
    return owner == null
        ? StreamRule.ANY
        : StreamRuleReader.read(model.annotations(), Model.target(owner, property.getName()));
  }

  /** What may be done to the entities at a place. */
  public Restrictions at(Places places) {
    return restrictions.computeIfAbsent(places, p -> RestrictionReader.read(model, p));
  }

  /** What the model asks for and Edmund cannot enforce, or cannot read. */
  public static List<Diagnostic> diagnostics(Model model) {
    Notes notes = new Notes(model);
    TypeReader reader = new TypeReader(model, notes);
    types(model).forEach(reader::read);
    return notes.all();
  }
}
