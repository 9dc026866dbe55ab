package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An entity that a change is about, with what is known of it; one for all slots that it is in. */
final class Entity {
  private final EntityStorage type;
  private final long rowId;
  private final boolean created;
  private final Map<Column, Optional<Object>> known = new HashMap<>();
  private boolean conditional;
  private boolean versioned;
  private long whole = -1;

  /**
   * @param type what it is seen as
   * @param created whether the change adds it
   */
  Entity(EntityStorage type, long rowId, boolean created) {
    this.type = type;
    this.rowId = rowId;
    this.created = created;
    this.versioned = created;
  }

  EntityStorage type() {
    return type;
  }

  long rowId() {
    return rowId;
  }

  boolean created() {
    return created;
  }

  /** What columns hold, as far as they were read or written; empty for null. */
  Map<Column, Optional<Object>> known() {
    return known;
  }

  /**
   * All columns of its row are known, and those that are not named are null.
   *
   * @param changes how many there had been when that was so
   */
  void makeWhole(long changes) {
    whole = changes;
  }

  /** Whether all columns are still known after so many changes. */
  boolean isWhole(long changes) {
    return whole == changes;
  }

  /** Whether the request depends on its version. */
  boolean isConditional() {
    return conditional;
  }

  void makeConditional() {
    conditional = true;
  }

  /** Whether its version is that of this change; it changes once. */
  boolean isVersioned() {
    return versioned;
  }

  void makeVersioned() {
    versioned = true;
  }
}
