package dev.edmund.plan;

import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.operand.InsideJson;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.QueryOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a resource path leads to.
 *
 * @param entity the entities, or the entity that {@code property} is of
 * @param single whether there is at most one entity
 * @param found has a row when the entity exists that the last navigation starts from
 * @param property the structural property at the end; null where entities are addressed, or
 *     something inside of JSON
 * @param inside the value at the end where it is in JSON; null elsewhere
 * @param cast the type the entities were narrowed to, as the context URL has it, or nothing
 * @param path the structural properties behind the entity, each behind a slash
 * @param place what the entities are ordered by where nothing else is asked for; null for none
 * @param filters what the path keeps of the collection of values at its end
 */
record Resource(
    EntityAlias entity,
    boolean single,
    Position position,
    @Nullable Query found,
    @Nullable PropertyStorage property,
    @Nullable InsideJson inside,
    String cast,
    String path,
    List<Expr> filters,
    Form form,
    @Nullable Term place) {
  Resource {
    filters = List.copyOf(filters);
  }

  /** The options with what the path filters by as well (Part 2, 4.12). */
  QueryOptions refined(QueryOptions options) {
    if (filters.isEmpty()) {
      return options;
    }
    List<Expr> all = new ArrayList<>(filters);
    if (options.filter() != null) {
      all.add(options.filter());
    }
    return options.withFilter(
        all.size() == 1
            ? all.get(0)
            : new Expr.Logical(
                true, all, EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.Boolean)));
  }

  /** One entity in the same place. */
  Resource of(EntityAlias one) {
    return new Resource(
        one, true, position, null, null, null, cast, path, List.of(), Form.CONTENT, null);
  }

  /** What is wanted of the resource. */
  enum Form {
    CONTENT,
    VALUE,
    COUNT,
    REFERENCE
  }
}
