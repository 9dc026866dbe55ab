package dev.edmund.plan.entity;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Guards;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.Optional;

/** Finds out what a viewer may do with an entity. */
public final class AllowedQueries {
  private AllowedQueries() {}

  /**
   * Has a row where the viewer has all of these rights to the entity whose row id is the parameter;
   * empty where everybody may do everything with entities of the type.
   */
  public static Optional<Query> of(Storage storage, EntityStorage type, long rights) {
    return storage
        .guards()
        .restricting(type)
        .map(
            owned -> {
              EntityAlias entity = unseen(storage, type);
              Term rowId = new Term.Parameter(0, entity.entity().rowId().type());
              entity.builder().where(EntityAlias.equal(entity.rowId(), rowId));
              return allowed(storage, type, owned, entity, rights);
            });
  }

  /** The same for the entity that has a value as its key, which is one property. */
  public static Optional<Query> keyed(
      Storage storage, EntityStorage type, Object key, long rights) {
    return storage
        .guards()
        .restricting(type)
        .map(
            owned -> {
              EntityAlias entity = unseen(storage, type);
              Column column = type.key().get(0);
              Term value = new Term.Bind(key, column.type());
              entity.builder().where(EntityAlias.equal(entity.column(column), value));
              return allowed(storage, type, owned, entity, rights);
            });
  }

  private static EntityAlias unseen(Storage storage, EntityStorage type) {
    return EntityAlias.all(storage.guarded(Guards.NONE), type);
  }

  private static Query allowed(
      Storage storage, EntityStorage type, Guards.Owned owned, EntityAlias entity, long rights) {
    Sight sight = new Sight(storage, entity.builder());
    entity.builder().where(sight.allows(type, owned, entity, rights));
    return entity.builder().exists(entity.rowId());
  }
}
