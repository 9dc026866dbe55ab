package dev.edmund.processor;

import dev.edmund.request.FunctionCall;
import dev.edmund.request.QueryFunctions;
import dev.edmund.request.expr.Expr;

/** The functions of one request, with whether it calls one of them. */
final class NotedFunctions implements QueryFunctions {
  private final QueryFunctions functions;
  private boolean called;

  NotedFunctions(QueryFunctions functions) {
    this.functions = functions;
  }

  boolean called() {
    return called;
  }

  @Override
  public boolean has(String name) {
    boolean known = functions.has(name);
    called |= known;
    return known;
  }

  @Override
  public Expr rewrite(FunctionCall call) {
    return functions.rewrite(call);
  }
}
