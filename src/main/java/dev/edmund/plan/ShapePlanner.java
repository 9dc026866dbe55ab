package dev.edmund.plan;

import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.expression.Computations;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Plans what an entity looks like: its selected properties and what is expanded into it. */
final class ShapePlanner {
  /** SQLite joins at most 64 tables; what goes beyond this budget is read for each row. */
  static final int JOIN_BUDGET = 40;

  private final Model model;
  private final Limits limits;
  private final PlanOptions wanted;

  /**
   * Plans shapes for one request.
   *
   * @param wanted what is told beside what is selected, which costs columns
   */
  ShapePlanner(Model model, Limits limits, PlanOptions wanted) {
    this.model = model;
    this.limits = limits;
    this.wanted = wanted;
  }

  /** The whole entity, as {@code $select} and {@code $expand} have it. */
  EntityShape entity(EntityAlias alias, Position position, QueryOptions options) {
    Operand instance = Computations.of(model.storage(), alias, options.compute());
    return entity(instance, alias, position, options, true);
  }

  /**
   * The whole entity with what was made beside what is stored.
   *
   * @param alias the entity that the instance is made of
   * @param byDefault whether what was grouped by or nested is there without being asked for
   */
  EntityShape entity(
      Operand instance,
      EntityAlias alias,
      Position position,
      QueryOptions options,
      boolean byDefault) {
    Made made = Made.of(instance);
    EntityShape stored = stored(alias, position, options, made.parts().keySet());
    if (made.parts().isEmpty()) {
      return stored;
    }
    if (stored.variants().stream().anyMatch(v -> v.detail() != null)) {
      throw ODataException.notImplemented(
          "Computed properties of a type with so many derived types", "$compute");
    }
    MadePlanner planner =
        new MadePlanner(model, this, alias.builder(), position, options, byDefault);
    return stored.with(
        planner.members(made, alias.entity().type(), Selection.of(options.select())));
  }

  /** What people call the values of a property; empty where that is not wanted. */
  Map<String, String> labels(EdmStructuredType owner, String property) {
    return wanted.annotations() ? model.allowedValues(owner, property) : Map.of();
  }

  /** Instances behind {@code $apply}; see {@link AppliedPlanner}. */
  EntityShape applied(
      Instances all,
      EdmEntityType type,
      Position position,
      QueryOptions options,
      boolean byDefault) {
    Made made = Made.of(all.instance());
    MadePlanner planner = new MadePlanner(model, this, all.builder(), position, options, byDefault);
    if (!(made.base() instanceof Operand.Entity entity)) {
      return planner.shape(type, made);
    }
    if (!entity.alias().isOptional()) {
      return entity(made, entity.alias(), position, options, byDefault);
    }
    EntityShape stored = stored(entity.alias(), position, options, made.parts().keySet());
    int there = all.builder().select(entity.alias().rowId());
    return stored
        .sometimes(there, made.parts().keySet())
        .with(planner.members(made, type, Selection.of(options.select())));
  }

  private EntityShape stored(
      EntityAlias alias, Position position, QueryOptions options, Set<String> made) {
    List<ExpandItem> expand =
        options.expand().stream()
            .filter(item -> made.stream().noneMatch(name -> MadePlanner.isNamed(item, name)))
            .toList();
    Selection selection = Selection.of(options.select());
    EntityStorage declared = alias.entity();
    List<EntityShape.Variant> variants = new ArrayList<>();
    if (!declared.type().isAbstract()) {
      variants.add(variant(alias, selection, position, expand));
    }
    boolean joined = alias.builder().joinCount() + declared.derived().size() <= JOIN_BUDGET;
    for (FullQualifiedName name : declared.derived()) {
      EntityStorage derived = model.storage().require(name);
      if (!derived.type().isAbstract()) {
        variants.add(
            joined
                ? variant(alias.as(derived), selection, position, expand)
                : detailed(alias, derived, selection, position, expand));
      }
    }
    return new EntityShape(
        declared.type(),
        discriminator(alias, variants),
        variants,
        identity(alias, position),
        isNamed(alias, position) ? EntityShape.Form.WHOLE : EntityShape.Form.TRANSIENT);
  }

  /** Whether the entity has a URL: one of many without a key has none. */
  private static boolean isNamed(EntityAlias alias, Position position) {
    return position.alone() || !alias.entity().key().isEmpty();
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
    return new EntityShape(
        alias.entity().type(), -1, variants, identity, EntityShape.Form.REFERENCE);
  }

  private static int discriminator(EntityAlias alias, List<EntityShape.Variant> variants) {
    Column column = alias.entity().discriminator();
    boolean oneType = variants.size() == 1 && variants.get(0).type().equals(alias.entity().type());
    return column == null || oneType ? -1 : alias.builder().select(alias.column(column));
  }

