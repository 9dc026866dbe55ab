package dev.edmund.request;

import dev.edmund.request.expr.Expr;
import java.util.HashMap;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What names mean in an expression.
 *
 * @param instance the type of the instance that the option looks at; null when there is none
 * @param level how many options this one is nested in; {@code $it} is an outer instance from 1 on
 * @param variables the range variables of the lambdas around, inner ones shadowing outer ones
 * @param aliases the parameter aliases
 */
record Scope(
    @Nullable EdmType instance,
    int level,
    Map<String, Expr.Variable> variables,
    Map<String, Alias> aliases) {

  /**
   * The definition of a parameter alias.
   *
   * @param level the level of the options it stands in
   */
  record Alias(Text value, int level) {}

  static Scope of(@Nullable EdmType instance, Map<String, Alias> aliases) {
    return new Scope(instance, 0, Map.of(), aliases);
  }

  /** Inside of a lambda. */
  Scope with(Expr.Variable variable) {
    Map<String, Expr.Variable> all = new HashMap<>(variables);
    all.put(variable.name(), variable);
    return new Scope(instance, level, all, aliases);
  }

  /** Inside of the options of a member of that type. */
  Scope nested(@Nullable EdmType member) {
    return new Scope(member, level + 1, variables, aliases);
  }

  /** On the same level, for another instance. */
  Scope at(@Nullable EdmType member) {
    return new Scope(member, level, variables, aliases);
  }

  Scope with(Map<String, Text> definitions) {
    if (definitions.isEmpty()) {
      return this;
    }
    Map<String, Alias> all = new HashMap<>(aliases);
    definitions.forEach((name, text) -> all.put(name, new Alias(text, level)));
    return new Scope(instance, level, variables, all);
  }

  /** Without an alias, while what it stands for is read: an alias cannot stand for itself. */
  Scope without(String alias) {
    Map<String, Alias> all = new HashMap<>(aliases);
    all.remove(alias);
    return new Scope(instance, level, variables, all);
  }
}
