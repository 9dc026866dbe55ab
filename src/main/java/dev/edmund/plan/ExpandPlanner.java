package dev.edmund.plan;

import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Plans what {@code $expand} adds to an entity: a join where that will do, else a nested read. */
final class ExpandPlanner {
  private final Model model;
  private final Limits limits;
  private final ShapePlanner shapes;

  ExpandPlanner(Model model, Limits limits, ShapePlanner shapes) {
    this.model = model;
    this.limits = limits;
    this.shapes = shapes;
  }

  Member member(EntityAlias alias, Position position, ExpandPath path) {
    ExpandItem item = path.item();
    AnyLink anyLink = alias.entity().anyLinks().get(path.property().getName());
    if (anyLink != null && path.complex().isEmpty()) {
      return new AnyTypeReader(model, shapes).member(alias, position, anyLink, item);
    }
    Link link =
        path.link(alias.entity())
            .orElseThrow(
                () ->
                    ODataException.notImplemented(
                        "Storage of the navigation property " + path.text(), path.text()));
    EdmEntityType from = alias.entity().type();
    Position source = position.inside(path.inside());
    Position target =
        source.navigate(path.property(), from, model.edm().getEntityContainer()).relative();
    String step = source.cast(link.name(), from) + path.text();
    QueryOptions options = ExpandLevels.unrolled(item);
    if (!isJoined(alias, link, path, options)) {
      return new ExpandReader(model, limits, shapes)
          .nested(alias, link, path, target, step, options);
    }
    EntityAlias related = alias.related(link).within(alias);
    EntityShape shape =
        item.kind() == ExpandItem.Kind.REFERENCES
            ? shapes.reference(related, target)
            : shapes.entity(related, target, options);
    return new Member.Related(link.name(), step, alias.builder().select(related.rowId()), shape);
  }

  private boolean isJoined(EntityAlias alias, Link link, ExpandPath path, QueryOptions options) {
    return !link.collection()
        && !path.counts()
        && options.filter() == null
        && options.search() == null
        && options.apply() == null
        && path.cast() == null
        && alias.builder().joinCount() + tables(link) <= ShapePlanner.JOIN_BUDGET;
  }

  /** How many tables a target may take: those of all types that it can have. */
  private int tables(Link link) {
    EntityStorage target = model.storage().require(link.target());
    int tables = (link.bridge() == null ? 1 : 2) + target.derived().size();
    for (FullQualifiedName base = target.base(); base != null; ) {
      tables++;
      base = model.storage().require(base).base();
    }
    return tables;
  }
}
