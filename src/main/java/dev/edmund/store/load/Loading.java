package dev.edmund.store.load;

import dev.edmund.request.payload.Documents;
import dev.edmund.store.Batches;

/** What takes the values of one file. */
record Loading(
    Target target, Batches batches, Documents documents, Streams streams, Stored stored) {

  /** What takes them where all entities are new. */
  Loading(Target target, Batches batches, Documents documents, Streams streams) {
    this(target, batches, documents, streams, Stored.NONE);
  }
}
