package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * A step of a path to an entity of any type: only its row tells the type, and so what can be
 * planned behind it.
 */
public final class AnyStep {
  private final Model model;
  private final ShapePlanner shapes;
  private final Position position;
  private final AnyLink link;
  private final int at;
  private final Query query;

  private AnyStep(
      Model model, ShapePlanner shapes, Position position, AnyLink link, int at, Query query) {
    this.model = model;
    this.shapes = shapes;
    this.position = position;
    this.link = link;
    this.at = at;
    this.query = query;
  }

  /** The first such step of a path that leads to one entity. */
  static Optional<AnyStep> first(Model model, ShapePlanner shapes, List<Segment> path) {
    for (int i = 1; i < path.size(); i++) {
      if (path.get(i) instanceof Segment.Navigation navigation
          && !navigation.property().isCollection()
          && model.storage().of(navigation.property().getType()).isEmpty()) {
        return of(model, shapes, path, i, navigation.property().getName());
      }
    }
    return Optional.empty();
  }

  private static Optional<AnyStep> of(
      Model model, ShapePlanner shapes, List<Segment> path, int at, String name) {
    Resource source = PathPlanner.plan(model, path.subList(0, at));
    AnyLink link =
        source.property() == null && source.inside() == null
            ? source.entity().entity().anyLinks().get(name)
            : null;
    if (link == null) {
      return Optional.empty();
    }
    if (!source.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + name + ".", name);
    }
    QueryBuilder builder = source.entity().builder();
    builder.select(source.entity().column(link.rootType()));
    builder.select(source.entity().column(link.rowId()));
    Query query = builder.build(1L, 0);
    return Optional.of(new AnyStep(model, shapes, source.position(), link, at, query));
  }

  /** Where in the path it is. */
  public int at() {
    return at;
  }

  /**
   * One row where the entity is there that the step begins at: the name of a type and a row id,
   * both null where the step leads nowhere.
   */
  public Query query() {
    return query;
  }

  /**
   * What the URL of the entity is made of that the step leads to.
   *
   * @param query has one row where the entity is there
   */
  public record Target(Query query, EntityShape.Identity identity) {}

  /**
   * Reads where the step leads.
   *
   * @param type the first column of the row
   * @param rowId the second one
   * @throws ODataException 501 where the entity has no URL of its own
   */
  public Target target(String type, long rowId) {
    EntityStorage root = model.storage().require(new FullQualifiedName(type));
    EntityAlias entity = EntityAlias.all(model.storage(), root);
    entity
        .builder()
        .where(EntityAlias.equal(entity.rowId(), new Term.Bind(rowId, ColumnType.INTEGER)));
    Position home = position.home(link.property(), root.type(), model.edm().getEntityContainer());
    EntityShape.Identity identity = shapes.identity(entity, home);
    if (identity.path() == null) {
      throw ODataException.notImplemented(
          "Going through " + link.name() + " to an entity that is in no set or in several",
          link.name());
    }
    entity.builder().select(entity.rowId());
    return new Target(entity.builder().build(1L, 0), identity);
  }
}
