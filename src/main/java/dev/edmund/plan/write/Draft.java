package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the columns of one row get, and what hangs on the row, while a body is read. */
final class Draft {
  private final Map<Column, Cell.Source> cells = new LinkedHashMap<>();
  private final List<Collection> collections = new ArrayList<>();
  private final List<Stream> streams = new ArrayList<>();
  private final List<Need> needs = new ArrayList<>();
  private final Set<Column> kept = new HashSet<>();
  private final Set<String> released = new HashSet<>();

  /** The members of a collection of values. */
  private record Collection(PropertyStorage.Values property, List<Draft> members) {}

  private record Need(Column presence, Refusal refusal) {}

  private record Stream(PropertyStorage.Stream property, Step.Content.@Nullable Bytes content) {}

  /** Another one that begins with the same. */
  Draft copy() {
    Draft copy = new Draft();
    copy.cells.putAll(cells);
    copy.collections.addAll(collections);
    copy.streams.addAll(streams);
    copy.needs.addAll(needs);
    copy.kept.addAll(kept);
    copy.released.addAll(released);
    return copy;
  }

  void set(Column column, Cell.Source value) {
    cells.put(column, value);
  }

  void set(Column column, Object value) {
    set(column, new Cell.Given(value));
  }

  /** Has columns without a value get those of another draft where a complex value is new. */
  void setFresh(Column presence, Draft parts) {
    parts.cells.forEach(
        (column, value) -> cells.putIfAbsent(column, new Cell.Fresh(presence, value)));
    needs.addAll(parts.needs);
  }

  /**
   * Has a complex value be there already.
   *
   * @param refusal the error where it is not
   */
  void need(Column presence, Refusal refusal) {
    needs.add(new Need(presence, refusal));
  }

  /** What has to hold before the row is changed. */
  List<Step> needed(Slot slot) {
    return needs.stream()
        .<Step>map(
            need ->
                new Step.Require(
                    slot,
                    Map.of(need.presence.name(), need.presence),
                    values -> values.apply(need.presence.name()).isPresent(),
                    need.refusal))
        .toList();
  }

  /** Gives a column a value that is right: the server has it from the data. */
  void keep(Column column, Cell.Source value) {
    set(column, value);
    kept.add(column);
  }

  /** Has two columns get what the other one would. */
  void swap(Column one, Column other) {
    Cell.Source first = cells.getOrDefault(one, new Cell.Nothing());
    cells.put(one, cells.getOrDefault(other, new Cell.Nothing()));
    cells.put(other, first);
  }

  boolean isKept(Column column) {
    return kept.contains(column);
  }

  /** Has a navigation property lead nowhere. */
  void release(String navigation) {
    released.add(navigation);
  }

  boolean isReleased(String navigation) {
    return released.contains(navigation);
  }

  /** What a column gets. */
  Optional<Cell.Source> source(Column column) {
    return Optional.ofNullable(cells.get(column));
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
