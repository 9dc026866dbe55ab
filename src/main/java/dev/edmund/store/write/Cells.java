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
    return cells.stream().map(cell -> cell.value().accept(new Maker(this, cell, entity))).toList();
  }

  private record Maker(Cells around, Cell cell, @Nullable Entity entity)
      implements Cell.Visitor<Assignment> {
    @Override
    public Assignment given(Cell.Given s) {
      return Assignment.of(
          cell.column(), around.entities.dialect().encode(cell.column().type(), s.value()));
    }

    @Override
    public Assignment nothing(Cell.Nothing s) {
      return Assignment.nothing(cell.column());
    }

    @Override
    public Assignment of(Cell.Of s) {
      return around
          .entities
          .value(around.slots.require(s.slot()), s.column())
          .map(value -> Assignment.of(cell.column(), value))
          .orElseGet(() -> Assignment.nothing(cell.column()));
    }

    @Override
    public Assignment patched(Cell.Patched s) {
      Optional<Object> old =
          entity == null ? Optional.empty() : around.entities.value(entity, cell.column());
      String text = s.patch().apply(old.map(Object::toString).orElse(null));
      return Assignment.of(
          cell.column(), around.entities.dialect().encode(cell.column().type(), text));
    }

    @Override
    public Assignment next(Cell.Next s) {
      return Assignment.next(cell.column());
    }
  }
}
