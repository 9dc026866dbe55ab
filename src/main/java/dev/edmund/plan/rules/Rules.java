package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.storage.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** All rules of a model. Any thread may ask; each rule is made when it is first asked for. */
public final class Rules {
  private final Model model;
  private final Map<FullQualifiedName, TypeRules> types = new ConcurrentHashMap<>();
  private final Map<Places, Restrictions> restrictions = new ConcurrentHashMap<>();

  /** The types that declare properties; a property does not know its own. */
  private final IdentityHashMap<EdmProperty, EdmStructuredType> owners = new IdentityHashMap<>();

  /** What a column holds when it leads somewhere: the values of these. */
  private final Map<Column, Set<Column>> references = new HashMap<>();

  public Rules(Model model) {
    this.model = model;
    types(model).forEach(this::own);
    model.storage().entities().values().stream()
        .flatMap(type -> type.links().values().stream())
        .filter(link -> link.pairs().size() == 1)
        .map(link -> link.pairs().get(0))
        .forEach(
            pair ->
                references
                    .computeIfAbsent(pair.source(), column -> new LinkedHashSet<>())
                    .add(pair.target()));
  }

  /** The columns whose values a column may have, as it leads to their entities. */
  public Set<Column> referenced(Column column) {
    return references.getOrDefault(column, Set.of());
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

  /**
   * Which media types a stream property, or a binary one, may have; what it does not say, its type
   * definition may say.
   */
  public StreamRule stream(EdmProperty property) {
    EdmStructuredType owner = owners.get(property);
    StreamRule own =
        owner == null
            ? StreamRule.ANY
            : StreamRuleReader.read(model.annotations(), Model.target(owner, property.getName()));
    return own.equals(StreamRule.ANY) && property.getType().getKind() == EdmTypeKind.DEFINITION
        ? StreamRuleReader.read(
            model.annotations(), property.getType().getFullQualifiedName().toString())
        : own;
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
