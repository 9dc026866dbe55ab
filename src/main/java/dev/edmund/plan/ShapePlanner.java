package dev.edmund.plan;

import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Plans what an entity looks like: its selected properties and what is expanded into it. */
final class ShapePlanner {
  /** SQLite joins at most 64 tables; what goes beyond this budget is read for each row. */
  private static final int JOIN_BUDGET = 40;

  private final Model model;
  private final Limits limits;
  private final boolean annotations;

  /**
   * Plans shapes for one request.
   *
   * @param annotations whether labels and what lookups lead to are wanted, which costs columns
   */
  ShapePlanner(Model model, Limits limits, boolean annotations) {
    this.model = model;
    this.limits = limits;
    this.annotations = annotations;
  }

  /** The whole entity, as {@code $select} and {@code $expand} have it. */
  EntityShape entity(EntityAlias alias, Position position, QueryOptions options) {
    Selection selection = Selection.of(options.select());
    EntityStorage declared = alias.entity();
    List<EntityShape.Variant> variants = new ArrayList<>();
    if (!declared.type().isAbstract()) {
      variants.add(variant(alias, selection, position, options.expand()));
    }
    boolean joined = alias.builder().joinCount() + declared.derived().size() <= JOIN_BUDGET;
    for (FullQualifiedName name : declared.derived()) {
      EntityStorage derived = model.storage().require(name);
      if (!derived.type().isAbstract()) {
        variants.add(
            joined
                ? variant(alias.as(derived), selection, position, options.expand())
                : detailed(alias, derived, selection, position, options.expand()));
      }
    }
    return new EntityShape(
        declared.type(),
        discriminator(alias, variants),
        variants,
        identity(alias, position),
        false);
  }

  /** Only what identifies the entity, for {@code $ref}. */
  EntityShape reference(EntityAlias alias, Position position) {
    List<EntityShape.Variant> variants =
        List.of(new EntityShape.Variant(alias.entity().type(), -1, List.of(), null));
    EntityShape.Identity identity = identity(alias, position);
    if (identity.key().isEmpty()) {
      // The row alone tells that there is something to refer to.
      alias.builder().select(alias.rowId());
    }
    return new EntityShape(alias.entity().type(), -1, variants, identity, true);
  }

  private static int discriminator(EntityAlias alias, List<EntityShape.Variant> variants) {
    Column column = alias.entity().discriminator();
    boolean oneType = variants.size() == 1 && variants.get(0).type().equals(alias.entity().type());
    return column == null || oneType ? -1 : alias.builder().select(alias.column(column));
  }

  private static int version(EntityAlias alias) {
    Column version = alias.entity().version();
    return version == null ? -1 : alias.builder().select(alias.column(version));
  }

  /** What the canonical URL of an entity is made of (Part 2, 4.3.2). */
  EntityShape.Identity identity(EntityAlias alias, Position position) {
    List<EntityShape.KeyPart> parts = new ArrayList<>();
    if (position.alone()) {
      return new EntityShape.Identity(position.path(), parts);
    }
    EdmEntityType type = alias.entity().type();
    List<Column> columns = alias.entity().key();
    List<String> names = type.getKeyPredicateNames();
    for (int i = 0; i < columns.size(); i++) {
      String name = type.getKeyPropertyRef(names.get(i)).getName();
      Member.Value value =
          members(alias).scalar(alias.entity().properties().get(name.split("/", -1)[0]), name);
      parts.add(new EntityShape.KeyPart(names.get(i), value));
    }
    return new EntityShape.Identity(position.path(), parts);
  }

  private MemberPlanner members(EntityAlias alias) {
    return new MemberPlanner(model, alias, annotations);
  }

  private EntityShape.Variant variant(
      EntityAlias alias, Selection selection, Position position, List<ExpandItem> expand) {
    Map<String, Member> members = new LinkedHashMap<>();
    MemberPlanner planner = members(alias);
    for (PropertyStorage property : alias.entity().properties().values()) {
      if (selection.wants(property.name())) {
        planner.member(property, selection).ifPresent(m -> members.put(m.name(), m));
      }
    }
    for (ExpandItem item : expand) {
      Member member = expanded(alias, position, item);
      if (member != null) {
        members.put(
            item.kind() == ExpandItem.Kind.COUNT ? member.name() + "/$count" : member.name(),
            member);
      }
    }
    return new EntityShape.Variant(
        alias.entity().type(), version(alias), List.copyOf(members.values()), null);
  }

  /** A variant of its own statement, run for the rows of its type. */
  private EntityShape.Variant detailed(
      EntityAlias alias,
      EntityStorage type,
      Selection selection,
      Position position,
      List<ExpandItem> expand) {
    int row = alias.builder().select(alias.rowId());
    EntityAlias own = EntityAlias.all(model.storage(), type);
    own.builder().where(EntityAlias.equal(own.rowId(), new Term.Parent(row, ColumnType.INTEGER)));
    EntityShape.Variant read = variant(own, selection, position, expand);
    EntityShape.Identity identity = identity(own, position);
    NestedRead detail = new NestedRead(own.builder().build(1L, 0), null, null, 0);
    return new EntityShape.Variant(
        read.type(), read.version(), read.members(), new EntityShape.Detail(detail, identity));
  }

  /** The member for an expand item; null where the type of the row does not have it. */
  private @Nullable Member expanded(EntityAlias alias, Position position, ExpandItem item) {
    ExpandPath path = ExpandPath.of(item);
    EdmNavigationProperty property = path.property();
    if (alias.entity().type().getNavigationProperty(property.getName()) == null) {
      return null;
    }
    Link link = alias.entity().links().get(property.getName());
    if (link == null) {
      throw ODataException.notImplemented(
          "Storage of the navigation property " + property.getName(), property.getName());
    }
    Position target = position.navigate(property, model.edm().getEntityContainer()).relative();
    QueryOptions options = ExpandLevels.unrolled(item);
    ExpandReader reader = new ExpandReader(model, limits, this);
    if (item.kind() == ExpandItem.Kind.STREAM) {
      throw ODataException.notImplemented("$expand of a stream", "$expand");
    }
    boolean joined =
        !link.collection()
            && item.kind() != ExpandItem.Kind.COUNT
            && options.filter() == null
            && options.search() == null
            && path.cast() == null
            && alias.builder().joinCount() + tables(link) <= JOIN_BUDGET;
    if (!joined) {
      return reader.nested(alias, link, path.cast(), target, item, options);
    }
    EntityAlias related = alias.related(link);
    EntityShape shape =
        item.kind() == ExpandItem.Kind.REFERENCES
            ? reference(related, target)
            : entity(related, target, options);
    return new Member.Related(property.getName(), alias.builder().select(related.rowId()), shape);
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

  /** A path in {@code $expand}, of which only the navigation property and a cast are stored. */
  private record ExpandPath(EdmNavigationProperty property, @Nullable EdmEntityType cast) {
    static ExpandPath of(ExpandItem item) {
      EdmNavigationProperty property = null;
      EdmEntityType cast = null;
      for (Segment segment : item.path()) {
        if (segment instanceof Segment.Navigation navigation) {
          property = navigation.property();
        } else if (segment instanceof Segment.TypeCast typeCast && property != null) {
          cast = (EdmEntityType) typeCast.type();
        } else if (segment instanceof Segment.Property complex) {
          throw ODataException.notImplemented(
              "$expand inside a complex property", complex.property().getName());
        }
      }
      if (property == null) {
        throw ODataException.notImplemented("$expand of a structural property", "$expand");
      }
      return new ExpandPath(property, cast);
    }
  }
}
