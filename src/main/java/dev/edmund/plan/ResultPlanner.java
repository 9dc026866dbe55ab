package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operation.CallResult;
import dev.edmund.plan.operation.OperationRows;
import dev.edmund.plan.operation.ResultColumns;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** Plans the result of an operation that is no entity: values, or a collection of them. */
final class ResultPlanner {
  private static final String VALUE = "value";
  private static final EdmType BINARY =
      EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.Binary);

  private final Model model;
  private final EdmReturnType returned;
  private final String name;
  private final QueryOptions query;
  private final PlanOptions options;

  /**
   * Plans one result.
   *
   * @param name of the operation
   */
  ResultPlanner(
      Model model, String name, EdmReturnType returned, QueryOptions query, PlanOptions options) {
    this.model = model;
    this.name = name;
    this.returned = returned;
    this.query = query;
    this.options = options;
  }

  /**
   * The plan.
   *
   * @param bound the entity that the operation is bound to; null where it is none
   * @param rest what follows the operation in the path
   */
  Plan plan(OperationRows rows, @Nullable Resource bound, List<Segment> rest) {
    Query found = bound == null ? null : bound.entity().builder().exists(bound.entity().rowId());
    EdmType type = returned.getType();
    QueryBuilder builder = rows.over(ResultColumns.of(type, rows.columns()), false);
    Segment next = rest.isEmpty() ? null : rest.get(0);
    if (returned.isCollection()) {
      if (next instanceof Segment.Count && rest.size() == 1) {
        new ItemsPlanner(model, query).restrict(type, builder, each(builder, rows));
        return new Plan.Count(builder.count(), found);
      }
      requireEnd(rest);
      return collection(rows, bound, builder, found);
    }
    boolean raw = rest.size() > 0 && rest.get(rest.size() - 1) instanceof Segment.Value;
    List<Segment> steps = raw ? rest.subList(0, rest.size() - 1) : rest;
    if (steps.size() == 1 && steps.get(0) instanceof Segment.Property step) {
      Member member = part(builder, rows, step.property(), Selection.of(query.select()));
      return property(builder, member, type(step.property().getType(), false), raw, found);
    }
    requireEnd(steps);
    builder.orderBy(OperationRows.place(builder), false);
    Member member = member(builder, rows, Selection.of(query.select()));
    String list = new ContextFragment(options.version401()).selectList(query);
    boolean bare = raw || ResultColumns.isStream(type);
    return property(builder, member, type(type, false) + list, bare, found);
  }

  private void requireEnd(List<Segment> rest) {
    if (!rest.isEmpty()) {
      throw ODataException.notImplemented("What follows the result of " + name, name);
    }
  }

  private static Plan property(
      QueryBuilder builder, Member member, String context, boolean raw, @Nullable Query found) {
    return new Plan.Property(
        builder.build(1L, 0), member, null, context, raw, null, -1, found, null);
  }

  private static String type(EdmType type, boolean collection) {
    String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
    return collection ? "Collection(" + name + ")" : name;
  }

  /** The items are read for one row: that of the entity bound to, which has to be there. */
  private Plan collection(
      OperationRows rows, @Nullable Resource bound, QueryBuilder items, @Nullable Query found) {
    QueryBuilder one =
        bound == null
            ? QueryBuilder.over(new Term.Bind("[1]", ColumnType.JSON))
            : bound.entity().builder();
    Selection selection = Selection.of(query.select());
    Member element = member(items, rows, selection);
    Member values =
        new ItemsPlanner(model, query)
            .member(
                VALUE,
                returned.getType(),
                items,
                each(items, rows),
                OperationRows.place(items),
                element);
    if (bound != null) {
      one.select(bound.entity().rowId());
    }
    String list = new ContextFragment(options.version401()).selectList(query);
    return property(one, values, type(returned.getType(), true) + list, false, found);
  }

  private Member member(QueryBuilder builder, OperationRows rows, Selection selection) {
    EdmType type = returned.getType();
    if (!(type instanceof EdmComplexType complex) || Documents.isUndeclared(type)) {
      Column column = ResultColumns.of(type, rows.columns()).get(0);
      Term term = new Term.Field(builder.alias(), column);
      return value(builder, VALUE, term, type, false, null, selection);
    }
    List<Member> parts = new ArrayList<>();
    for (Column column : ResultColumns.of(type, rows.columns())) {
      if (selection.wants(column.name())) {
        EdmProperty property = (EdmProperty) complex.getProperty(column.name());
        parts.add(part(builder, rows, property, selection.of(column.name())));
      }
    }
    return new Member.Complex(VALUE, complex, builder.select(OperationRows.place(builder)), parts);
  }

  private Member part(
      QueryBuilder builder, OperationRows rows, EdmProperty property, Selection selection) {
    // What the rows do not have is null.
    List<Column> columns = ResultColumns.of(returned.getType(), List.of(property.getName()));
    boolean there = rows.columns().stream().anyMatch(property.getName()::equalsIgnoreCase);
    Column column = columns.get(0);
    return value(
        builder,
        property.getName(),
        there ? new Term.Field(builder.alias(), column) : new Term.Null(column.type()),
        property.getType(),
        property.isCollection(),
        property,
        selection);
  }

  private Member value(
      QueryBuilder builder,
      String member,
      Term term,
      EdmType type,
      boolean collection,
      @Nullable EdmProperty property,
      Selection selection) {
    int position = builder.select(term);
    EdmType read = ResultColumns.isStream(type) ? BINARY : type;
    return term.type() == ColumnType.JSON
        ? new Member.Document(
            member, position, type, collection, selection.inDocument(), model.edm())
        : new Member.Value(member, position, read, term.type(), property, Map.of(), null, -1);
  }

  /** What an item stands for in expressions. */
  private Operand each(QueryBuilder builder, OperationRows rows) {
    return CallResult.each(
        returned.getType(), rows.columns(), builder, UnaryOperator.identity(), null);
  }

  /** Refuses options that say nothing about values, or about parts of them. */
  static void refuse(QueryOptions query) {
    Selection.of(query.select()).inDocument();
    if (query.apply() != null) {
      throw ODataException.notImplemented("$apply to the values of an operation", "$apply");
    }
    if (!query.compute().isEmpty()) {
      throw ODataException.notImplemented("$compute for the values of an operation", "$compute");
    }
    if (!query.expand().isEmpty()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "$expand is for entities, and these are values.", "$expand");
    }
  }
}
