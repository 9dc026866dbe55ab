package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entities that a change is about: those that a path leads to, those whose property it leads to, or
 * those with certain values.
 */
public final class Addressed {
  private final EntityAlias entity;
  private final boolean single;
  private final @Nullable Resource resource;

  private Addressed(EntityAlias entity, boolean single, @Nullable Resource resource) {
    this.entity = entity;
    this.single = single;
    this.resource = resource;
  }

  /**
   * Those at the end of a path.
   *
   * @throws dev.edmund.core.ODataException when it leads nowhere, or is not built
   */
  public static Addressed of(Model model, List<Segment> path) {
    Resource resource = PathPlanner.plan(model, path);
    return new Addressed(resource.entity(), resource.single(), resource);
  }

  /**
   * The one entity with certain values.
   *
   * @param container what the container column holds, where the type has one; null for any
   */
  public static Addressed with(
      Model model, EntityStorage type, @Nullable String container, Map<Column, Object> values) {
    EntityAlias entity = EntityAlias.all(model.storage(), type);
    Column column = type.container();
    if (column != null && container != null) {
      keep(entity, column, container);
    }
    values.forEach((key, value) -> keep(entity, key, value));
    return new Addressed(entity, true, null);
  }

  /** Only those that have a value in a column of their type. */
  public void require(Column column, Object value) {
    keep(entity, column, value);
  }

  /** The one with certain values among those at the end of a path. */
  public static Addressed among(Model model, List<Segment> path, Map<Column, Object> values) {
    EntityAlias entity = PathPlanner.plan(model, path).entity();
    values.forEach((key, value) -> keep(entity, key, value));
    return new Addressed(entity, true, null);
  }

  private static void keep(EntityAlias entity, Column column, Object value) {
    ColumnType type = column.type();
    entity.builder().where(EntityAlias.equal(entity.column(column), new Term.Bind(value, type)));
  }

  /** What the entities are seen as: a type cast in the path narrows them. */
  public EntityStorage type() {
    return entity.entity();
  }

  /** Whether there is at most one entity. */
  public boolean single() {
    return single;
  }

  /** Where in the entity container a path has come to; empty where there is none. */
  public Optional<Position> position() {
    return Optional.ofNullable(resource).map(Resource::position);
  }

  /** The property in columns at the end of the path; empty where entities are addressed. */
  public Optional<PropertyStorage> property() {
    return Optional.ofNullable(resource).map(Resource::property);
  }

  /** Whether the path goes into a value that is kept as JSON. */
  public boolean isInside() {
    return resource != null && resource.inside() != null;
  }

  /** The row ids of the entities and these columns of each. Asked once. */
  public Query query(List<Column> columns) {
    entity.builder().append(entity.rowId());
    columns.forEach(column -> entity.builder().append(entity.column(column)));
    return entity.builder().build(single ? 1L : null, 0);
  }
}