  private static int version(EntityAlias alias) {
    return alias.builder().select(alias.column(alias.entity().version().column()));
  }

  /**
   * The column behind the ETag of an entity of which only a part is read; -1 where it is not the
   * same for all types that the entity can be of.
   */
  int sharedVersion(EntityAlias alias) {
    EntityStorage declared = alias.entity();
    List<Column> versions =
        Stream.concat(
                Stream.of(declared),
                declared.derived().stream().map(name -> model.storage().require(name)))
            .filter(type -> !type.type().isAbstract())
            .map(type -> type.version().column())
            .distinct()
            .toList();
    return versions.equals(List.of(declared.version().column())) ? version(alias) : -1;
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
    return new MemberPlanner(model, alias, wanted);
  }

  private EntityShape.Variant variant(
      EntityAlias alias, Selection selected, Position position, List<ExpandItem> expand) {
    Map<String, Member> members = new LinkedHashMap<>();
    MemberPlanner planner = members(alias);
    ExpandPlanner expands = new ExpandPlanner(model, limits, this);
    // A row of another type may not have the navigation property.
    List<ExpandPath> paths =
        ExpandPath.all(expand).stream().filter(path -> path.starts(alias.entity())).toList();
    StreamReads streams = new StreamReads(alias, expand);
    Selection selection = streams.with(selected);
    for (ExpandPath path : paths) {
      selection = selection.with(path.complex());
    }
    PropertyStorage.Stream media = alias.entity().media();
    if (media != null) {
      members.put("", planner.stream("", media));
    }
    Set<String> more = unselected(alias, selection);
    for (PropertyStorage property : alias.entity().properties().values()) {
      if (more.contains(property.name()) || selection.wants(property.name())) {
        members.put(property.name(), planner.member(property, selection));
      }
    }
    streams.into(members);
    dynamic(alias, selection).ifPresent(m -> members.put(m.name(), m));
    for (ExpandPath path : paths) {
      Member member = expands.member(alias, position, path);
      if (!path.complex().isEmpty()) {
        members.computeIfPresent(
            path.complex().get(0), (name, holder) -> inside(holder, path.complex(), 1, member));
      } else {
        members.put(path.counts() ? member.name() + "/$count" : member.name(), member);
      }
    }
    return new EntityShape.Variant(
        alias.entity().type(), version(alias), List.copyOf(members.values()), null);
  }

  /** What tells which entity it is, and the currencies of amounts, where that goes unsaid. */
  private Set<String> unselected(EntityAlias alias, Selection selection) {
    Set<String> names = new HashSet<>();
    EdmEntityType type = alias.entity().type();
    if (wanted.keys() && !selection.all()) {
      type.getKeyPredicateNames()
          .forEach(key -> names.add(type.getKeyPropertyRef(key).getName().split("/", -1)[0]));
      names.add(Model.ownId(type));
      for (String amount : selection.parts().keySet()) {
        model
            .currency(type, amount)
            .map(path -> alias.entity().links().get(path.split("/", -1)[0]))
            .filter(link -> link.constrained() && !link.collection())
            .ifPresent(link -> dependents(link.property()).forEach(names::add));
      }
    }
    return names;
  }

  private static Stream<String> dependents(EdmNavigationProperty navigation) {
    return navigation.getReferentialConstraints().stream()
        .map(EdmReferentialConstraint::getPropertyName);
  }

  /** What the type does not declare and {@code $select} does not leave out. */
  private Optional<Member> dynamic(EntityAlias alias, Selection selection) {
    Column column = alias.entity().dynamic();
    if (column == null) {
      return Optional.empty();
    }
    Set<String> declared = new HashSet<>(alias.entity().type().getPropertyNames());
    declared.addAll(alias.entity().type().getNavigationPropertyNames());
    boolean wanted = selection.all() || !declared.containsAll(selection.parts().keySet());
    return wanted
        ? Optional.of(
            new Member.Dynamic(
                column.name(),
                alias.builder().select(alias.column(column)),
                selection.asParts(),
                declared,
                model.edm()))
        : Optional.empty();
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

  /** A complex value with a related entity inside. */
  private static Member inside(Member holder, List<String> path, int depth, Member related) {
    if (!(holder instanceof Member.Complex complex)) {
      throw ODataException.notImplemented(
          "A navigation property inside of " + holder.name(), holder.name());
    }
    List<Member> parts = new ArrayList<>(complex.parts());
    if (depth == path.size()) {
      parts.add(related);
    } else {
      parts.replaceAll(
          part ->
              part.name().equals(path.get(depth)) ? inside(part, path, depth + 1, related) : part);
    }
    return new Member.Complex(complex.name(), complex.type(), complex.presence(), parts);
  }
}
