package dev.edmund.plan.expression;

import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.jspecify.annotations.Nullable;

/**
 * A path from an instance, taken apart (Data Aggregation, 3.1.3): each step is a step from the
 * instance before it. From an instance of a cross join, an entity set is the first step.
 */
record DataPath(List<Expr> steps) {
  DataPath {
    steps = List.copyOf(steps);
  }

  /** The steps of an expression; empty where it is no path from the instance. */
  static Optional<DataPath> of(Expr expression) {
    List<Expr> steps = new ArrayList<>();
    Expr rest = expression;
    while (!(rest instanceof Expr.It)) {
      Expr source = source(rest);
      if (source == null) {
        return Optional.empty();
      }
      steps.add(0, at(rest, new Expr.It(source.type())));
      rest = source;
    }
    return Optional.of(new DataPath(steps));
  }

  private static @Nullable Expr source(Expr step) {
    if (step instanceof Expr.Property property) {
      return property.source();
    }
    if (step instanceof Expr.Navigation navigation && navigation.key() == null) {
      return navigation.source();
    }
    if (step instanceof Expr.TypeCast cast) {
      return cast.source();
    }
    if (step instanceof Expr.Computed computed) {
      return computed.source();
    }
    if (step instanceof Expr.Variable) {
      return new Expr.It(null);
    }
    return step instanceof Expr.Dynamic dynamic ? dynamic.source() : null;
  }

  private static Expr at(Expr step, Expr source) {
    if (step instanceof Expr.Property property) {
      return new Expr.Property(source, property.property());
    }
    if (step instanceof Expr.Navigation navigation) {
      return new Expr.Navigation(source, navigation.property(), null);
    }
    if (step instanceof Expr.TypeCast cast) {
      return new Expr.TypeCast(source, cast.type());
    }
    if (step instanceof Expr.Computed computed) {
      return new Expr.Computed(source, computed.name(), computed.type());
    }
    return step instanceof Expr.Dynamic dynamic ? new Expr.Dynamic(source, dynamic.name()) : step;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  DataPath head(int size) {
    return new DataPath(steps.subList(0, size));
  }

  DataPath tail(int from) {
    return new DataPath(steps.subList(from, steps.size()));
  }

  /** How many steps lead to the last entity, with a type cast behind it; none without any. */
  int toLastEntity() {
    int size = 0;
    for (int i = 0; i < steps.size(); i++) {
      Expr step = steps.get(i);
      boolean cast = step instanceof Expr.TypeCast && size == i && i > 0;
      if (step instanceof Expr.Navigation || step instanceof Expr.Variable || cast) {
        size = i + 1;
      }
    }
    return size;
  }

  /** How many steps lead to the members of the last collection, or to a cast behind that. */
  int toLastChoice() {
    int size = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (isCollection(steps.get(i)) || steps.get(i) instanceof Expr.TypeCast) {
        size = i + 1;
      }
    }
    return size;
  }

  private static boolean isCollection(Expr step) {
    if (step instanceof Expr.Property property) {
      return property.property().isCollection();
    }
    return step instanceof Expr.Navigation navigation && navigation.property().isCollection();
  }

  /** The property of the model that a step is; null for a dynamic one and for a type cast. */
  static @Nullable EdmElement declared(Expr step) {
    if (step instanceof Expr.Navigation navigation) {
      return navigation.property();
    }
    return step instanceof Expr.Property property ? property.property() : null;
  }

  /** The name of a step; empty for a type cast, which is none of its own. */
  static Optional<String> name(Expr step) {
    if (step instanceof Expr.Property property) {
      return Optional.of(property.property().getName());
    }
    if (step instanceof Expr.Navigation navigation) {
      return Optional.of(navigation.property().getName());
    }
    if (step instanceof Expr.Computed computed) {
      return Optional.of(computed.name());
    }
    if (step instanceof Expr.Variable variable) {
      return Optional.of(variable.name());
    }
    return step instanceof Expr.Dynamic dynamic ? Optional.of(dynamic.name()) : Optional.empty();
  }
}
