package dev.edmund.store.load;

import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.sql.CheckSql;
import dev.edmund.store.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.jdbi.v3.core.Handle;

/**
 * Makes singletons that no file gives: a singleton is always there, unless it is nullable (CSDL XML
 * 4.01, 13.3).
 */
final class Singletons {
  private final Edm edm;
  private final Target target;

  Singletons(Edm edm, Target target) {
    this.edm = edm;
    this.target = target;
  }

  /**
   * Adds a row for each singleton that has none. One whose type is abstract, with no type derived
   * from it that is not, or that needs a value which cannot be made up, stays away.
   *
   * @return the names of those added
   */
  List<String> fill(Handle handle, EntityReader entities) {
    List<String> added = new ArrayList<>();
    if (edm.getEntityContainer() != null) {
      for (EdmSingleton singleton : edm.getEntityContainer().getSingletons()) {
        Optional<EntityStorage> type =
            target.storage().of(singleton.getEntityType()).flatMap(this::concrete);
        if (type.isPresent()
            && !Model.isNullable(singleton)
            && !isThere(handle, singleton)
            && add(singleton, type.get(), entities)) {
          added.add(singleton.getName());
        }
      }
    }
    return added;
  }

  private Optional<EntityStorage> concrete(EntityStorage type) {
    return Stream.concat(
            Stream.of(type), type.derived().stream().map(n -> target.storage().require(n)))
        .filter(t -> !t.type().isAbstract())
        .findFirst();
  }

  private boolean isThere(Handle handle, EdmSingleton singleton) {
    EntityStorage declared = target.storage().of(singleton.getEntityType()).orElseThrow();
    Column container = Objects.requireNonNull(declared.container());
    String sql = new CheckSql(target.dialect()).count(declared.rowId(), Optional.of(container));
    return Scalar.number(handle, sql, id(singleton)) > 0;
  }

  private String id(EdmSingleton singleton) {
    return target.storage().containers().getOrDefault(singleton.getName(), "");
  }

  private boolean add(EdmSingleton singleton, EntityStorage type, EntityReader entities) {
    String name = singleton.getName();
    List<String> key =
        type.type().getKeyPropertyRefs().stream().map(EdmKeyPropertyRef::getName).toList();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("@odata.type", JsonValue.string(type.name().toString()));
    members.putAll(new NeutralValues(edm, name).object(type.type(), key).members());
    EntityStorage declared = target.storage().of(singleton.getEntityType()).orElseThrow();
    Where where = new Where(id(singleton), EntityStorage.NO_OWNER, singleton, "");
    try {
      entities.read(new At(name, "", JsonValue.object(members)), declared, where);
      return true;
    } catch (DataException e) {
      return false;
    }
  }
}
