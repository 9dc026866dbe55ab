package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.Caller;
import dev.edmund.plan.rules.Follow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies what the model has an entity take over from those that it leads to. */
record Followers(Writing writing) {

  /** Adds it to an entity whose own columns are known. */
  void add(Entity entity) {
    for (Follow follow : writing.rules().of(entity.type().type()).follows()) {
      Link link = entity.type().links().get(follow.navigation());
      Optional<Column> column = column(entity.type(), follow.property());
      if (link != null && isFollowed(link) && column.isPresent()) {
        add(entity, follow, link, column.get());
      }
    }
  }

  /** Whether a single column tells the entity that is followed. */
  private static boolean isFollowed(Link link) {
    return link.constrained() && link.pairs().size() == 1;
  }

  private static Optional<Column> column(EntityStorage type, String property) {
    return Optional.ofNullable(type.properties().get(property))
        .flatMap(PropertyStorage::asScalar)
        .map(PropertyStorage.Scalar::column);
  }

  private void add(Entity entity, Follow follow, Link link, Column column) {
    Link.Pair pair = link.pairs().get(0);
    Draft draft = entity.draft();
    if (draft.isReleased(follow.navigation())) {
      draft.keep(column, new Cell.Nothing());
    } else if (draft.source(pair.source()).isPresent()) {
      Cell.Source told = draft.source(pair.source()).get();
      Optional<Cell.Source> ofCaller = ofCaller(follow, pair.target(), told);
      if (ofCaller.isPresent()) {
        draft.keep(pair.source(), told);
        draft.keep(column, ofCaller.get());
        return;
      }
      if (told instanceof Cell.Given given) {
        told = found(entity, link, pair, given.value());
        draft.keep(pair.source(), told);
      }
      draft.keep(
          column, told instanceof Cell.Of of ? followed(follow, of.slot()) : new Cell.Nothing());
    }
  }

  /** What follows where the caller is followed, who need not be looked for again. */
  private Optional<Cell.Source> ofCaller(Follow follow, Column target, Cell.Source told) {
    return told instanceof Cell.Given given
        ? writing
            .request()
            .caller()
            .get()
            .filter(caller -> caller.is(target, given.value()))
            .flatMap(
                caller ->
                    ofUser(writing.model(), follow, caller)
                        .map(columns -> Cell.given(caller.first(columns))))
        : Optional.empty();
  }

  /** The columns that may have the value where a user is followed; empty where not all are told. */
  static Optional<List<Column>> ofUser(Model model, Follow follow, Caller caller) {
    List<Column> columns = new ArrayList<>();
    for (Follow.Source source : follow.sources()) {
      EntityStorage type = model.storage().require(source.type());
      if (caller.type().isOrDerives(type.type())) {
        column(type, source.property()).ifPresent(columns::add);
      }
    }
    return Optional.of(columns).filter(caller.row().keySet()::containsAll);
  }

  /** The entity that a value tells, which has to be there. */
  private Cell.Of found(Entity entity, Link link, Link.Pair pair, Object value) {
    EntityStorage target = writing.model().storage().require(link.target());
    Refusal missing =
        new Refusal(
            ErrorCode.INVALID_VALUE,
            "'" + link.name() + "' leads to no " + target.type().getName() + " that is there.",
            link.name());
    Slot slot = writing.slot(target);
    Addressed found = Addressed.with(writing.model(), target, null, Map.of(pair.target(), value));
    Wanted wanted = writing.wanted(slot, found, missing, Precondition.NONE, false);
    wanted.bring(pair.target());
    entity.before().later(wanted::step);
    return new Cell.Of(slot, pair.target());
  }

  private Cell.Source followed(Follow follow, Slot slot) {
    EntityStorage sought = writing.sought(slot).orElse(slot.type());
    List<Cell.Of> values = of(follow, slot, sought);
    values.forEach(value -> writing.bring(slot, value.column()));
    return source(values);
  }

  private static Cell.Source source(List<Cell.Of> values) {
    return values.isEmpty()
        ? new Cell.Nothing()
        : values.size() == 1 ? values.get(0) : new Cell.First(values);
  }

  /** The columns that may have the value, of an entity that is seen as a type. */
  private List<Cell.Of> of(Follow follow, Slot slot, EntityStorage sought) {
    List<Cell.Of> values = new ArrayList<>();
    for (Follow.Source source : follow.sources()) {
      EntityStorage type = writing.model().storage().require(source.type());
      if (type.isOrDerives(sought.type()) || sought.isOrDerives(type.type())) {
        column(type, source.property()).ifPresent(c -> values.add(new Cell.Of(slot, c)));
      }
    }
    return values;
  }

  /**
   * What follows where the columns of an entity are led to another one.
   *
   * @param dependents the columns that tell the other entity
   * @param sought the type that the other one is looked for as
   */
  List<Cell> of(EntityStorage dependent, List<Column> dependents, Slot slot, EntityStorage sought) {
    List<Cell> cells = new ArrayList<>();
    following(dependent, dependents)
        .forEach((column, follow) -> cells.add(new Cell(column, source(of(follow, slot, sought)))));
    return cells;
  }

  /** The same where they are led nowhere. */
  List<Cell> nothing(EntityStorage dependent, List<Column> dependents) {
    return following(dependent, dependents).keySet().stream().map(Cell::empty).toList();
  }

  private Map<Column, Follow> following(EntityStorage dependent, List<Column> dependents) {
    Map<Column, Follow> all = new LinkedHashMap<>();
    for (Follow follow : writing.rules().of(dependent.type()).follows()) {
      Optional.ofNullable(dependent.links().get(follow.navigation()))
          .filter(Followers::isFollowed)
          .filter(link -> dependents.contains(link.pairs().get(0).source()))
          .flatMap(link -> column(dependent, follow.property()))
          .ifPresent(column -> all.put(column, follow));
    }
    return all;
  }

  /** The columns that the entities of cells have to bring. */
  static List<Column> sources(List<Cell> cells) {
    List<Column> columns = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.value() instanceof Cell.Of of) {
        columns.add(of.column());
      } else if (cell.value() instanceof Cell.First first) {
        first.values().forEach(of -> columns.add(of.column()));
      }
    }
    return columns;
  }
}
