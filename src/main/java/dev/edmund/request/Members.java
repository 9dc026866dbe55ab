package dev.edmund.request;

import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** The properties of a value, by name: those of its type and computed ones, as its shape says. */
final class Members {
  private Members() {}

  /** A property of a value, or of each item; null when it is not there. */
  static @Nullable Typed of(Typed source, String name) {
    Shape.Part computed = source.shape().computed(name);
    if (computed != null) {
      Expr expr = new Expr.Computed(source.expr(), name, computed.type());
      return new Typed(expr, computed.collection(), computed.shape());
    }
    EdmElement element = declared(source.shape(), name);
    if (element instanceof EdmNavigationProperty navigation) {
      Expr expr = new Expr.Navigation(source.expr(), navigation, null);
      return new Typed(
          expr, navigation.isCollection(), source.shape().of(name, navigation.getType()));
    }
    if (element instanceof EdmProperty property) {
      EdmType known = EdmTypes.known(property.getType());
      Expr expr = new Expr.Property(source.expr(), property);
      return new Typed(expr, property.isCollection(), source.shape().of(name, known));
    }
    return null;
  }

  /** The declared property of that name where instances of the shape have it, or null. */
  static @Nullable EdmElement declared(Shape shape, String name) {
    EdmStructuredType type = EdmTypes.structured(shape.type());
    return type == null || !shape.has(name) ? null : type.getProperty(name);
  }

  /** Says that there is no such property, and which may be meant. */
  static String unknown(Shape shape, String name) {
    EdmStructuredType type = EdmTypes.structured(shape.type());
    return type == null || !shape.complete()
        ? "'" + name + "' is not among the properties that are left here"
        : EdmNames.unknown(name, type);
  }
}
