package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Query;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;

/** The entities that a path leads to, or those whose property it leads to, for a change of them. */
public final class Addressed {
  private final Resource resource;

  private Addressed(Resource resource) {
    this.resource = resource;
  }

  /**
   * Follows a path.
   *
   * @throws dev.edmund.core.ODataException when it leads nowhere, or is not built
   */
  public static Addressed of(Model model, List<Segment> path) {
    return new Addressed(PathPlanner.plan(model, path));
  }

  /** What the entities are seen as: a type cast in the path narrows them. */
  public EntityStorage type() {
    return resource.entity().entity();
  }

  /** Whether there is at most one entity. */
  public boolean single() {
    return resource.single();
  }

  /** The set or singleton that the entities are in; empty where the model does not tell. */
  public Optional<EdmBindingTarget> target() {
    return Optional.ofNullable(resource.position().target());
  }

  /** The navigation properties behind {@link #target}, with a slash between; or nothing. */
  public String bindingPath() {
    return resource.position().bindingPath();
  }

  /** The property in columns at the end of the path; empty where entities are addressed. */
  public Optional<PropertyStorage> property() {
    return Optional.ofNullable(resource.property());
  }

  /** Whether the path goes into a value that is kept as JSON. */
  public boolean isInside() {
    return resource.inside() != null;
  }

  /** The row ids of the entities and these columns of each. Asked once. */
  public Query query(List<Column> columns) {
    EntityAlias entity = resource.entity();
    entity.builder().append(entity.rowId());
    columns.forEach(column -> entity.builder().append(entity.column(column)));
    return entity.builder().build(resource.single() ? 1L : null, 0);
  }
}
