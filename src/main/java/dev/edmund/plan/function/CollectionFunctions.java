package dev.edmund.plan.function;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** The functions of collections (Part 2, 5.1.1.5 and 5.1.1.6). */
public final class CollectionFunctions {
  private final Function function;
  private final List<Operand> arguments;
  private final @Nullable EdmType type;
  private final QueryBuilder builder;

  /**
   * A call.
   *
   * @param builder the query that it stands in
   */
  public CollectionFunctions(Expr.Call call, List<Operand> arguments, QueryBuilder builder) {
    this.function = call.function();
    this.arguments = arguments;
    this.type =
        call.arguments().stream()
            .filter(a -> a.type() != null)
            .findFirst()
            .map(Expr::type)
            .orElse(null);
    this.builder = builder;
  }

  /** Whether a call is about collections. */
  public static boolean isMeant(Function function, List<Operand> arguments) {
    return function == Function.HASSUBSET
        || function == Function.HASSUBSEQUENCE
        || arguments.stream().anyMatch(Structures::isCollection);
  }

  public Operand plan() {
    if (arguments.stream().anyMatch(Operand::isNullLiteral)) {
      return new Operand.NullLiteral();
    }
    return switch (function) {
      case HASSUBSET -> compared(Operation.ARRAY_HAS_SUBSET, ColumnType.BOOLEAN);
      case HASSUBSEQUENCE -> compared(Operation.ARRAY_HAS_SUBSEQUENCE, ColumnType.BOOLEAN);
      case CONTAINS -> compared(Operation.ARRAY_CONTAINS, ColumnType.BOOLEAN);
      case STARTSWITH -> compared(Operation.ARRAY_STARTS_WITH, ColumnType.BOOLEAN);
      case ENDSWITH -> compared(Operation.ARRAY_ENDS_WITH, ColumnType.BOOLEAN);
      case INDEXOF -> compared(Operation.ARRAY_INDEX_OF, ColumnType.INTEGER);
      case LENGTH ->
          new Operand.Scalar(
              new Term.Apply(
                  Operation.ARRAY_LENGTH, List.of(json(arguments.get(0))), ColumnType.INTEGER));
      case CONCAT ->
          items(Operation.ARRAY_CONCAT, List.of(json(arguments.get(0)), json(arguments.get(1))));
      case SUBSTRING -> slice();
      default ->
          throw ODataException.notImplemented(
              "The function " + function.text() + " of a collection", function.text());
    };
  }

  private Term json(Operand argument) {
    return Structures.json(argument, type);
  }

  private Operand compared(Operation operation, ColumnType result) {
    return new Operand.Scalar(
        new Term.Apply(
            operation,
            List.of(
                Structures.canonical(arguments.get(0), type),
                Structures.canonical(arguments.get(1), type)),
            result));
  }

  private Operand slice() {
    Term most = new Term.Bind((long) Integer.MAX_VALUE, ColumnType.INTEGER);
    Term length = arguments.size() == 2 ? most : arguments.get(2).as(DynamicKind.INTEGER);
    Term start = arguments.get(1).as(DynamicKind.INTEGER);
    return items(Operation.ARRAY_SLICE, List.of(json(arguments.get(0)), start, length));
  }

  private Operand items(Operation operation, List<Term> terms) {
    if (type instanceof EdmEntityType) {
      throw ODataException.notImplemented(
          "The function " + function.text() + " of entities", function.text());
    }
    return new Operand.ItemMembers(
        builder,
        new Term.Apply(operation, terms, ColumnType.JSON),
        type == null || Documents.isUndeclared(type) ? null : type,
        new Term.Null(ColumnType.TEXT));
  }
}
