package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.plan.Caller;
import dev.edmund.plan.rules.Default;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a value comes from that the server puts into a column of a new entity. */
sealed interface Origin {
  /**
   * The value for another entity; empty where this origin cannot tell.
   *
   * @param first what the entity got that was planned
   */
  Optional<Cell.Source> source(Cell.Source first, Instant now, @Nullable Caller caller);

  /** The same for all entities. */
  record Same() implements Origin {
    @Override
    public Optional<Cell.Source> source(Cell.Source first, Instant now, @Nullable Caller caller) {
      return Optional.of(first);
    }
  }

  /** Made for each entity. */
  record Made(Default made) implements Origin {
    @Override
    public Optional<Cell.Source> source(Cell.Source first, Instant now, @Nullable Caller caller) {
      return made.value(now).map(Cell.Given::new);
    }
  }

  /** Told by the caller: who it is, or on whose behalf. */
  record Told(Default made, Collection<Column> referenced) implements Origin {
    @Override
    public Optional<Cell.Source> source(Cell.Source first, Instant now, @Nullable Caller caller) {
      return caller == null
          ? Optional.empty()
          : Optional.of(Writing.told(made, caller, referenced));
    }
  }

  /** Followed from the caller, which a link leads to. */
  record OfCaller(Default leading, Column target, List<Column> columns) implements Origin {
    @Override
    public Optional<Cell.Source> source(Cell.Source first, Instant now, @Nullable Caller caller) {
      return caller != null
              && Writing.told(leading, caller, List.of(target)) instanceof Cell.Given given
              && caller.is(target, given.value())
          ? Optional.of(Cell.given(caller.first(columns)))
          : Optional.empty();
    }
  }
}
