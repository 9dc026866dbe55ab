package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.write.Precondition;
import dev.edmund.plan.write.Refusal;
import dev.edmund.plan.write.Step;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the steps of one plan. */
final class StepTaker implements Step.Visitor<Boolean> {
  private final Entities entities;
  private final Slots slots;
  private final Cells cells;
  private final LinkChanges links;
  private final AnyLinkChanges anyLinks;
  private final ValueChanges values;

  StepTaker(Entities entities, Slots slots) {
    this.entities = entities;
    this.slots = slots;
    this.cells = new Cells(entities, slots);
    this.links = new LinkChanges(entities, slots, this::delete);
    this.anyLinks = new AnyLinkChanges(entities, slots);
    this.values = new ValueChanges(entities);
  }

  void takeAll(List<Step> steps) {
    steps.forEach(step -> step.accept(this));
  }

  @Override
  public Boolean find(Step.Find s) {
    Dialect.Hold hold =
        s.changed()
            ? Dialect.Hold.CHANGE
            : s.condition().equals(Precondition.NONE) ? Dialect.Hold.ROW : Dialect.Hold.STATE;
    Entity found = null;
    try (Rows rows = entities.session().query(entities.sql().find(s.query(), hold))) {
      if (rows.next() && rows.value(0) instanceof Long rowId) {
        found = slots.at(s.slot().type(), rowId);
        for (int i = 0; i < s.columns().size(); i++) {
          found.known().put(s.columns().get(i), Optional.ofNullable(rows.value(i + 1)));
        }
      }
    }
    Refusal refusal = s.missing();
    if (found == null && refusal != null) {
      throw refusal.exception();
    }
    Entity entity = found;
    conditions(s, entity).require(s.condition());
    if (entity == null) {
      slots.putNone(s.slot());
      return false;
    }
    if (!s.condition().equals(Precondition.NONE)) {
      entity.makeConditional();
    }
    slots.put(s.slot(), entity);
    return true;
  }

  /** What has a version of its own is there when it has one, as the stream of an entity. */
  private Conditions conditions(Step.Find s, @Nullable Entity entity) {
    Column own = s.version();
    if (entity == null || own == null) {
      return new Conditions(
          entity != null, () -> entity == null ? null : version(entity, entities.version(entity)));
    }
    Object version = version(entity, own);
    return new Conditions(version != null, () -> version);
  }

  private @Nullable Object version(Entity entity, Column column) {
    return entities
        .value(entity, column)
        .map(stored -> entities.dialect().decode(column.type(), stored))
        .orElse(null);
  }

  @Override
  public Boolean insert(Step.Insert s) {
    long owner = s.owner() == null ? EntityStorage.NO_OWNER : slots.require(s.owner()).rowId();
    Entity entity =
        entities.insert(slots, s.slot().type(), s.container(), owner, cells.all(s.cells()));
    slots.put(s.slot(), entity);
    return true;
  }

  @Override
  public Boolean update(Step.Update s) {
    Entity entity = slots.require(s.slot());
    entities.change(entity, cells.all(s.cells(), entity));
    return true;
  }

  @Override
  public Boolean delete(Step.Delete s) {
    delete(slots.require(s.slot()));
    return true;
  }

  private void delete(Entity entity) {
    delete(entity.type(), List.of(entity.rowId()));
  }

  private void delete(EntityStorage type, List<Long> rowIds) {
    new Deletion(entities, slots).delete(type, rowIds);
  }

  @Override
  public Boolean members(Step.Members s) {
    List<List<Assignment>> rows = s.rows().stream().map(cells::all).toList();
    values.members(slots.require(s.slot()), s.property(), rows, s.append());
    return true;
  }

  @Override
  public Boolean items(Step.Items s) {
    values.items(slots.require(s.slot()), s, cells);
    return true;
  }

  @Override
  public Boolean insertItem(Step.InsertItem s) {
    values.insert(slots.require(s.slot()), s.property(), s.index(), cells.all(s.row()));
    return true;
  }

  @Override
  public Boolean count(Step.Count s) {
    s.check().accept(values.size(slots.require(s.slot()), s.property()));
    return true;
  }

  @Override
  public Boolean content(Step.Content s) {
    values.content(slots.require(s.slot()), s.property(), s.content());
    return true;
  }

  @Override
  public Boolean tie(Step.Tie s) {
    links.tie(slots.require(s.source()), s.link(), slots.require(s.target()));
    return true;
  }

  @Override
  public Boolean tieAny(Step.TieAny s) {
    anyLinks.tie(slots.require(s.source()), s.link(), slots.require(s.target()));
    return true;
  }

  @Override
  public Boolean untie(Step.Untie s) {
    Entity target = s.target() == null ? null : slots.require(s.target());
    List<Entity> kept = s.kept().stream().map(slots::require).toList();
    links.untie(slots.require(s.source()), s.link(), target, kept, s.required());
    return true;
  }

  @Override
  public Boolean untieAny(Step.UntieAny s) {
    Entity target = s.target() == null ? null : slots.require(s.target());
    List<Entity> kept = s.kept().stream().map(slots::require).toList();
    anyLinks.untie(slots.require(s.source()), s.link(), target, kept);
    return true;
  }

  @Override
  public Boolean require(Step.Require s) {
    Entity entity = slots.require(s.slot());
    boolean holds =
        s.condition()
            .test(
                path -> {
                  Column column = s.columns().get(path);
                  return column == null
                      ? Optional.empty()
                      : entities
                          .value(entity, column)
                          .map(stored -> entities.dialect().decode(column.type(), stored));
                });
    if (!holds) {
      throw s.refusal().exception();
    }
    return true;
  }

  @Override
  public Boolean allow(Step.Allow s) {
    long rowId = slots.require(s.slot()).rowId();
    Statement asked = ReadSql.render(s.query(), entities.dialect()).given(List.of(rowId));
    try (Rows rows = entities.session().query(asked)) {
      if (!rows.next()) {
        throw s.refusal().exception();
      }
    }
    return true;
  }

  @Override
  public Boolean choose(Step.Choose s) {
    boolean found = slots.find(s.slot()).isPresent();
    takeAll(found ? s.found() : s.missing());
    return found;
  }

  @Override
  public Boolean byType(Step.ByType s) {
    EntityStorage actual = entities.actual(slots.require(s.slot()));
    List<Step> steps = s.steps().get(actual.name());
    if (steps == null) {
      throw new IllegalStateException("The plan has nothing for " + actual.name());
    }
    takeAll(steps);
    return true;
  }

  @Override
  public Boolean forEach(Step.ForEach s) {
    List<Long> rowIds = entities.rowIds(entities.sql().find(s.query(), Dialect.Hold.CHANGE));
    if (s.steps().equals(List.of(new Step.Delete(s.each())))) {
      delete(s.each().type(), rowIds);
      return true;
    }
    for (long rowId : rowIds) {
      slots.put(s.each(), slots.at(s.each().type(), rowId));
      takeAll(s.steps());
    }
    return true;
  }
}
