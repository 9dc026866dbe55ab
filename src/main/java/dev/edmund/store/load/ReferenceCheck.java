package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.BoundSql;
import dev.edmund.sql.CheckSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Looks for values of dependent properties that no entity has in its principal property. */
final class ReferenceCheck {
  private final Handle handle;
  private final Target target;
  private final CheckSql sql;

  ReferenceCheck(Handle handle, Target target) {
    this.handle = handle;
    this.target = target;
    this.sql = new CheckSql(target.dialect());
  }

  private record Found(long rowId, String values) {}

  /**
   * Checks every link whose target is told by values.
   *
   * @return how many there are
   */
  int checkAll(Progress progress) {
    Collection<EntityStorage> types = target.storage().entities().values();
    int done = 0;
    int links = 0;
    for (EntityStorage type : types) {
      progress.step("references", done++, types.size());
      for (Link link : type.links().values()) {
        // A collection may be empty.
        if (!link.collection() && link.constrained() && isOwn(type, link)) {
          check(type, link);
          links++;
        }
      }
    }
    progress.step("references", done, types.size());
    return links;
  }

  private boolean isOwn(EntityStorage type, Link link) {
    return type.base() == null
        || !target.storage().require(type.base()).links().containsKey(link.name());
  }

  private void check(EntityStorage type, Link link) {
    EntityStorage principal = target.storage().require(link.target());
    BoundSql unresolved = sql.unresolved(link, type.rowId(), principal.rowId());
    Query query = handle.createQuery(unresolved.text());
    for (int i = 0; i < unresolved.binds().size(); i++) {
      query.bind(i, unresolved.binds().get(i));
    }
    Optional<Found> found =
        query
            .map(
                (rows, context) -> {
                  List<String> values = new ArrayList<>();
                  for (int i = 0; i < link.pairs().size(); i++) {
                    values.add(rows.getString(i + 2));
                  }
                  return new Found(rows.getLong(1), String.join(", ", values));
                })
            .findFirst();
    if (found.isPresent()) {
      throw problem(type, link, found.get());
    }
  }

  private DataException problem(EntityStorage type, Link link, Found found) {
    List<String> dependent = new ArrayList<>();
    List<String> principal = new ArrayList<>();
    for (EdmReferentialConstraint constraint : link.property().getReferentialConstraints()) {
      dependent.add(constraint.getPropertyName());
      principal.add(constraint.getReferencedPropertyName());
    }
    if (dependent.isEmpty()) {
      link.pairs().forEach(pair -> dependent.add(pair.source().name()));
      link.pairs().forEach(pair -> principal.add(pair.target().name()));
    }
    return target
        .origins()
        .of(type.root().name(), found.rowId())
        .problem(
            String.join(", ", dependent),
            "no "
                + link.target().getName()
                + " has "
                + String.join(", ", principal)
                + " "
                + found.values());
  }
}
