package dev.edmund.store.write;

import dev.edmund.model.reaction.Reactions;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a change has touched and that the model has reactions for, with what they held
 * before it.
 */
final class Touched {
  private final Reactions reactions;
  private final Set<FullQualifiedName> concerned;
  private final Map<Place, Touch> touches = new LinkedHashMap<>();
  private boolean aside;

  /** Where a row is, whatever it is seen as. */
  record Place(String root, long rowId) {
    static Place of(Entity entity) {
      return new Place(entity.type().root().name(), entity.rowId());
    }
  }

  /**
   * An entity that was touched.
   *
   * @param before what its columns held; empty for one that was created
   */
  record Touch(Entity entity, TypeReactions reactions, Map<Column, Optional<Object>> before) {}

  /**
   * Nothing yet.
   *
   * @param concerned as {@link #concerned(Reactions, Storage)} has it
   */
  Touched(Reactions reactions, Set<FullQualifiedName> concerned) {
    this.reactions = reactions;
    this.concerned = concerned;
  }

  /** The types that have reactions, and those which entities of these types may be seen as. */
  static Set<FullQualifiedName> concerned(Reactions reactions, Storage storage) {
    Set<FullQualifiedName> concerned = new HashSet<>();
    for (FullQualifiedName name : reactions.types().keySet()) {
      for (FullQualifiedName at = name; at != null; at = storage.require(at).base()) {
        concerned.add(at);
      }
    }
    return Set.copyOf(concerned);
  }

  /** What the model has for an entity; it may ask the entity for its type. */
  Optional<TypeReactions> reactions(Entity entity, Entities entities) {
    EntityStorage type = entity.type();
    if (!concerned.contains(type.name())) {
      return Optional.empty();
    }
    return reactions.of(type.derived().isEmpty() ? type.name() : entities.actual(entity).name());
  }

  /** An entity was added. */
  void created(Entity entity, TypeReactions of) {
    if (!aside && of.isAboutNew()) {
      touches.putIfAbsent(Place.of(entity), new Touch(entity, of, Map.of()));
    }
  }

  /** An entity is going to be changed, if it is there. */
  void changing(Entity entity, TypeReactions of, Entities entities) {
    Place place = Place.of(entity);
    if (!aside && of.isAboutAll() && !touches.containsKey(place)) {
      entities
          .columns(entity, of.columns())
          .ifPresent(before -> touches.put(place, new Touch(entity, of, before)));
    }
  }

  /** Does work that the server does of its own accord, which there is no reaction to. */
  void aside(Runnable work) {
    boolean outer = aside;
    aside = true;
    try {
      work.run();
    } finally {
      aside = outer;
    }
  }

  /** The touch of a row that has been touched and not been taken yet. */
  @Nullable Touch pending(Place place) {
    return touches.get(place);
  }

  /** Takes the entities that were touched, in that order, until there are none. */
  Optional<Touch> take() {
    List<Place> first = touches.keySet().stream().limit(1).toList();
    return first.isEmpty() ? Optional.empty() : Optional.ofNullable(touches.remove(first.get(0)));
  }
}
