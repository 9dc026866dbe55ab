package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Plans the expansion of navigation properties that lead to a universal base. */
final class AnyTypeReader {
  private final Model model;
  private final ShapePlanner shapes;

  AnyTypeReader(Model model, ShapePlanner shapes) {
    this.model = model;
    this.shapes = shapes;
  }

  /** Where a row tells what is related: the source's own, or one of a link table. */
  private record Pointer(QueryBuilder builder, Access access) {
    int type(AnyLink link) {
      return builder.select(access.column(link.rootType()));
    }

    int rowId(AnyLink link) {
      return builder.select(access.column(link.rowId()));
    }
  }

  Member member(EntityAlias source, Position position, AnyLink link, ExpandItem item) {
    QueryOptions options = ExpandLevels.unrolled(item);
    if (model.storage().guards().viewer() != null) {
      throw ODataException.notImplemented(
          "$expand of " + link.name() + " where access control is on", link.name());
    }
    requirePlain(link, item, options);
    Link.Bridge bridge = link.bridge();
    Pointer pointer = bridge == null ? of(source) : of(source, bridge);
    int rootType = pointer.type(link);
    int rowId = pointer.rowId(link);
    Map<String, Member.OfAnyType.Branch> branches = new HashMap<>();
    for (FullQualifiedName root : link.roots()) {
      branches.put(
          root.getFullQualifiedNameAsString(),
          branch(model.storage().require(root), rowId, position, link, item, options));
    }
    if (bridge != null) {
      // The link table has no order of its own, and the same request has one order (ADR 0001).
      pointer.builder.orderBy(pointer.access.column(link.rootType()), false);
      pointer.builder.orderBy(pointer.access.column(link.rowId()), false);
    }
    NestedRead members =
        bridge == null ? null : new NestedRead(pointer.builder.build(null, 0), null, null, 0);
    return new Member.OfAnyType(link.name(), members, rootType, branches);
  }

  private static Pointer of(EntityAlias source) {
    return new Pointer(source.builder(), source);
  }

  private static Pointer of(EntityAlias source, Link.Bridge bridge) {
    QueryBuilder builder = QueryBuilder.over(bridge.table());
    String alias = builder.alias();
    for (Link.Pair pair : bridge.pairs()) {
      int parent = source.builder().select(source.column(pair.source()));
      builder.where(
          EntityAlias.equal(
              new Term.Field(alias, pair.target()), new Term.Parent(parent, pair.source().type())));
    }
    return new Pointer(builder, column -> new Term.Field(alias, column));
  }

  private Member.OfAnyType.Branch branch(
      EntityStorage root,
      int rowId,
      Position position,
      AnyLink link,
      ExpandItem item,
      QueryOptions options) {
    EntityAlias entity = EntityAlias.all(model.storage(), root);
    entity
        .builder()
        .where(EntityAlias.equal(entity.rowId(), new Term.Parent(rowId, ColumnType.INTEGER)));
    Position home = position.home(link.property(), root.type(), model.edm().getEntityContainer());
    EntityShape shape =
        item.kind() == ExpandItem.Kind.REFERENCES
            ? shapes.reference(entity, home)
            : shapes.entity(entity, home, options);
    EntityShape announced =
        new EntityShape(
            link.property().getType(),
            shape.discriminator(),
            shape.variants(),
            shape.identity(),
            shape.form());
    return new Member.OfAnyType.Branch(
        new NestedRead(entity.builder().build(1L, 0), null, null, 0), announced);
  }

  /** What looks at all targets at once would have to look into every table of the model. */
  private static void requirePlain(AnyLink link, ExpandItem item, QueryOptions options) {
    boolean plain =
        item.kind() != ExpandItem.Kind.COUNT
            && !options.count()
            && options.filter() == null
            && options.search() == null
            && options.orderBy().isEmpty()
            && options.top() == null
            && options.skip() == null;
    if (!plain) {
      throw ODataException.notImplemented(
          "$expand of "
              + link.name()
              + ", which leads to any type, with an option other than $select and $expand",
          link.name());
    }
  }
}
