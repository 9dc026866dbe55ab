package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Guards;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Reads whose the entities of a model are, and where it says what is shared. */
record GuardReader(Edm edm, Annotations annotations, Storage storage) {

  Guards read() {
    Map<FullQualifiedName, Guards.Owned> owned = new LinkedHashMap<>();
    storage
        .entities()
        .forEach((name, type) -> owned(type).ifPresent(found -> owned.put(name, found)));
    Guards.Shares shares = shares().orElse(null);
    if (shares != null) {
      // A share is seen by whom it is for.
      owned.put(shares.type().name(), new Guards.Owned(shares.principal(), null));
    }
    return new Guards(owned, shares, unrestricted(), null);
  }

  private Set<String> unrestricted() {
    List<EdmOperation> all = new ArrayList<>();
    for (EdmSchema schema : edm.getSchemas()) {
      all.addAll(schema.getFunctions());
      all.addAll(schema.getActions());
    }
    Set<String> found = new LinkedHashSet<>();
    for (EdmOperation operation : all) {
      String key = OperationSql.key(operation);
      if (annotations.isTrue(key, Terms.UNRESTRICTED)
          || annotations.isTrue(operation.getFullQualifiedName().toString(), Terms.UNRESTRICTED)) {
        found.add(key);
      }
    }
    return found;
  }

  /** As the type says, or else the nearest base type. */
  private Optional<Guards.Owned> owned(EntityStorage type) {
    for (EdmEntityType t = type.type(); t != null; t = t.getBaseType()) {
      Optional<AnnotationValue> said = annotations.value(Model.target(t), Terms.OWNED);
      if (said.isPresent()) {
        return column(type, said.get(), "Owner")
            .map(owner -> new Guards.Owned(owner, column(type, said.get(), "Unit").orElse(null)));
      }
    }
    return Optional.empty();
  }

  private Optional<Guards.Shares> shares() {
    EdmEntityContainer container = edm.getEntityContainer();
    return container == null
        ? Optional.empty()
        : container.getEntitySets().stream()
            .flatMap(
                set ->
                    annotations.value(Model.target(set), Terms.SHARES).stream()
                        .flatMap(said -> shares(storage.of(set.getEntityType()), said).stream()))
            .findFirst();
  }

  private static Optional<Guards.Shares> shares(
      Optional<EntityStorage> type, AnnotationValue said) {
    return type.filter(
            t ->
                column(t, said, "Object").isPresent()
                    && column(t, said, "Principal").isPresent()
                    && column(t, said, "Rights").isPresent())
        .map(
            t ->
                new Guards.Shares(
                    t,
                    required(t, said, "Object"),
                    required(t, said, "Principal"),
                    required(t, said, "Rights")));
  }

  private static Column required(EntityStorage type, AnnotationValue said, String name) {
    return Objects.requireNonNull(column(type, said, name).orElse(null));
  }

  private static Optional<Column> column(EntityStorage type, AnnotationValue said, String name) {
    return said.property(name)
        .flatMap(AnnotationValue::text)
        .map(property -> scalar(type, property.strip()))
        .map(PropertyStorage.Scalar::column);
  }

  private static PropertyStorage.@Nullable Scalar scalar(EntityStorage type, String property) {
    return Optional.ofNullable(type.properties().get(property))
        .flatMap(PropertyStorage::asScalar)
        .orElse(null);
  }
}
