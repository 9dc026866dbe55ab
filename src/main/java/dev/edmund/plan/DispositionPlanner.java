package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import java.util.Collection;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** Reads what the model says of how bytes are to be taken ({@code Core.ContentDisposition}). */
record DispositionPlanner(Model model) {
  private static final String USUAL = "attachment";

  /** The disposition of a media entity; null where the model does not say it. */
  @Nullable Disposition ofMedia(EntityAlias entity) {
    EdmStructuredType type = entity.entity().type();
    while (type != null) {
      Optional<AnnotationValue> told = told(Model.target(type));
      if (told.isPresent()) {
        return read(told.get(), entity);
      }
      type = type.getBaseType();
    }
    return null;
  }

  /**
   * The disposition of a property.
   *
   * @param path the names from the entity to it, each behind a slash
   */
  @Nullable Disposition ofProperty(EntityAlias entity, String path) {
    EdmStructuredType owner = entity.entity().type();
    String[] names = path.substring(path.indexOf('/') + 1).split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      EdmElement property = owner.getProperty(names[i]);
      if (property == null || !(property.getType() instanceof EdmStructuredType inner)) {
        return null;
      }
      owner = inner;
    }
    EdmStructuredType type = owner;
    while (type != null) {
      Optional<AnnotationValue> told = told(Model.target(type, names[names.length - 1]));
      if (told.isPresent()) {
        return read(told.get(), entity);
      }
      type = type.getBaseType();
    }
    return null;
  }

  private Optional<AnnotationValue> told(String target) {
    return model.annotations().value(target, Terms.CONTENT_DISPOSITION);
  }

  private static Disposition read(AnnotationValue told, EntityAlias entity) {
    Disposition.Part type = part(told, "Type", entity);
    return new Disposition(
        type == null ? new Disposition.Part(USUAL, -1) : type, part(told, "Filename", entity));
  }

  /** A constant, or the value of a property of the same entity. */
  private static Disposition.@Nullable Part part(
      AnnotationValue told, String name, EntityAlias entity) {
    AnnotationValue value = told.property(name).orElse(null);
    if (!(value instanceof AnnotationValue.ConstantValue constant)) {
      return null;
    }
    if (!constant.kind().endsWith("Path")) {
      return new Disposition.Part(constant.value(), -1);
    }
    Column column = column(entity.entity().properties().values(), constant.value());
    return column == null
        ? null
        : new Disposition.Part(null, entity.builder().select(entity.column(column)));
  }

  private static @Nullable Column column(Collection<PropertyStorage> within, String path) {
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    for (PropertyStorage property : within) {
      if (property.name().equals(name)) {
        return slash < 0
            ? property.asScalar().map(PropertyStorage.Scalar::column).orElse(null)
            : column(property.parts(), path.substring(slash + 1));
      }
    }
    return null;
  }
}
