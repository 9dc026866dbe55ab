package dev.edmund.request.expr;

/** The comparison operators (Part 2, 5.1.1.1) and {@code has}. */
public enum Comparison {
  EQ,
  NE,
  GT,
  GE,
  LT,
  LE,
  HAS
}
