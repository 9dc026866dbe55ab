package dev.edmund.plan.write;

import java.util.List;

/** What a request says about the state of the entity that it changes (Part 1, 8.2.4 and 8.2.5). */
public sealed interface Precondition {

  /** Whatever the state. */
  Precondition NONE = new Any();

  <R> R accept(Visitor<R> visitor);

  /** Nothing is said. */
  record Any() implements Precondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.any(this);
    }
  }

  /**
   * {@code If-Match}: the entity has one of these versions.
   *
   * @param versions as {@link dev.edmund.model.storage.Values} makes them; ETags of no version are
   *     left out
   */
  record Match(List<Object> versions) implements Precondition {
    public Match {
      versions = List.copyOf(versions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.match(this);
    }
  }

  /** {@code If-Match: *}: there is an entity. */
  record Exists() implements Precondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.exists(this);
    }
  }

  /** {@code If-None-Match: *}: there is no entity. */
  record Missing() implements Precondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.missing(this);
    }
  }

  /** {@code If-None-Match} with versions: the entity has none of them. */
  record Differs(List<Object> versions) implements Precondition {
    public Differs {
      versions = List.copyOf(versions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.differs(this);
    }
  }

  /** What can be done to a precondition. */
  interface Visitor<R> {
    R any(Any p);

    R match(Match p);

    R exists(Exists p);

    R missing(Missing p);

    R differs(Differs p);
  }
}
