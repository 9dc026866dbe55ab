package dev.edmund.store.write;

import dev.edmund.plan.write.Cell;
import dev.edmund.sql.Assignment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the cells of a plan into what the database gets. */
record Cells(Entities entities, Slots slots) {

  /** Those of a row that is new. */
  List<Assignment> all(List<Cell> cells) {
    return all(cells, null);
  }

  /**
   * Those of a row of an entity.
   *
   * @param entity null where the row is new
   */
  List<Assignment> all(List<Cell> cells, @Nullable Entity entity) {
    return cells.stream()
        .flatMap(cell -> cell.value().accept(new Maker(this, cell, entity)).stream())
        .toList();
  }

  private record Maker(Cells around, Cell cell, @Nullable Entity entity)
      implements Cell.Visitor<Optional<Assignment>> {
    @Override
    public Optional<Assignment> given(Cell.Given s) {
      return Optional.of(
          Assignment.of(
              cell.column(), around.entities.dialect().encode(cell.column().type(), s.value())));
    }

    @Override
    public Optional<Assignment> nothing(Cell.Nothing s) {
      return Optional.of(Assignment.nothing(cell.column()));
    }

    @Override
    public Optional<Assignment> of(Cell.Of s) {
      return Optional.of(
          around
              .entities
              .value(around.slots.require(s.slot()), s.column())
              .map(value -> Assignment.of(cell.column(), value))
              .orElseGet(() -> Assignment.nothing(cell.column())));
    }

    @Override
    public Optional<Assignment> patched(Cell.Patched s) {
      Optional<Object> old =
          entity == null ? Optional.empty() : around.entities.value(entity, cell.column());
      String text = s.patch().apply(old.map(Object::toString).orElse(null));
      return Optional.of(
          Assignment.of(
              cell.column(), around.entities.dialect().encode(cell.column().type(), text)));
    }

    @Override
    public Optional<Assignment> fresh(Cell.Fresh s) {
      boolean there = entity != null && around.entities.value(entity, s.presence()).isPresent();
      return there
          ? Optional.empty()
          : s.value().accept(new Maker(around, new Cell(cell.column(), s.value()), entity));
    }

    @Override
    public Optional<Assignment> next(Cell.Next s) {
      return Optional.of(Assignment.next(cell.column()));
    }
  }
}
