package dev.edmund.request.expr;

/** The arithmetic operators (Part 2, 5.1.1.2). */
public enum ArithmeticOperator {
  ADD,
  SUB,
  MUL,
  DIV,
  DIVBY,
  MOD
}
