package dev.edmund.plan.write;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.query.Query;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** One step of a change. Steps are taken in order, in one transaction; slots connect them. */
public sealed interface Step {

  <R> R accept(Visitor<R> visitor);

  /**
   * Looks for a row and holds it, so that it does not change until the transaction ends.
   *
   * @param query at most one row: its row id, then {@code columns}
   * @param columns what later steps take from the row
   * @param missing the error where there is no row; null where later steps choose
   * @param condition what the request says about the state of the row
   * @param changed whether the row will change; else it only has to stay
   * @param version the one of {@code columns} that the condition is about, as that of a stream is;
   *     null for the version of the entity
   */
  record Find(
      Slot slot,
      Query query,
      List<Column> columns,
      @Nullable Refusal missing,
      Precondition condition,
      boolean changed,
      @Nullable Column version)
      implements Step {
    public Find {
      columns = List.copyOf(columns);
    }

    /** A condition on the entity. */
    public Find(
        Slot slot,
        Query query,
        List<Column> columns,
        @Nullable Refusal missing,
        Precondition condition,
        boolean changed) {
      this(slot, query, columns, missing, condition, changed, null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.find(this);
    }
  }

  /**
   * Adds an entity of exactly the slot's type: a row in each table of its hierarchy.
   *
   * @param container what the container column holds, where the type has one
   * @param owner the entity that contains it; null where none does
   * @param cells the columns that get a value; all others are null, the version is the first
   */
  record Insert(Slot slot, String container, @Nullable Slot owner, List<Cell> cells)
      implements Step {
    public Insert {
      cells = List.copyOf(cells);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insert(this);
    }
  }

  /** Changes columns of an entity, and its version, also where there are no cells. */
  record Update(Slot slot, List<Cell> cells) implements Step {
    public Update {
      cells = List.copyOf(cells);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.update(this);
    }
  }

  /**
   * Removes an entity, and what {@code OnDelete} and containment say goes with it (CSDL XML, 8.6).
   */
  record Delete(Slot slot) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delete(this);
    }
  }

  /**
   * Gives a collection of values new members.
   *
   * @param append whether the old members stay, in front
   */
  record Members(Slot slot, PropertyStorage.Values property, List<List<Cell>> rows, boolean append)
      implements Step {
    public Members {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.members(this);
    }
  }

  /**
   * Changes or removes items of a collection of values.
   *
   * @param index of one item, negative ones from the end; null for all
   * @param cells null where the item goes
   * @param within what must not be null in the item
   */
  record Items(
      Slot slot,
      PropertyStorage.Values property,
      @Nullable Long index,
      @Nullable List<Cell> cells,
      List<Column> within)
      implements Step {
    public Items {
      cells = cells == null ? null : List.copyOf(cells);
      within = List.copyOf(within);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.items(this);
    }
  }

  /**
   * Adds an item to a collection of values.
   *
   * @param index that it has then; negative ones from the end
   */
  record InsertItem(Slot slot, PropertyStorage.Values property, long index, List<Cell> row)
      implements Step {
    public InsertItem {
      row = List.copyOf(row);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertItem(this);
    }
  }

  /**
   * Counts the items of a collection of values.
   *
   * @param check throws where there must not be so many
   */
  record Count(Slot slot, PropertyStorage.Values property, LongConsumer check) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  /**
   * Writes a stream, or removes it.
   *
   * @param content null where the stream is to be null
   */
  record Content(Slot slot, PropertyStorage.Stream property, @Nullable Bytes content)
      implements Step {
    /**
     * The bytes of a stream.
     *
     * @param open gives them; called once, when they are written
     */
    public record Bytes(String contentType, Supplier<InputStream> open) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.content(this);
    }
  }

  /**
   * Relates two entities. What a navigation property that leads to one entity led to before, it
   * leads to no longer.
   */
  record Tie(Slot source, Link link, Slot target) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tie(this);
    }
  }

  /** The same for a navigation property that leads to entities of any type. */
  record TieAny(Slot source, AnyLink link, Slot target) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tieAny(this);
    }
  }

  /**
   * Ends that two entities are related.
   *
   * @param target null for all that the navigation property leads to
   * @param kept entities that stay related, where {@code target} is null. Others that the
   *     navigation property contains are removed
   * @param required the error where an entity other than {@code kept} is related; null where that
   *     ends
   */
  record Untie(
      Slot source, Link link, @Nullable Slot target, List<Slot> kept, @Nullable Refusal required)
      implements Step {
    public Untie {
      kept = List.copyOf(kept);
    }

    /** Where it may end. */
    public Untie(Slot source, Link link, @Nullable Slot target, List<Slot> kept) {
      this(source, link, target, kept, null);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.untie(this);
    }
  }

  /** The same for a navigation property that leads to entities of any type. */
  record UntieAny(Slot source, AnyLink link, @Nullable Slot target, List<Slot> kept)
      implements Step {
    public UntieAny {
      kept = List.copyOf(kept);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.untieAny(this);
    }
  }

  /**
   * Goes on only where the values of an entity fulfil a condition.
   *
   * @param columns what the condition reads, by the paths of the properties
   */
  record Require(
      Slot slot,
      Map<String, Column> columns,
      Predicate<Function<String, Optional<Object>>> condition,
      Refusal refusal)
      implements Step {
    public Require {
      columns = Map.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.require(this);
    }
  }

  /**
   * Goes on only where something is allowed to be done to an entity.
   *
   * @param query has a row where it is; its parameter is the row id
   */
  record Allow(Slot slot, Query query, Refusal refusal) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.allow(this);
    }
  }

  /** Goes on by whether a row was found. */
  record Choose(Slot slot, List<Step> found, List<Step> missing) implements Step {
    public Choose {
      found = List.copyOf(found);
      missing = List.copyOf(missing);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choose(this);
    }
  }

  /** Goes on by the type that the entity has. */
  record ByType(Slot slot, Map<FullQualifiedName, List<Step>> steps) implements Step {
    public ByType {
      steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.byType(this);
    }
  }

  /**
   * Takes steps for each of many rows.
   *
   * @param query their row ids
   * @param each the slot that holds one row after the other
   */
  record ForEach(Slot each, Query query, List<Step> steps) implements Step {
    public ForEach {
      steps = List.copyOf(steps);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forEach(this);
    }
  }

  /** What can be done to a step. */
  interface Visitor<R> {
    R find(Find s);

    R insert(Insert s);

    R update(Update s);

    R delete(Delete s);

    R members(Members s);

    R items(Items s);

    R insertItem(InsertItem s);

    R count(Count s);

    R content(Content s);

    R tie(Tie s);

    R tieAny(TieAny s);

    R untie(Untie s);

    R untieAny(UntieAny s);

    R require(Require s);

    R allow(Allow s);

    R choose(Choose s);

    R byType(ByType s);

    R forEach(ForEach s);
  }
}
