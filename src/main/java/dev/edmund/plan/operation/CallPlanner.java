package dev.edmund.plan.operation;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmActionImport;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Plans calls of the model's functions (Part 1, 11.5.4). */
public final class CallPlanner {
  private final Storage storage;

  public CallPlanner(Storage storage) {
    this.storage = storage;
  }

  /**
   * The SQL of an operation.
   *
   * @throws ODataException 501 when it has none
   */
  public static OperationSql sql(Storage storage, EdmOperation operation) {
    String name = operation.getFullQualifiedName().getFullQualifiedNameAsString();
    OperationSql sql =
        storage
            .operation(operation)
            .orElseThrow(() -> ODataException.notImplemented("The operation " + name, name));
    requireRestricted(storage, sql, name);
    return sql;
  }

  /** What SQL of the model reads and changes cannot be held to what the caller may see. */
  private static void requireRestricted(Storage storage, OperationSql sql, String name) {
    boolean restricts = storage.guards().viewer() != null;
    if (restricts
        && sql.java() == null
        && !storage.guards().unrestricted().contains(OperationSql.key(sql.operation()))) {
      throw new ODataException(
          ErrorCode.FORBIDDEN,
          "The operation "
              + name
              + " is in SQL, which sees everything: the model does not let it be called where"
              + " access control is on.",
          name);
    }
  }

  /**
   * The rows of a function in a path.
   *
   * @param bound what it is bound to; null where it is bound to nothing
   */
  public OperationRows rows(Segment.Operation call, @Nullable EntityAlias bound) {
    OperationSql sql = sql(storage, call.operation());
    Segment.Operation.Known known = call.known();
    if (known != null && known.rows() != null) {
      return ValueRows.made(storage, sql, known.rows());
    }
    if (sql.java() != null) {
      throw ODataException.notImplemented(
          "The operation " + call.operation().getName() + " at this place", null);
    }
    Arguments arguments =
        known == null
            ? Arguments.of(
                sql,
                call.arguments(),
                expression -> {
                  throw ODataException.notImplemented(
                      "A parameter that is no constant", sql.operation().getName());
                })
            : Arguments.of(sql, known.parameters());
    Binding binding = bound == null ? Binding.NONE : Binding.path(bound);
    OperationText text = new OperationText(sql, arguments, binding, Instant.now());
    return new OperationRows(text.fragment(sql.statements().get(0)), sql.columns());
  }

  /** A segment; a function with constants knows them. */
  public static Segment known(Model model, Segment segment, Function<String, List<Segment>> ids) {
    if (!(segment instanceof Segment.Operation call)
        || call.operation().getKind() != EdmTypeKind.FUNCTION
        || model.storage().operation(call.operation()).isEmpty()) {
      return segment;
    }
    OperationSql sql = sql(model.storage(), call.operation());
    Map<String, JsonValue> given = new LinkedHashMap<>();
    for (Expr.Argument argument : call.arguments()) {
      Optional<JsonValue> constant = ConstantArgument.of(argument.value());
      if (constant.isEmpty()) {
        return segment;
      }
      given.put(argument.name(), constant.get());
    }
    return call.with(
        new Segment.Operation.Known(
            new EntityArguments(model.edm()).resolved(sql.parameters(), given, ids), null));
  }

  /**
   * What a function gives in an expression, for the row that the expression is about.
   *
   * @param around the query that the expression stands in
   */
  public Operand value(
      Expr.Invoke call,
      @Nullable Operand source,
      Function<Expr, Term> terms,
      Supplier<QueryBuilder> around) {
    OperationSql sql = sql(storage, call.function());
    String name = call.function().getName();
    if (sql.java() != null) {
      throw ODataException.notImplemented(
          "The function " + name + ", which is in Java, in an expression", name);
    }
    EdmReturnType returned = call.function().getReturnType();
    if (ResultColumns.isStream(returned.getType())) {
      throw ODataException.notImplemented("The stream of " + name + " in an expression", name);
    }
    Binding binding = source == null ? Binding.NONE : Binding.of(source.plain(), name);
    Arguments arguments = Arguments.of(sql, call.arguments(), terms);
    Fragment text =
        new OperationText(sql, arguments, binding, Instant.now()).fragment(sql.statements().get(0));
    if (returned.isCollection() || Arguments.isStructured(returned.getType())) {
      OperationRows rows = new OperationRows(text, sql.columns());
      return new CallResult(storage, rows, returned).in(around.get());
    }
    return new Operand.Scalar(new Term.Given(text, Arguments.columnType(returned.getType())));
  }

  /** Where the entities are that an operation returns (Part 1, 11.5.4.1 and CSDL, 12.8). */
  public static Position position(
      Model model, Segment.Operation call, EdmEntityType type, @Nullable Position bound) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    Position along = bound == null ? null : along(model, call.operation(), bound);
    if (along != null) {
      return along;
    }
    EdmEntitySet set = null;
    if (call.importName() != null) {
      set = imported(container, call.importName());
    } else if (bound != null && bound.target() instanceof EdmEntitySet from) {
      set = call.operation().getReturnedEntitySet(from);
    }
    return Position.in(set, type, container);
  }

  /** Where the entity set path leads to; null where there is none, or it leads through many. */
  private static @Nullable Position along(Model model, EdmOperation operation, Position bound) {
    if (operation.getEntitySetPath() == null || bound.target() == null || bound.type() == null) {
      return null;
    }
    String[] path = operation.getEntitySetPath().split("/", -1);
    boolean one = !operation.getParameter(path[0]).isCollection();
    EdmEntityType type = bound.type();
    Position at = bound;
    for (String segment : List.of(path).subList(1, path.length)) {
      if (segment.indexOf('.') >= 0) {
        type = model.edm().getEntityType(new FullQualifiedName(segment));
        continue;
      }
      EdmNavigationProperty property = type.getNavigationProperty(segment);
      if (property == null || (property.containsTarget() && !one)) {
        return null;
      }
      at = at.navigate(property, type, model.edm().getEntityContainer());
      one = !property.isCollection();
      type = property.getType();
    }
    if (at.alone()) {
      return operation.getReturnType().isCollection() ? null : at;
    }
    return at.keyed("");
  }

  private static @Nullable EdmEntitySet imported(EdmEntityContainer container, String name) {
    EdmFunctionImport function = container.getFunctionImport(name);
    if (function != null) {
      return function.getReturnedEntitySet();
    }
    EdmActionImport action = container.getActionImport(name);
    return action == null ? null : action.getReturnedEntitySet();
  }

  /** How the type of what is returned narrows that of its set, as a context URL has it. */
  public static String cast(Position position, EntityStorage entity) {
    return position.type() == null || position.type().getFullQualifiedName().equals(entity.name())
        ? ""
        : "/" + entity.name();
  }

  /** A query that has a row, whatever is stored. */
  public static Query always() {
    return QueryBuilder.over(new Term.Bind("[1]", ColumnType.JSON))
        .exists(new Term.Bind(1L, ColumnType.INTEGER));
  }

  /** The position of the call that gives values, before which is no other; -1 where none does. */
  public static int ofValues(List<Segment> path) {
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i) instanceof Segment.Operation call
          && call.operation().getReturnType() != null
          && ResultColumns.isValue(call.operation().getReturnType())) {
        return i;
      }
    }
    return -1;
  }
}
