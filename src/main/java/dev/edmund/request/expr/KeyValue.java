package dev.edmund.request.expr;

/**
 * One part of a key predicate.
 *
 * @param name the key property's name or alias in the entity type's key
 * @param value a literal of the key property's type
 */
public record KeyValue(String name, Expr.Literal value) {}
