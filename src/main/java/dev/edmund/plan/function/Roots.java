package dev.edmund.plan.function;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Distant;
import dev.edmund.plan.operand.Drawn;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Term;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmSingleton;

/** The sets and singletons of the service in expressions (Part 2, 5.1.1.14.5). */
public final class Roots {
  private Roots() {}

  /** A set is its members, a singleton the one that there is. */
  public static Operand operand(EdmBindingTarget target, Storage storage, QueryBuilder builder) {
    EntityStorage entity =
        storage
            .of(target.getEntityType())
            .orElseThrow(
                () ->
                    ODataException.notImplemented(
                        "Storage of the type " + target.getEntityType().getName(),
                        target.getName()));
    return target instanceof EdmSingleton
        ? Distant.found(all(target, entity, storage, builder), builder)
        : new Drawn(
            () -> {
              EntityAlias all = all(target, entity, storage, builder);
              return new Operand.Ranged(all.builder(), new Operand.Entity(all));
            });
  }

  private static EntityAlias all(
      EdmBindingTarget target, EntityStorage entity, Storage storage, QueryBuilder builder) {
    EntityAlias all = EntityAlias.all(builder, storage, entity);
    Column container = entity.container();
    if (container != null) {
      String id = storage.containers().getOrDefault(target.getName(), "");
      all.builder()
          .where(EntityAlias.equal(all.column(container), new Term.Bind(id, ColumnType.TEXT)));
    }
    return all;
  }
}
