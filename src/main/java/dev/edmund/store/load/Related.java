package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.Members;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.jdbi.v3.core.Handle;

/**
 * Entities that stand inside of others without being contained in them, as {@code $expand} answers
 * them. When all files are read, each is found by its key or else added to its set.
 */
final class Related {
  private final Target target;
  private final Binder binder;
  private final RelatedSets sets;
  private final Deque<Inline> waiting = new ArrayDeque<>();

  Related(Edm edm, Target target, Binder binder) {
    this.target = target;
    this.binder = binder;
    this.sets = new RelatedSets(edm, target);
  }

  /**
   * One such entity.
   *
   * @param source what it is related to, {@code rowId} in the table of its type
   * @param where that is
   */
  record Inline(EntityStorage source, long rowId, Link link, Where where, At at) {}

  void add(Inline inline) {
    waiting.add(inline);
  }

  /**
   * Finds or adds all of them, also those that the added ones bring.
   *
   * @param entities reads those that are added
   * @param flush sends what waits in batches
   */
  int resolveAll(Handle handle, EntityReader entities, Runnable flush) {
    KeyIndex index = new KeyIndex(handle, target);
    int done = 0;
    while (!waiting.isEmpty()) {
      Inline inline = waiting.remove();
      EdmBindingTarget set = sets.of(inline.where, inline.link, inline.at);
      long row = row(inline, set, entities, index, flush);
      binder.add(
          new Binder.Bind(inline.source, inline.rowId, inline.link, "the entity", row, inline.at));
      done++;
    }
    return done;
  }

  private long row(
      Inline inline, EdmBindingTarget set, EntityReader entities, KeyIndex index, Runnable flush) {
    String container = target.storage().containers().getOrDefault(set.getName(), "");
    EntityStorage declared = target.storage().require(inline.link.target());
    EntityStorage type = entities.type(declared, Members.of(inline.at), inline.at);
    Optional<List<Object>> key = KeyPart.values(type, inline.at.value(), target);
    Optional<Long> found = key.flatMap(k -> index.find(type, container, k, flush));
    if (found.isPresent()) {
      return found.get();
    }
    Where where = new Where(container, EntityStorage.NO_OWNER, set, "");
    long row = entities.read(inline.at, declared, where);
    key.ifPresent(k -> index.add(type, container, k, row));
    return row;
  }
}
