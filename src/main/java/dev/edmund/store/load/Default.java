package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column has when its property is not given (CSDL XML 4.01, 7.2.7).
 *
 * @param property the property of the entity type
 */
record Default(String property, Row.Slot slot, @Nullable Object value) {

  /** The defaults of the properties that are single values. */
  static List<Default> of(TypeLayout layout, Target target) {
    List<Default> defaults = new ArrayList<>();
    for (PropertyStorage property : layout.storage().properties().values()) {
      property.asScalar().ifPresent(s -> add(defaults, s, layout, target));
    }
    return defaults;
  }

  private static void add(
      List<Default> defaults, PropertyStorage.Scalar scalar, TypeLayout layout, Target target) {
    String text = scalar.property().getDefaultValue();
    if (text != null) {
      Row.Shape shape = layout.shape();
      Object value = target.reader(scalar).read(text);
      defaults.add(new Default(scalar.name(), shape.slot(scalar.column()), value));
      if (scalar.offset() != null) {
        Long offset = ScalarReader.offset(text);
        defaults.add(new Default(scalar.name(), shape.slot(scalar.offset()), offset));
      }
    }
  }
}
