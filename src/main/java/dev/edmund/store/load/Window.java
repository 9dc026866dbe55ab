package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.At;
import java.util.ArrayList;
import java.util.List;

/** Has entities of a file wait for each other, so that they are looked for together. */
final class Window {
  /** Entities may be large; memory must not grow with them. */
  private static final long MOST_CHARS = 1 << 20;

  private final EntityReader entities;
  private final EntityStorage declared;
  private final Where where;
  private final List<At> waiting = new ArrayList<>();
  private long chars;

  Window(EntityReader entities, EntityStorage declared, Where where) {
    this.entities = entities;
    this.declared = declared;
    this.where = where;
  }

  /**
   * Reads an entity, now or with others behind it.
   *
   * @param length of its text
   */
  void add(At at, long length) {
    waiting.add(at);
    chars += length;
    if (waiting.size() >= entities.stored().together() || chars >= MOST_CHARS) {
      flush();
    }
  }

  /** Reads those that wait. */
  void flush() {
    List<At> all = List.copyOf(waiting);
    waiting.clear();
    chars = 0;
    entities.stored().expect(declared, where, all);
    all.forEach(at -> entities.read(at, declared, where));
  }
}
