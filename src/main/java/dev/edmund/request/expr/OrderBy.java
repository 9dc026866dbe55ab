package dev.edmund.request.expr;

/** One key of {@code $orderby}. */
public record OrderBy(Expr expression, boolean descending) {}
