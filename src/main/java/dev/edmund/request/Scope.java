package dev.edmund.request;

import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import java.util.HashMap;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What names mean in an expression.
 *
 * @param shape the properties of the instance that the option looks at
 * @param outer the scope of the options that this one is nested in
 * @param variables the range variables of the lambdas around, inner ones shadowing outer ones, and
 *     the entity sets of a cross join
 * @param aliases the parameter aliases
 * @param shift how many options further out {@code $this} is, inside of an alias that is defined
 *     there
 * @param functions what may be called beside the functions of OData and of the model
 */
record Scope(
    Shape shape,
    @Nullable Scope outer,
    Map<String, Typed> variables,
    Map<String, Alias> aliases,
    int shift,
    QueryFunctions functions) {

  /**
   * The definition of a parameter alias.
   *
   * @param level the level of the options it stands in
   */
  record Alias(Text value, int level) {}

  static Scope of(@Nullable EdmType instance, Map<String, Alias> aliases) {
    return new Scope(Shape.of(instance), null, Map.of(), aliases, 0, QueryFunctions.NONE);
  }

  /** The type of the instance; null when there is none, or only those of a cross join. */
  @Nullable EdmType instance() {
    return shape.type();
  }

  /** How many options this one is nested in; {@code $it} is an outer instance from 1 on. */
  int level() {
    return outer == null ? 0 : outer.level() + 1;
  }

  /** The instance itself. */
  Typed it() {
    return new Typed(new Expr.It(instance()), false, shape);
  }

  /** The instance that the options so many levels further out look at. */
  Typed out(int levels) {
    Scope found = this;
    for (int i = 0; i < levels && found.outer != null; i++) {
      found = found.outer;
    }
    return levels == 0
        ? it()
        : new Typed(new Expr.Outer(levels, found.instance()), false, found.shape);
  }

  /** Inside of a lambda. */
  Scope with(String name, Typed variable) {
    Map<String, Typed> all = new HashMap<>(variables);
    all.put(name, variable);
    return new Scope(shape, outer, all, aliases, shift, functions);
  }

  /** Inside of the options of a member of that shape. */
  Scope nested(Shape member) {
    return new Scope(member, this, variables, aliases, 0, functions);
  }

  /** On the same level, for other instances; the sets of a cross join may have become fewer. */
  Scope at(Shape member) {
    if (member.type() != null || member.complete()) {
      return new Scope(member, outer, variables, aliases, shift, functions);
    }
    Map<String, Typed> left = new HashMap<>();
    variables.forEach(
        (name, variable) -> {
          Shape.Part part = member.parts().get(name);
          if (part != null) {
            left.put(name, new Typed(variable.expr(), false, part.shape()));
          }
        });
    return new Scope(member, outer, left, aliases, shift, functions);
  }

  Scope with(Map<String, Text> definitions) {
    if (definitions.isEmpty()) {
      return this;
    }
    Map<String, Alias> all = new HashMap<>(aliases);
    definitions.forEach((name, text) -> all.put(name, new Alias(text, level())));
    return new Scope(shape, outer, variables, all, shift, functions);
  }

  /** With other functions. */
  Scope calling(QueryFunctions others) {
    return new Scope(shape, outer, variables, aliases, shift, others);
  }

  /** Without an alias, while what it stands for is read: an alias cannot stand for itself. */
  Scope without(String alias) {
    Map<String, Alias> all = new HashMap<>(aliases);
    all.remove(alias);
    return new Scope(shape, outer, variables, all, shift, functions);
  }

  /** While an alias is read that is defined so many options further out. */
  Scope shifted(int levels) {
    return new Scope(shape, outer, variables, aliases, levels, functions);
  }
}
