package dev.edmund.request.expr;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.api.edm.geo.SRID;
import org.jspecify.annotations.Nullable;

/** The coordinate system that the values of an expression have, as far as the model tells. */
public final class Srid {
  private static final Pattern LITERAL = Pattern.compile("(?i)SRID=(\\d{1,6});.*", Pattern.DOTALL);
  private static final int GEOGRAPHY = 4326;

  private Srid() {}

  /**
   * The number of the coordinate system of a geography or geometry; empty where each value has its
   * own or the model does not say.
   */
  public static OptionalInt of(Expr expression) {
    String text = expression instanceof Expr.Literal literal ? literal.text() : null;
    if (text != null) {
      Matcher told = LITERAL.matcher(text);
      return told.matches() ? OptionalInt.of(Integer.parseInt(told.group(1))) : OptionalInt.empty();
    }
    if (expression instanceof Expr.CastTo cast) {
      return of(cast.source());
    }
    return expression instanceof Expr.Property property
        ? of(property.property())
        : OptionalInt.empty();
  }

  /**
   * The coordinate system of those values that do not name one; empty where the model does not say.
   * Where each value has its own, it is named unless it is the one that there is without a facet.
   */
  public static OptionalInt implied(Expr expression) {
    OptionalInt told = of(expression);
    return told.isEmpty() && expression instanceof Expr.Property property
        ? OptionalInt.of(withoutFacet(property.type()))
        : told;
  }

  /** That of GPS, or 0 for a plane (CSDL, 7.2.6). */
  private static int withoutFacet(EdmType type) {
    return isGeography(type) ? GEOGRAPHY : 0;
  }

  private static OptionalInt of(EdmProperty property) {
    EdmType type = property.getType();
    SRID facet = property.getSrid();
    if (facet == null && type.getKind() == EdmTypeKind.DEFINITION) {
      facet = ((EdmTypeDefinition) type).getSrid();
    }
    if (facet == null) {
      return OptionalInt.of(withoutFacet(type));
    }
    String number = facet.toString();
    return number.matches("\\d{1,6}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }

  /** Whether a type is one of places on the earth, and not in a plane. */
  public static boolean isGeography(@Nullable EdmType type) {
    return typeName(type).startsWith("Geography");
  }

  /** The name of the type behind a type definition; empty for none. */
  public static String typeName(@Nullable EdmType type) {
    EdmType underlying =
        type != null && type.getKind() == EdmTypeKind.DEFINITION
            ? ((EdmTypeDefinition) type).getUnderlyingType()
            : type;
    return underlying == null ? "" : underlying.getName();
  }
}
