package dev.edmund.conventions.dataverse.query;

import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Expr;

/** What the calls of one function stand for. */
interface Rewrite {
  Expr of(FunctionCall call, Circumstances circumstances);
}
