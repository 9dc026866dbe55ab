package dev.edmund.processor;

import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.plan.Plan;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Rows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entity as it was read.
 *
 * @param path its URL, relative to the service root; null where it was not asked for
 */
record EntityContent(JsonBuffer content, @Nullable String etag, @Nullable String path) {
  private static final int ENTITY_BYTES = 4096;

  /**
   * Reads the entity of a plan; empty where there is none.
   *
   * @param located whether its URL is wanted
   */
  static Optional<EntityContent> read(
      ReadSession session, EntityRead read, JsonOptions options, boolean located) {
    return read(session, read, read.compiled().one(read.plan(), options), options, located);
  }

  /** The same where it is known what reads and writes it. */
  static Optional<EntityContent> read(
      ReadSession session,
      EntityRead read,
      Compiled.One one,
      JsonOptions options,
      boolean located) {
    Rows found = one.rows(session, read.values(), read.compiled().dialect());
    return written(found, read.plan(), one.packed().writer(), options, located);
  }

  /**
   * The entity of a plan whose columns are known; empty where there is none.
   *
   * @param found what the query of the plan would give; closed then
   */
  static Optional<EntityContent> written(
      Rows found, EntityRead read, JsonOptions options, boolean located) {
    EntityWriter writer = read.compiled().writer(read.plan(), options);
    return written(found, read.plan(), writer, options, located);
  }

  private static Optional<EntityContent> written(
      Rows found, Plan.Entity plan, EntityWriter writer, JsonOptions options, boolean located) {
    try (Rows rows = found) {
      if (!rows.next()) {
        return Optional.empty();
      }
      JsonBuffer out = new JsonBuffer(ENTITY_BYTES);
      out.raw('{');
      if (options.metadata() != JsonOptions.Metadata.NONE) {
        out.context(options.serviceRoot() + "$metadata#" + plan.context());
      }
      writer.members(rows, out);
      out.raw('}');
      String path = located ? writer.path(rows) : null;
      return Optional.of(new EntityContent(out, writer.etag(rows), path));
    }
  }
}
