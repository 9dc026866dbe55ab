package dev.edmund.request;

import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;

/**
 * Functions that expressions may call beside those of OData and of the model. Each stands for an
 * expression without it, so that nothing behind the parser knows of them.
 */
public interface QueryFunctions {
  /** None. */
  QueryFunctions NONE =
      new QueryFunctions() {
        @Override
        public boolean has(String name) {
          return false;
        }

        @Override
        public Expr rewrite(FunctionCall call) {
          throw new IllegalStateException("There is no function " + call.name());
        }
      };

  /**
   * Whether there is a function.
   *
   * @param name with its namespace, not an alias
   */
  boolean has(String name);

  /**
   * What a call stands for.
   *
   * @throws ODataException 400 when its arguments do not fit, 501 when it cannot be done here
   */
  Expr rewrite(FunctionCall call);
}
