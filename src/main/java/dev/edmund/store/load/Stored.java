package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.At;
import java.util.List;
import java.util.Optional;

/** What the database has already, where entities may be changed as well as added. */
interface Stored {
  /** Has nothing: every entity is a new one. */
  Stored NONE =
      new Stored() {
        @Override
        public int together() {
          return 1;
        }

        @Override
        public void expect(EntityStorage declared, Where where, List<At> objects) {}

        @Override
        public Optional<Found> find(EntityStorage declared, Where where, At at) {
          return Optional.empty();
        }

        @Override
        public void change(Found found, Row row, At at) {
          throw new IllegalStateException("Nothing is found, so nothing changes");
        }

        @Override
        public void remove(Found found) {
          throw new IllegalStateException("Nothing is found, so nothing is removed");
        }

        @Override
        public void erase(Column owner, long rowId) {
          throw new IllegalStateException("Nothing is found, so nothing is erased");
        }
      };

  /**
   * An entity that is there.
   *
   * @param row all its cells, as they are
   * @param replaced whether it is to be replaced, not changed
   */
  record Found(TypeLayout layout, long rowId, Row row, boolean replaced) {}

  /** How many entities are best looked for together. */
  int together();

  /** Prepares that the entities are looked for which objects stand for. */
  void expect(EntityStorage declared, Where where, List<At> objects);

  /** The entity that an object stands for, by its key. */
  Optional<Found> find(EntityStorage declared, Where where, At at);

  /** Writes the cells in which a row differs from what was found. */
  void change(Found found, Row row, At at);

  /** Removes the entity's own rows; what it contains, and what refers to it, stays. */
  void remove(Found found);

  /** Removes the rows that hang on a row. */
  void erase(Column owner, long rowId);
}
