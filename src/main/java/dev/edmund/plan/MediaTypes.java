package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.ToldMediaType;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** The media types of binary values, as the model tells them (Part 1, 11.2.4.1). */
record MediaTypes(Model model) {

  /** That of the value at the end of a path; null where it is no binary one, or none is told. */
  Plan.@Nullable Media of(Resource resource, PropertyStorage property) {
    PropertyStorage.Scalar scalar = property.asScalar().orElse(null);
    if (scalar == null
        || scalar.column().type() != ColumnType.BINARY
        || resource.form() != Resource.Form.VALUE) {
      return null;
    }
    EntityAlias entity = resource.entity();
    boolean own = property.equals(entity.entity().properties().get(property.name()));
    EdmStructuredType owner =
        own ? entity.entity().type() : owner(entity.entity().type(), resource.path());
    ToldMediaType told = told(owner, scalar);
    if (told.always() != null) {
      return new Plan.Media(told.always(), -1);
    }
    return told.property() == null || !own
        ? null
        : Optional.ofNullable(entity.entity().properties().get(told.property()))
            .flatMap(PropertyStorage::asScalar)
            .map(teller -> entity.builder().select(entity.column(teller.column())))
            .map(column -> new Plan.Media(null, column))
            .orElse(null);
  }

  /** What the property does not say, its type definition may say. */
  private ToldMediaType told(@Nullable EdmStructuredType owner, PropertyStorage.Scalar scalar) {
    ToldMediaType own =
        owner == null
            ? new ToldMediaType(null, null)
            : ToldMediaType.of(model.annotations(), Model.target(owner, scalar.name()));
    return own.isUnknown() && scalar.type().getKind() == EdmTypeKind.DEFINITION
        ? ToldMediaType.of(model.annotations(), scalar.type().getFullQualifiedName().toString())
        : own;
  }

  /** The complex type that has the last property of a path. */
  private static @Nullable EdmStructuredType owner(EdmStructuredType from, String path) {
    EdmStructuredType type = from;
    String[] names = path.replaceFirst("^/", "").split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      EdmElement element = type.getProperty(names[i]);
      if (element == null || !(element.getType() instanceof EdmStructuredType next)) {
        return null;
      }
      type = next;
    }
    return type;
  }
}
