package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.AnnotationValue.ConstantValue;
import dev.edmund.model.csdl.AnnotationValue.DynamicValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.rules.Constraint.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Reads constraints: logical operators, comparisons, {@code If}, paths and constants. */
final class ConstraintReader {
  private final Annotations annotations;
  private final Notes notes;

  ConstraintReader(Annotations annotations, Notes notes) {
    this.annotations = annotations;
    this.notes = notes;
  }

  /** An expression that is not evaluated. */
  private static final class UnknownExpression extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownExpression(String message) {
      super(message);
    }
  }

  /** The constraints of a type, of its base types, and of their properties. */
  List<Constraint> read(EdmStructuredType type) {
    List<Constraint> constraints = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (EdmStructuredType at = type; at != null; at = at.getBaseType()) {
      add(constraints, type, Model.target(at), null, seen);
      List<String> names = new ArrayList<>(at.getPropertyNames());
      names.addAll(at.getNavigationPropertyNames());
      for (String name : names) {
        add(constraints, type, Model.target(at, name), name, seen);
      }
    }
    return constraints;
  }

  private void add(
      List<Constraint> constraints,
      EdmStructuredType type,
      String target,
      @Nullable String property,
      Set<String> seen) {
    for (String term : annotations.terms(target)) {
      boolean constraint = term.equals(Terms.CONSTRAINT) || term.startsWith(Terms.CONSTRAINT + "#");
      // What a derived type says under the same qualifier stands in for what its base type says.
      if (constraint && seen.add(property + " " + term)) {
        AnnotationValue value = annotations.value(target, term).orElseThrow();
        try {
          constraints.add(constraint(value, type, property));
        } catch (UnknownExpression e) {
          notes.ignored(target, term, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static Constraint constraint(
      AnnotationValue value, EdmStructuredType type, @Nullable String property) {
    AnnotationValue condition =
        value
            .property("Condition")
            .orElseThrow(() -> new UnknownExpression("no Condition is given"));
    Compiler compiler = new Compiler(type, new LinkedHashSet<>());
    Expression expression = compiler.expression(condition, null);
    String message =
        value
            .property("FailureMessage")
            .flatMap(AnnotationValue::text)
            .orElseGet(() -> "The constraint on " + shown(compiler.paths) + " is not fulfilled.");
    return new Constraint(message, property, compiler.paths, expression);
  }

  private static String shown(Set<String> paths) {
    return paths.stream().collect(Collectors.joining(", "));
  }

  /**
   * Makes expressions of annotation values.
   *
   * @param paths the paths that were met
   */
  private record Compiler(EdmStructuredType type, Set<String> paths) {

    /**
     * An expression.
     *
     * @param wanted the type of what a constant is compared with; null where none is known
     */
    Expression expression(AnnotationValue value, @Nullable EdmType wanted) {
      if (value instanceof ConstantValue constant) {
        return constant.kind().endsWith("Path")
            ? path(constant.value())
            : constant(constant, wanted);
      }
      if (value instanceof DynamicValue dynamic) {
        return dynamic(dynamic);
      }
      throw new UnknownExpression("a record or collection is no condition");
    }

    private Expression path(String path) {
      typeOf(path);
      paths.add(path);
      return values -> values.apply(path);
    }

    private EdmType typeOf(String path) {
      EdmStructuredType at = type;
      String[] names = path.split("/", -1);
      for (int i = 0; i < names.length; i++) {
        EdmElement element = at == null ? null : at.getProperty(names[i]);
        if (!(element instanceof EdmProperty property) || property.isCollection()) {
          throw new UnknownExpression("the path " + path + " leads to no single value");
        }
        EdmType found = property.getType();
        if (i == names.length - 1) {
          if (ColumnTypes.of(found) == null) {
            throw new UnknownExpression("the path " + path + " leads to no primitive value");
          }
          return found;
        }
        at = found instanceof EdmStructuredType next ? next : null;
      }
      throw new UnknownExpression("the path is empty");
    }

    private static Expression constant(ConstantValue constant, @Nullable EdmType wanted) {
      Optional<Object> value = Optional.of(parsed(constant, wanted));
      return values -> value;
    }

    private static Object parsed(ConstantValue constant, @Nullable EdmType wanted) {
      String text = constant.value();
      try {
        if (constant.kind().equals("EnumMember") && wanted != null) {
          return Values.parse(
              wanted,
              List.of(text.split(" ")).stream()
                  .map(name -> name.substring(name.lastIndexOf('/') + 1))
                  .collect(Collectors.joining(",")));
        }
        return switch (constant.kind()) {
          case "Bool" -> Boolean.valueOf(text.strip());
          case "Int", "Decimal" -> new BigDecimal(text.strip());
          case "Float" -> Double.valueOf(text.strip().replace("INF", "Infinity"));
          default -> {
            if (wanted == null) {
              yield text;
            }
            yield Values.parse(wanted, text);
          }
        };
      } catch (IllegalArgumentException e) {
        throw new UnknownExpression("'" + text + "' is no value of the type");
      }
    }

    private Expression dynamic(DynamicValue value) {
      List<AnnotationValue> operands = value.operands();
      return switch (value.kind()) {
        case "Null" -> values -> Optional.empty();
        case "Not" -> not(only(operands));
        case "And" -> logical(operands, false);
        case "Or" -> logical(operands, true);
        case "Eq" -> comparison(operands, Ordered::equal);
        case "Ne" -> comparison(operands, (a, b) -> !Ordered.equal(a, b));
        case "Gt" -> ordered(operands, c -> c > 0);
        case "Ge" -> ordered(operands, c -> c >= 0);
        case "Lt" -> ordered(operands, c -> c < 0);
        case "Le" -> ordered(operands, c -> c <= 0);
        case "Has" -> comparison(operands, Compiler::has);
        case "In" -> in(operands);
        case "If" -> choice(operands);
        default ->
            throw new UnknownExpression("the expression " + value.kind() + " is not evaluated");
      };
    }

    private Expression only(List<AnnotationValue> operands) {
      requireCount(operands, 1);
      return expression(operands.get(0), null);
    }

    private static void requireCount(List<AnnotationValue> operands, int count) {
      if (operands.size() != count) {
        throw new UnknownExpression(
            "an expression has " + operands.size() + " operands and needs " + count);
      }
    }

    private static Expression not(Expression operand) {
      return values ->
          operand
              .value(values)
              .flatMap(v -> v instanceof Boolean b ? Optional.of(!b) : Optional.empty());
    }

    /** One operand that decides is enough, null or not (Part 2, 5.1.1.1.7 and 5.1.1.1.8). */
    private Expression logical(List<AnnotationValue> operands, boolean decides) {
      List<Expression> parts = operands.stream().map(o -> expression(o, null)).toList();
      return values -> {
        boolean unknown = false;
        for (Expression part : parts) {
          Optional<Object> value = part.value(values);
          if (value.equals(Optional.of(decides))) {
            return Optional.of(decides);
          }
          unknown |= value.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(!decides);
      };
    }

    private Expression comparison(
        List<AnnotationValue> operands, BiPredicate<@Nullable Object, @Nullable Object> holds) {
      requireCount(operands, 2);
      EdmType wanted = wanted(operands);
      Expression left = expression(operands.get(0), wanted);
      Expression right = expression(operands.get(1), wanted);
      return values ->
          Optional.of(
              holds.test(left.value(values).orElse(null), right.value(values).orElse(null)));
    }

    /** Null is neither greater nor less than anything (Part 2, 5.1.1.1.3). */
    private Expression ordered(List<AnnotationValue> operands, IntPredicate holds) {
      return comparison(
          operands,
          (a, b) -> a != null && b != null && Ordered.compare(a, b).map(holds::test).orElse(false));
    }

    private static boolean has(@Nullable Object value, @Nullable Object flags) {
      return value instanceof Long all && flags instanceof Long some && (all & some) == some;
    }

    private Expression in(List<AnnotationValue> operands) {
      requireCount(operands, 2);
      EdmType wanted = wanted(operands);
      Expression left = expression(operands.get(0), wanted);
      List<Expression> items =
          operands.get(1).items().stream().map(item -> expression(item, wanted)).toList();
      return values -> {
        Object value = left.value(values).orElse(null);
        return Optional.of(
            items.stream().anyMatch(i -> Ordered.equal(value, i.value(values).orElse(null))));
      };
    }

    private Expression choice(List<AnnotationValue> operands) {
      if (operands.size() != 2) {
        requireCount(operands, 3);
      }
      Expression test = expression(operands.get(0), null);
      Expression then = expression(operands.get(1), null);
      Expression otherwise =
          operands.size() == 2 ? values -> Optional.empty() : expression(operands.get(2), null);
      return values ->
          test.value(values).equals(Optional.of(true))
              ? then.value(values)
              : otherwise.value(values);
    }

    /** The type of the first path among operands, for the constants beside it. */
    private @Nullable EdmType wanted(List<AnnotationValue> operands) {
      for (AnnotationValue operand : operands) {
        if (operand instanceof ConstantValue constant && constant.kind().endsWith("Path")) {
          return typeOf(constant.value());
        }
      }
      return null;
    }
  }
}
