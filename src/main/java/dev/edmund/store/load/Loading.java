package dev.edmund.store.load;

import dev.edmund.request.payload.Documents;
import dev.edmund.store.Batches;
import java.util.Optional;

/**
 * What takes the values of one file.
 *
 * @param keys makes those that are not given; empty where all have to be
 */
record Loading(
    Target target,
    Batches batches,
    Documents documents,
    Streams streams,
    Stored stored,
    Optional<MadeKeys> keys) {

  /** What takes them where all entities are new. */
  Loading(Target target, Batches batches, Documents documents, Streams streams) {
    this(target, batches, documents, streams, Stored.NONE, Optional.empty());
  }
}
