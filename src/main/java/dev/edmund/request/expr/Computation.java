package dev.edmund.request.expr;

/** An expression of {@code $compute} or {@code compute} with the name of its property. */
public record Computation(Expr expression, String name) {}
