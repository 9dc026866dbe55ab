package dev.edmund.store.write;

import dev.edmund.plan.write.Cell;
import dev.edmund.sql.Assignment;
import java.util.List;

/** Turns the cells of a plan into what the database gets. */
record Cells(Entities entities, Slots slots) {

  List<Assignment> all(List<Cell> cells) {
    return cells.stream().map(cell -> cell.value().accept(new Maker(this, cell))).toList();
  }

  private record Maker(Cells around, Cell cell) implements Cell.Visitor<Assignment> {
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
    public Assignment next(Cell.Next s) {
      return Assignment.next(cell.column());
    }
  }
}
