package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.StorageBuilder.KeyPart;
import dev.edmund.model.storage.StorageBuilder.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/** What a document asks of its storage. */
final class StorageWishes implements Wishes {
  /** What Core.AlternateKeys was before it was in Core; Dataverse still writes it. */
  private static final String COMMUNITY_ALTERNATE_KEYS = "OData.Community.Keys.V1.AlternateKeys";

  private final Edm edm;
  private final Annotations annotations;
  private final Map<FullQualifiedName, List<CsdlPropertyRef>> keys = new HashMap<>();

  StorageWishes(CsdlDocument document, Edm edm) {
    this.edm = edm;
    this.annotations = document.annotations();
    for (CsdlSchema schema : document.schemas()) {
      for (CsdlEntityType type : schema.getEntityTypes()) {
        keys.put(
            new FullQualifiedName(schema.getNamespace(), type.getName()),
            type.getKey() == null ? List.of() : type.getKey());
      }
    }
  }

  @Override
  public List<List<String>> indexes(EdmEntityType type) {
    return Model.indexes(annotations, type);
  }

  @Override
  public List<String> searchable(EdmEntityType type) {
    return Model.searchable(edm, annotations, type);
  }

  @Override
  public List<String> versions(EdmEntityType type) {
    return Model.versions(edm, annotations, type);
  }

  @Override
  public boolean tracked(EdmEntitySet set) {
    return Model.tracked(annotations, set);
  }

  @Override
  public boolean offsets() {
    return !isContainer(Terms.IN_UTC);
  }

  @Override
  public boolean sequence() {
    return isContainer(Terms.VERSION_SEQUENCE);
  }

  private boolean isContainer(String tag) {
    EdmEntityContainer container = edm.getEntityContainer();
    return container != null
        && annotations.isTrue(container.getFullQualifiedName().getFullQualifiedNameAsString(), tag);
  }

  @Override
  public Optional<String> table(EdmEntityType type) {
    String target = Model.target(type);
    // Not by inheritance, which would give a base type's table to all types below it.
    return annotations.terms(target).contains(Terms.TABLE)
        ? annotations.text(target, Terms.TABLE)
        : Optional.empty();
  }

  @Override
  public Optional<String> column(EdmStructuredType type, String property) {
    return annotations.text(Model.target(type, property), Terms.COLUMN);
  }

  @Override
  public List<List<KeyPart>> alternateKeys(EdmEntityType type) {
    List<List<KeyPart>> found = new ArrayList<>();
    for (String term : List.of(Terms.ALTERNATE_KEYS, COMMUNITY_ALTERNATE_KEYS)) {
      for (AnnotationValue item : annotations.items(Model.target(type), term)) {
        List<KeyPart> parts = new ArrayList<>();
        item.property("Key")
            .map(AnnotationValue::items)
            .orElse(List.of())
            .forEach(ref -> part(ref).ifPresent(parts::add));
        if (!parts.isEmpty()) {
          found.add(parts);
        }
      }
    }
    redeclared(type).ifPresent(found::add);
    return found;
  }

  private static Optional<KeyPart> part(AnnotationValue ref) {
    Optional<String> name = ref.property("Name").flatMap(AnnotationValue::text);
    Optional<String> alias = ref.property("Alias").flatMap(AnnotationValue::text);
    return name.map(path -> new KeyPart(path, alias.filter(a -> !a.isEmpty()).orElse(path)));
  }

  /** The key of a type that inherits another one: its values are unique all the same. */
  private Optional<List<KeyPart>> redeclared(EdmEntityType type) {
    Set<String> inEffect = new HashSet<>();
    for (EdmKeyPropertyRef ref : type.getKeyPropertyRefs()) {
      inEffect.add(ref.getName());
    }
    List<CsdlPropertyRef> declared = keys.getOrDefault(type.getFullQualifiedName(), List.of());
    List<KeyPart> parts =
        declared.stream()
            .map(
                ref ->
                    new KeyPart(
                        ref.getName(), ref.getAlias() == null ? ref.getName() : ref.getAlias()))
            .toList();
    Set<String> paths = new HashSet<>();
    parts.forEach(part -> paths.add(part.path()));
    return parts.isEmpty() || paths.equals(inEffect) ? Optional.empty() : Optional.of(parts);
  }
}
