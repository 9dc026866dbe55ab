package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.Expr;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmSingleton;

/** What follows {@code $root/} in an expression (Part 2, 5.1.1.14.5). */
final class RootPathParser {
  private final EdmNames names;
  private final FunctionCallParser calls;
  private final KeyPredicateParser keys;

  RootPathParser(EdmNames names, FunctionCallParser calls, KeyPredicateParser keys) {
    this.names = names;
    this.calls = calls;
    this.keys = keys;
  }

  /** Reads an entity set with or without a key, a singleton or a function import. */
  Typed root(Cursor in, Scope scope) {
    EdmEntityContainer container = names.edm().getEntityContainer();
    int start = in.position();
    String name = in.name();
    if (container == null) {
      throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, "there is no entity container for $root");
    }
    EdmEntitySet set = container.getEntitySet(name);
    if (set != null) {
      Expr all = new Expr.Root(set);
      EdmEntityType type = set.getEntityType();
      return in.peek() == '('
          ? Typed.single(new Expr.Keyed(all, keys.key(type, in, scope), type))
          : Typed.collection(all);
    }
    EdmSingleton singleton = container.getSingleton(name);
    if (singleton != null) {
      return Typed.single(new Expr.Root(singleton));
    }
    EdmFunctionImport function = container.getFunctionImport(name);
    if (function != null && in.peek() == '(') {
      return calls.invoke(null, List.copyOf(function.getUnboundFunctions()), start, in, scope);
    }
    throw in.errorAt(
        start,
        ErrorCode.UNKNOWN_NAME,
        "'" + name + "' is not an entity set, singleton or function");
  }
}
