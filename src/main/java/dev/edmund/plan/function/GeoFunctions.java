package dev.edmund.plan.function;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import dev.edmund.request.expr.Srid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** The geo functions (Part 2, 5.1.1.13). */
public final class GeoFunctions {
  private static final int WGS_84 = 4326;

  /** Tells the database that the coordinate system is not known. */
  private static final int ANY = -1;

  private GeoFunctions() {}

  public static boolean plans(Function function) {
    return switch (function) {
      case GEO_DISTANCE, GEO_INTERSECTS, GEO_LENGTH -> true;
      default -> false;
    };
  }

  /** Whether a term is a distance or length, which is never NaN. */
  static boolean isNumber(Term term) {
    return term instanceof Term.Apply apply
        && switch (apply.operation()) {
          case GEOGRAPHY_DISTANCE, GEOMETRY_DISTANCE, GEOGRAPHY_LENGTH, GEOMETRY_LENGTH -> true;
          default -> false;
        };
  }

  /**
   * Plans a call.
   *
   * @param operands what the arguments stand for
   */
  public static Operand plan(Expr.Call call, List<Operand> operands) {
    boolean intersects = call.function() == Function.GEO_INTERSECTS;
    ColumnType result = intersects ? ColumnType.BOOLEAN : ColumnType.DOUBLE;
    if (operands.stream().anyMatch(Operand::isNullLiteral)) {
      return new Operand.Scalar(new Term.Null(result));
    }
    boolean geography = false;
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Expr argument = call.arguments().get(i);
      geography |= Srid.isGeography(argument.type());
      if (geography && !intersects) {
        requireEarth(Srid.of(argument), call.function());
      }
      terms.add(value(operands.get(i)));
      terms.add(new Term.Bind((long) Srid.implied(argument).orElse(ANY), ColumnType.INTEGER));
    }
    if (intersects && isReversed(call)) {
      Collections.rotate(terms, 2);
    }
    return new Operand.Scalar(new Term.Apply(operation(call.function(), geography), terms, result));
  }

  /** Whether the polygon comes first. */
  private static boolean isReversed(Expr.Call call) {
    return Srid.typeName(call.arguments().get(0).type()).endsWith("Polygon")
        || Srid.typeName(call.arguments().get(1).type()).endsWith("Point");
  }

  private static Term value(Operand operand) {
    if (operand.presence().type() != ColumnType.GEO) {
      throw ODataException.notImplemented("A dynamic property where a geo value is needed", null);
    }
    return operand.term();
  }

  private static void requireEarth(OptionalInt srid, Function function) {
    if (srid.isPresent() && srid.getAsInt() != WGS_84) {
      throw ODataException.notImplemented(
          function.text() + " on the earth in another coordinate system than SRID 4326",
          function.text());
    }
  }

  private static Operation operation(Function function, boolean geography) {
    return switch (function) {
      case GEO_DISTANCE -> geography ? Operation.GEOGRAPHY_DISTANCE : Operation.GEOMETRY_DISTANCE;
      case GEO_LENGTH -> geography ? Operation.GEOGRAPHY_LENGTH : Operation.GEOMETRY_LENGTH;
      case GEO_INTERSECTS ->
          geography ? Operation.GEOGRAPHY_INTERSECTS : Operation.GEOMETRY_INTERSECTS;
      default -> throw new IllegalArgumentException(function.text());
    };
  }
}
