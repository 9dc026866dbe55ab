package dev.edmund.plan.function;

import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.request.expr.Function;
import java.util.ArrayList;
import java.util.List;

/** Functions of values without a declared type, which are taken as what the function needs. */
public final class DynamicArguments {
  private DynamicArguments() {}

  public static Operand plan(Function function, List<Operand> arguments) {
    if (arguments.stream().noneMatch(Operand.Dynamic.class::isInstance)) {
      return Functions.plan(function, arguments);
    }
    return switch (function) {
      case DATE -> only(arguments, DynamicKind.DATE_PART);
      case TIME -> only(arguments, DynamicKind.TIME_PART);
      case TOTAL_OFFSET_MINUTES -> only(arguments, DynamicKind.OFFSET);
      default -> Functions.plan(function, typed(function, arguments));
    };
  }

  private static Operand only(List<Operand> arguments, DynamicKind kind) {
    return new Operand.Scalar(arguments.get(0).as(kind));
  }

  private static List<Operand> typed(Function function, List<Operand> arguments) {
    List<Operand> typed = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Operand argument = arguments.get(i);
      typed.add(
          argument instanceof Operand.Dynamic
              ? new Operand.Scalar(argument.as(wanted(function, i)))
              : argument);
    }
    return typed;
  }

  private static DynamicKind wanted(Function function, int position) {
    return switch (function) {
      case SUBSTRING -> position == 0 ? DynamicKind.TEXT : DynamicKind.INTEGER;
      case YEAR, MONTH, DAY -> DynamicKind.DATE_PART;
      case HOUR, MINUTE, SECOND, FRACTIONAL_SECONDS -> DynamicKind.TIME_PART;
      case TOTAL_SECONDS -> DynamicKind.DURATION;
      case ROUND, FLOOR, CEILING -> DynamicKind.NUMBER;
      default -> DynamicKind.TEXT;
    };
  }
}
