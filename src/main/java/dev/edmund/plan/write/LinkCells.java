package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.rules.NavigationRule;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that tell to which entities an entity is related. */
final class LinkCells {
  static final String TO_OWNER = "leads to what contains this entity, which never changes";

  private final Writing writing;
  private final EntityTypes types;

  LinkCells(Writing writing, EntityTypes types) {
    this.writing = writing;
    this.types = types;
  }

  boolean isLookup(Link link) {
    return types.isLookup(link);
  }

  /** Relates an entity of the body to one that is in a slot by the time its row is written. */
  void tie(Entity entity, Link link, Slot target, At at) {
    if (LinkEnds.isToOwner(entity.type(), link)) {
      entity.violations().add(at, TO_OWNER);
      return;
    }
    home(entity, link, at)
        .ifPresent(
            home -> {
              writing.bring(target, home.column());
              entity.before().add(home.require(target, at.path()));
            });
    if (isToldByKey(entity, link)) {
      same(entity, link, target, at);
    } else if (!isLookup(link)) {
      entity.after().add(new Step.Tie(entity.slot(), link, target));
    } else {
      link.pairs().forEach(pair -> lead(entity, link, pair, target, at));
      guard(entity, link);
      partOthers(entity, link, target);
    }
  }

  /** Where a target leads back to one entity, another one that leads to it does so no longer. */
  private void partOthers(Entity entity, Link link, Slot target) {
    Storage storage = writing.model().storage();
    Optional<Link> back = LinkEnds.single(link, storage);
    if (back.isPresent()) {
      List<Slot> kept = entity.isNew() ? List.of() : List.of(entity.slot());
      entity
          .before()
          .add(
              new Step.Untie(
                  target,
                  back.get(),
                  null,
                  kept,
                  Required.replacement(storage, entity.type(), link).orElse(null)));
    }
  }

  private Optional<ValueHome> home(Entity entity, Link link, At at) {
    String path = Restricted.path(entity, at);
    int end = path.lastIndexOf('/');
    String complex = end < 0 ? "" : "/" + path.substring(0, end);
    return ValueHome.of(writing.model(), entity.home().position(), complex, link);
  }

  /** Whether to lead elsewhere would change the key of an entity that is there. */
  boolean isToldByKey(Entity entity, Link link) {
    boolean lookup = isLookup(link);
    EntityStorage dependent = lookup ? entity.type() : types.target(link);
    return link.bridge() == null
        && !entity.isNew()
        && link.pairs().stream()
            .map(lookup ? Link.Pair::source : Link.Pair::target)
            .anyMatch(dependent.key()::contains);
  }

  /** To where its URL says that an entity leads, a body may lead it too. */
  private void same(Entity entity, Link link, Slot target, At at) {
    Map<Column, Object> own = isLookup(link) ? urlKey(entity) : Map.of();
    for (Link.Pair pair : link.pairs()) {
      Object value = own.get(pair.source());
      if (value == null) {
        entity.violations().add(at, "is told by a key, which never changes");
        return;
      }
      require(entity, link, pair, target, value, at);
    }
  }

  private Map<Column, Object> urlKey(Entity entity) {
    Map<Column, Object> values = new LinkedHashMap<>();
    List<Segment> path = entity.home().path();
    if (path != null && path.get(path.size() - 1) instanceof Segment.Key key) {
      for (Cell cell : new UrlKey(writing).cells(entity.type(), key)) {
        if (cell.value() instanceof Cell.Given given) {
          values.put(cell.column(), given.value());
        }
      }
    }
    return values;
  }

  private void require(Entity entity, Link link, Link.Pair pair, Slot target, Object value, At at) {
    writing.bring(target, pair.target());
    Refusal refusal =
        new Refusal(
            ErrorCode.INVALID_VALUE,
            "'" + link.name() + "' leads elsewhere than the URL says.",
            at.path());
    entity
        .before()
        .add(
            new Step.Require(
                target,
                Map.of(link.name(), pair.target()),
                values -> values.apply(link.name()).filter(value::equals).isPresent(),
                refusal));
  }

  private void lead(Entity entity, Link link, Link.Pair pair, Slot target, At at) {
    writing.bring(target, pair.target());
    Optional<Object> told = entity.draft().given(pair.source());
    String other = entity.tied().putIfAbsent(pair.source(), link.name());
    if (other == null) {
      entity.draft().set(pair.source(), new Cell.Of(target, pair.target()));
    } else if (other.equals(Entity.GIVEN) && told.isPresent()) {
      require(entity, link, pair, target, told.get(), at);
    } else {
      entity
          .violations()
          .add(
              at,
              other.equals(Entity.GIVEN)
                  ? "is told by the entity around"
                  : "cannot be set together with '" + other + "'");
    }
  }

