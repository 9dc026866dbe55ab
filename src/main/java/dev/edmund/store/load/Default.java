package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage;
import java.util.Optional;

/** What a property that is not given has (CSDL XML 4.01, 7.2.7). */
record Default(Row.Slot slot, Object value) {

  static Optional<Default> of(PropertyStorage.Scalar scalar, TypeLayout layout, Target target) {
    return Optional.ofNullable(scalar.property().getDefaultValue())
        .map(
            text ->
                new Default(
                    layout.shape().slot(scalar.column()), target.reader(scalar).read(text)));
  }
}
