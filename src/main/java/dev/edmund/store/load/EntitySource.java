package dev.edmund.store.load;

import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.JsonValue;

/** Entities that come from elsewhere than files. */
@FunctionalInterface
public interface EntitySource {
  /** Has none. */
  EntitySource NONE = sink -> {};

  /** Gives all entities to the sink, one after the other. */
  void send(Sink sink);

  /** Takes entities as the JSON that a data file would have for them. */
  @FunctionalInterface
  interface Sink {

    /**
     * Adds one entity with all that it contains. References, and entities it is related to, are
     * followed when all are in.
     *
     * @param name of the entity set or singleton
     * @throws DataException when the entity does not fit the model
     */
    void accept(String name, JsonValue entity);
  }
}
