package dev.edmund.plan.rules;

import dev.edmund.model.Diagnostic;
import dev.edmund.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** All rules of a model. Any thread may ask; each rule is made when it is first asked for. */
public final class Rules {
  private final Model model;
  private final Map<FullQualifiedName, TypeRules> types = new ConcurrentHashMap<>();
  private final Map<Places, Restrictions> restrictions = new ConcurrentHashMap<>();

  public Rules(Model model) {
    this.model = model;
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

  /** What may be done to the entities at a place. */
  public Restrictions at(Places places) {
    return restrictions.computeIfAbsent(places, p -> RestrictionReader.read(model, p));
  }

  /** What the model asks for and Edmund cannot enforce, or cannot read. */
  public static List<Diagnostic> diagnostics(Model model) {
    Notes notes = new Notes(model);
    TypeReader reader = new TypeReader(model, notes);
    for (EdmSchema schema : model.edm().getSchemas()) {
      List<EdmStructuredType> types = new ArrayList<>(schema.getEntityTypes());
      types.addAll(schema.getComplexTypes());
      types.forEach(reader::read);
    }
    return notes.all();
  }
}