  private static void guard(Entity entity, Link link) {
    for (Link.Guard guard : link.guards()) {
      if (guard.onSource()) {
        entity.draft().set(guard.column(), (Object) guard.value());
      }
    }
  }

  /** Has a navigation property lead nowhere. */
  void untie(Entity entity, Link link, At at) {
    if (!link.property().isNullable()) {
      entity.violations().add(at, "must not be null");
    } else if (!entity.isNew() && LinkEnds.isToOwner(entity.type(), link)) {
      entity.violations().add(at, TO_OWNER);
    } else if (!entity.isNew()) {
      entity.draft().release(link.name());
      untieOthers(entity, link, List.of());
    }
  }

  /** Has two entities that are there be related no longer. */
  Step untie(Slot source, EntityStorage type, Link link, Slot target) {
    Refusal required = Required.refusal(writing.model().storage(), type, link).orElse(null);
    return new Step.Untie(source, link, target, List.of(), required);
  }

  /** Has a navigation property lead nowhere else than to what is kept. */
  void untieOthers(Entity entity, Link link, List<Slot> kept) {
    Refusal required =
        Required.refusal(writing.model().storage(), entity.type(), link).orElse(null);
    entity.after().add(new Step.Untie(entity.slot(), link, null, kept, required));
  }

  /** What the columns of an entity get that an entity of the body leads to. */
  List<Cell> onTarget(Entity source, Link link) {
    List<Cell> cells = new ArrayList<>();
    for (Link.Pair pair : link.pairs()) {
      writing.bring(source.slot(), pair.source());
      cells.add(new Cell(pair.target(), new Cell.Of(source.slot(), pair.source())));
    }
    for (Link.Guard guard : link.guards()) {
      if (!guard.onSource()) {
        cells.add(Cell.of(guard.column(), guard.value()));
      }
    }
    return cells;
  }

  /** Checks that a new entity leads to what it has to lead to. */
  void requireAll(Entity entity) {
    for (Link link : entity.type().links().values()) {
      boolean required =
          writing
              .rules()
              .of(entity.type().type())
              .navigation(link.name())
              .map(NavigationRule::required)
              .orElse(false);
      if (required
          && isLookup(link)
          && !LinkEnds.isToOwner(entity.type(), link)
          && !isTold(entity, link)) {
        entity
            .violations()
            .add(ErrorCode.INVALID_VALUE, entity.at().prefix() + link.name(), "must be given");
      }
    }
  }

  private static boolean isTold(Entity entity, Link link) {
    return link.pairs().stream().allMatch(pair -> entity.draft().fills(pair.source()));
  }

  /**
   * Values of the body that tell a target have to be those of an entity. A part of a key tells
   * none: the texts in other languages may come after what they are the texts of.
   */
  void requireTargets(Entity entity) {
    for (Link link : entity.type().links().values()) {
      if (link.constrained()
          && !link.collection()
          && link.guards().isEmpty()
          && link.identifies(types.target(link))) {
        given(entity, link).ifPresent(values -> requireTarget(entity, link, values));
      }
    }
  }

  private static Optional<Map<Column, Object>> given(Entity entity, Link link) {
    Map<Column, Object> values = new LinkedHashMap<>();
    for (Link.Pair pair : link.pairs()) {
      Optional<Object> value = entity.draft().given(pair.source());
      if (value.isEmpty() || entity.draft().isKept(pair.source())) {
        return Optional.empty();
      }
      values.put(pair.target(), value.get());
    }
    return Optional.of(values);
  }

  private void requireTarget(Entity entity, Link link, Map<Column, Object> values) {
    EntityStorage target = types.target(link);
    Refusal missing =
        new Refusal(
            ErrorCode.INVALID_VALUE,
            "'" + link.name() + "' leads to no " + target.type().getName() + " that is there.",
            link.name());
    Slot slot = writing.slot(target);
    String container =
        ValueHome.of(writing.model(), entity.home().position(), "", link)
            .map(ValueHome::container)
            .orElse(null);
    Addressed found = Addressed.with(writing.model(), target, container, values);
    entity.before().later(writing.wanted(slot, found, missing, Precondition.NONE, false)::step);
    // Another one with the same key is refused for its key.
    if (link.pairs().stream().map(Link.Pair::source).noneMatch(entity.type().key()::contains)) {
      partOthers(entity, link, slot);
    }
  }
}
