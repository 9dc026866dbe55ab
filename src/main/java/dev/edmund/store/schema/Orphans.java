package dev.edmund.store.schema;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.BoundSql;
import dev.edmund.sql.ChangeSql;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Removes what hangs on rows that are gone. Row ids are given again, so that whatever still refers
 * to one would belong to an entity that has nothing to do with it.
 */
final class Orphans implements PropertyStorage.Visitor<List<Column>> {
  private final Storage storage;
  private final ChangeSql sql;
  private final Set<String> seen = new LinkedHashSet<>();
  private final Set<BoundSql> statements = new LinkedHashSet<>();

  private Orphans(Storage storage, ChangeSql sql) {
    this.storage = storage;
    this.sql = sql;
  }

  static Step.Repeat step(Storage storage, ChangeSql sql) {
    Orphans orphans = new Orphans(storage, sql);
    storage.entities().values().forEach(orphans::add);
    return new Step.Repeat(orphans.statements.stream().map(Step.Run::new).toList());
  }

  private void add(EntityStorage type) {
    if (type.base() != null) {
      delete(type.rowId(), storage.require(type.base()).rowId());
    }
    // Base types come first: a collection is met with the type that declares it.
    type.properties().values().forEach(p -> addOwners(p, type));
    if (type.media() != null) {
      addOwners(type.media(), type);
    }
    type.links().values().forEach(this::add);
    type.anyLinks().values().forEach(this::add);
  }

  private void addOwners(PropertyStorage property, EntityStorage type) {
    for (Column owner : property.accept(this)) {
      if (seen.add(owner.table())) {
        delete(owner, type.rowId());
      }
    }
  }

  private void add(AnyLink link) {
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      bridge.pairs().forEach(p -> delete(p.target(), p.source()));
    }
    for (FullQualifiedName root : link.roots()) {
      Column rowId = storage.require(root).rowId();
      String name = root.getFullQualifiedNameAsString();
      statements.add(
          bridge == null
              ? sql.clearOrphans(link.rowId(), rowId, link.rootType(), name)
              : sql.deleteOrphans(link.rowId(), rowId, link.rootType(), name));
    }
  }

  private void delete(Column reference, Column rowId) {
    statements.add(new BoundSql(sql.deleteOrphans(reference, rowId), List.of()));
  }

  private void add(Link link) {
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      bridge.pairs().forEach(p -> delete(p.target(), p.source()));
      link.pairs().forEach(p -> delete(p.source(), p.target()));
      return;
    }
    for (Link.Pair pair : link.pairs()) {
      if (link.property().containsTarget()) {
        link.guards()
            .forEach(
                g ->
                    statements.add(
                        sql.deleteOrphans(pair.target(), pair.source(), g.column(), g.value())));
      } else if (isRowId(pair.target()) && pair.source().nullable()) {
        statements.add(new BoundSql(sql.clearOrphans(pair.source(), pair.target()), List.of()));
      }
    }
  }

  private boolean isRowId(Column column) {
    return storage.tables().stream().anyMatch(t -> column.equals(t.rowId()));
  }

  /** The columns of other tables that refer to the row that has the property. */
  @Override
  public List<Column> scalar(PropertyStorage.Scalar p) {
    return List.of();
  }

  @Override
  public List<Column> complex(PropertyStorage.Complex p) {
    p.links().values().forEach(this::add);
    return p.parts().stream().flatMap(part -> part.accept(this).stream()).toList();
  }

  @Override
  public List<Column> values(PropertyStorage.Values p) {
    return List.of(p.owner());
  }

  @Override
  public List<Column> document(PropertyStorage.Document p) {
    return List.of();
  }

  @Override
  public List<Column> stream(PropertyStorage.Stream p) {
    return List.of(p.owner());
  }
}
