package dev.edmund.store.generate;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.CheckSql;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which hierarchies are multiplied, by the name of their root table: that of the main type, and
 * those that its polymorphic lookups lead to and that are not small beside it. The others are
 * reference data, such as users and roles.
 *
 * @param main the type of the set that is to grow
 * @param container in which container its rows are, where there are several
 */
record Scope(
    EntityStorage main, Optional<String> container, Map<String, List<EntityStorage>> roots) {
  private static final int SMALL_PERCENT = 5;

  static Scope of(
      Handle handle,
      Storage storage,
      Dialect dialect,
      EntityStorage main,
      Optional<String> container,
      long mainRows) {
    CheckSql sql = new CheckSql(dialect);
    Map<String, List<EntityStorage>> roots = new LinkedHashMap<>();
    roots.put(main.root().name(), hierarchy(storage, main));
    for (Link link : main.links().values()) {
      if (link.guards().stream().anyMatch(Link.Guard::onSource)) {
        EntityStorage target = storage.require(link.target());
        long rows =
            handle.createQuery(sql.count(target.rowId(), Optional.empty())).mapTo(Long.class).one();
        if (rows * 100 >= mainRows * SMALL_PERCENT) {
          roots.computeIfAbsent(target.root().name(), r -> hierarchy(storage, target));
        }
      }
    }
    return new Scope(main, container, roots);
  }

  /** All types that share the root of one, base types first. */
  private static List<EntityStorage> hierarchy(Storage storage, EntityStorage type) {
    List<EntityStorage> types = new ArrayList<>();
    for (EntityStorage other : storage.entities().values()) {
      if (other.root().name().equals(type.root().name())) {
        types.add(other);
      }
    }
    return types;
  }

  boolean multiplies(EntityStorage type) {
    return roots.containsKey(type.root().name());
  }

  boolean isMain(String rootTable) {
    return main.root().name().equals(rootTable);
  }
}
