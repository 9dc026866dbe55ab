package dev.edmund.store.schema;

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

/**
 * Removes what hangs on rows that are gone. Row ids are given again, so that whatever still refers
 * to one would belong to an entity that has nothing to do with it.
 */
final class Orphans implements PropertyStorage.Visitor<List<PropertyStorage.Values>> {
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
    for (PropertyStorage property : type.properties().values()) {
      for (PropertyStorage.Values values : property.accept(this)) {
        if (seen.add(values.table().name())) {
          delete(values.owner(), type.rowId());
        }
      }
    }
    type.links().values().forEach(this::add);
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

  @Override
  public List<PropertyStorage.Values> scalar(PropertyStorage.Scalar p) {
    return List.of();
  }

  @Override
  public List<PropertyStorage.Values> complex(PropertyStorage.Complex p) {
    return p.parts().stream().flatMap(part -> part.accept(this).stream()).toList();
  }

  @Override
  public List<PropertyStorage.Values> values(PropertyStorage.Values p) {
    return List.of(p);
  }

  @Override
  public List<PropertyStorage.Values> document(PropertyStorage.Document p) {
    return List.of();
  }

  @Override
  public List<PropertyStorage.Values> stream(PropertyStorage.Stream p) {
    return List.of();
  }
}
