package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Function;
import dev.edmund.request.expr.Srid;
import java.util.List;
import java.util.OptionalInt;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/** Which arguments the geo functions take (Part 2, 5.1.1.13). */
record GeoSignature(Function function, List<Typed> arguments, Cursor in) {

  void check() {
    for (int i = 0; i < arguments.size(); i++) {
      if (isGiven(arguments.get(i)) && !fits(arguments.get(i), shape(i))) {
        throw wrong(
            "takes Edm.Geography%1$s or Edm.Geometry%1$s and not ".formatted(shape(i))
                + arguments.get(i).typeName());
      }
    }
    if (arguments.stream().filter(GeoSignature::isGiven).count() == 2) {
      checkTogether(arguments.get(0), arguments.get(1));
    }
  }

  private static boolean isGiven(Typed argument) {
    return !argument.isNull() && !argument.isUndeclared();
  }

  /** A point and a polygon intersect, in either order. */
  private String shape(int position) {
    return switch (function) {
      case GEO_LENGTH -> "LineString";
      case GEO_INTERSECTS -> (position == 0) == isReversed() ? "Polygon" : "Point";
      default -> "Point";
    };
  }

  private boolean isReversed() {
    Typed point = arguments.get(0);
    Typed polygon = arguments.get(1);
    return (isGiven(point) && !fits(point, "Point"))
        || (isGiven(polygon) && !fits(polygon, "Polygon"));
  }

  /** A value of an abstract type may be what is wanted; only the value itself tells. */
  private static boolean fits(Typed argument, String shape) {
    EdmPrimitiveTypeKind kind = EdmTypes.kind(argument.type());
    return kind != null && !argument.collection() && fits(kind.name(), shape);
  }

  private static boolean fits(String type, String shape) {
    return switch (type) {
      case "Geography", "Geometry" -> true;
      default -> type.equals("Geography" + shape) || type.equals("Geometry" + shape);
    };
  }

  private void checkTogether(Typed one, Typed other) {
    if (Srid.isGeography(one.type()) != Srid.isGeography(other.type())) {
      throw wrong("takes no geography together with a geometry");
    }
    OptionalInt first = Srid.of(one.expr());
    OptionalInt second = Srid.of(other.expr());
    if (first.isPresent() && second.isPresent() && first.getAsInt() != second.getAsInt()) {
      throw wrong(
          "takes values of one coordinate system and not of SRID "
              + first.getAsInt()
              + " and "
              + second.getAsInt());
    }
  }

  private ODataException wrong(String what) {
    return in.error(ErrorCode.TYPE_MISMATCH, function.text() + " " + what + "; the call that ends");
  }
}
