package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Column;
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
        if (isChecked(type, link)) {
          checkAll(type, link);
          links++;
        }
      }
    }
    progress.step("references", done, types.size());
    return links;
  }

  /** Whether values tell the target of a link, which then has to be there. */
  boolean isChecked(EntityStorage type, Link link) {
    // A collection may be empty.
    return !link.collection() && link.constrained() && isOwn(type, link);
  }

  private boolean isOwn(EntityStorage type, Link link) {
    return type.base() == null
        || !target.storage().require(type.base()).links().containsKey(link.name());
  }

  void checkAll(EntityStorage type, Link link) {
    check(type, link, sql.unresolved(link, type.rowId(), principal(link)));
  }

  /** The same for the rows behind a row id. */
  void checkBehind(EntityStorage type, Link link, long rowId) {
    check(type, link, sql.unresolvedBehind(link, type.rowId(), principal(link), rowId));
  }

  /** The same for the rows with these row ids. */
  void checkAmong(EntityStorage type, Link link, List<Long> rowIds) {
    check(type, link, sql.unresolvedAmong(link, type.rowId(), principal(link), rowIds));
  }

  private Column principal(Link link) {
    return target.storage().require(link.target()).rowId();
  }

  private void check(EntityStorage type, Link link, BoundSql unresolved) {
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
    String reason =
        "no "
            + link.target().getName()
            + " has "
            + String.join(", ", principal)
            + " "
            + found.values();
    return target
        .knownPlace(type.root().name(), found.rowId())
        .map(place -> place.problem(String.join(", ", dependent), reason))
        .orElseGet(
            () ->
                new DataException(
                    reason
                        + " any more, which is in "
                        + type.name().getName()
                        + "/"
                        + String.join(", ", dependent)));
  }
}
