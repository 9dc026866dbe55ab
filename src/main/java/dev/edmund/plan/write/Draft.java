package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the columns of one row get, and what hangs on the row, while a body is read. */
final class Draft {
  private final Map<Column, Cell.Source> cells = new LinkedHashMap<>();
  private final List<Collection> collections = new ArrayList<>();
  private final List<Stream> streams = new ArrayList<>();

  /** The members of a collection of values. */
  private record Collection(PropertyStorage.Values property, List<Draft> members) {}

  private record Stream(PropertyStorage.Stream property, Step.Content.@Nullable Bytes content) {}

  /** Another one that begins with the same. */
  Draft copy() {
    Draft copy = new Draft();
    copy.cells.putAll(cells);
    copy.collections.addAll(collections);
    copy.streams.addAll(streams);
    return copy;
  }

  void set(Column column, Cell.Source value) {
    cells.put(column, value);
  }

  void set(Column column, Object value) {
    set(column, new Cell.Given(value));
  }

  void clear(Column column) {
    set(column, new Cell.Nothing());
  }

  boolean has(Column column) {
    return cells.containsKey(column);
  }

  /** Whether a column gets a value that is not null. */
  boolean fills(Column column) {
    Cell.Source value = cells.get(column);
    return value != null && !(value instanceof Cell.Nothing);
  }

  /** Whether a column gets a value, or null, that is known now. */
  boolean isConstant(Column column) {
    Cell.Source value = cells.get(column);
    return value instanceof Cell.Given || value instanceof Cell.Nothing;
  }

  /** The value of the body that a column gets. */
  Optional<Object> given(Column column) {
    return cells.get(column) instanceof Cell.Given given
        ? Optional.of(given.value())
        : Optional.empty();
  }

  void members(PropertyStorage.Values property, List<Draft> members) {
    collections.add(new Collection(property, members));
  }

  void stream(PropertyStorage.Stream property, Step.Content.@Nullable Bytes content) {
    streams.add(new Stream(property, content));
  }

  List<Cell> cells() {
    List<Cell> all = new ArrayList<>();
    cells.forEach((column, value) -> all.add(new Cell(column, value)));
    return all;
  }

  /** What is to be done when the row is there. */
  List<Step> hanging(Slot slot) {
    List<Step> steps = new ArrayList<>();
    for (Collection collection : collections) {
      List<List<Cell>> rows = collection.members.stream().map(Draft::cells).toList();
      steps.add(new Step.Members(slot, collection.property, rows, false));
    }
    streams.forEach(s -> steps.add(new Step.Content(slot, s.property, s.content)));
    return steps;
  }
}
