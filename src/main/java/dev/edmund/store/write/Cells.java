package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.plan.write.Cell;
import dev.edmund.request.payload.DocumentPatch;
import dev.edmund.sql.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns the cells of a plan into what the database gets. */
record Cells(Entities entities, Slots slots) {

  /** Those of a row that is new. */
  List<Assignment> all(List<Cell> cells) {
    return ofRow(cells, column -> Optional.empty());
  }

  /** Those of an entity that is there. */
  List<Assignment> all(List<Cell> cells, Entity entity) {
    return ofRow(cells, column -> entities.value(entity, column));
  }

  /**
   * Those of any row.
   *
   * @param old what its columns hold
   */
  List<Assignment> ofRow(List<Cell> cells, Function<Column, Optional<Object>> old) {
    return cells.stream()
        .flatMap(cell -> cell.value().accept(new Maker(this, cell, old)).stream())
        .toList();
  }

  private record Maker(Cells around, Cell cell, Function<Column, Optional<Object>> old)
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
      return Optional.of(assigned(value(s)));
    }

    @Override
    public Optional<Assignment> first(Cell.First s) {
      return Optional.of(assigned(s.values().stream().flatMap(v -> value(v).stream()).findFirst()));
    }

    private Optional<Object> value(Cell.Of s) {
      return around.entities.value(around.slots.require(s.slot()), s.column());
    }

    private Assignment assigned(Optional<Object> stored) {
      return stored
          .map(value -> Assignment.of(cell.column(), value))
          .orElseGet(() -> Assignment.nothing(cell.column()));
    }

    @Override
    public Optional<Assignment> patched(Cell.Patched s) {
      return Optional.of(
          DocumentPatch.apply(
                  s.change(), old.apply(cell.column()).map(Object::toString).orElse(null))
              .map(text -> around.entities.dialect().encode(cell.column().type(), text))
              .map(value -> Assignment.of(cell.column(), value))
              .orElseGet(() -> Assignment.nothing(cell.column())));
    }

    @Override
    public Optional<Assignment> fresh(Cell.Fresh s) {
      return old.apply(s.presence()).isPresent()
          ? Optional.empty()
          : s.value().accept(new Maker(around, new Cell(cell.column(), s.value()), old));
    }

    @Override
    public Optional<Assignment> next(Cell.Next s) {
      return Optional.of(Assignment.next(cell.column()));
    }
  }
}
