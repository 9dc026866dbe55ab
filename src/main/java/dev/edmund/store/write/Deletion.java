package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Guards;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.entity.Neighbours;
import dev.edmund.plan.write.DeletionPlanner;
import dev.edmund.plan.write.DeletionRules;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.DeleteSql;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Removes entities and what the model says goes with them, once. All that goes is found before
 * anything is removed, so that a circle ends, and what is needed only by what goes as well does not
 * stay for it.
 */
final class Deletion {
  /** So many row ids are in one statement, which are few enough for every database. */
  private static final int CHUNK = 512;

  private final Entities entities;
  private final Slots slots;
  private final DeletionPlanner planner;
  private final DeleteSql sql;
  private final Map<FullQualifiedName, DeletionRules> rules = new HashMap<>();
  private final Map<FullQualifiedName, List<Long>> doomed = new LinkedHashMap<>();
  private final Map<String, Set<Long>> doomedByRoot = new HashMap<>();
  private final Deque<Found> waiting = new ArrayDeque<>();

  /** Entities that are going to be removed, of a type or types derived from it. */
  private record Found(EntityStorage type, List<Long> rowIds) {}

  Deletion(Entities entities, Slots slots) {
    this.entities = entities;
    this.slots = slots;
    this.planner = entities.deletions();
    this.sql = new DeleteSql(entities.dialect());
  }

  /**
   * Removes entities, those that are still there.
   *
   * @param type what they are seen as
   * @throws ODataException 409 when something that stays needs one of them
   */
  void delete(EntityStorage type, List<Long> rowIds) {
    waiting.add(new Found(type, rowIds));
    while (!waiting.isEmpty()) {
      collect(waiting.remove());
    }
    refuse();
    entities.touched().aside(() -> doomed.forEach(this::loosen));
    doomed.forEach(this::remove);
  }

  private DeletionRules rules(FullQualifiedName type) {
    return rules.computeIfAbsent(type, t -> planner.rules(entities.storage().require(t)));
  }

  private void collect(Found found) {
    EntityStorage type = found.type;
    Set<Long> known = doomedByRoot.computeIfAbsent(type.root().name(), r -> new HashSet<>());
    Map<FullQualifiedName, List<Long>> added = new LinkedHashMap<>();
    List<Long> fresh = found.rowIds.stream().distinct().filter(id -> !known.contains(id)).toList();
    for (List<Long> chunk : chunks(fresh)) {
      types(type, chunk)
          .forEach(
              (rowId, exact) -> {
                if (known.add(rowId)) {
                  added.computeIfAbsent(exact, t -> new ArrayList<>()).add(rowId);
                }
              });
    }
    added.forEach(
        (exact, ids) -> {
          doomed.computeIfAbsent(exact, t -> new ArrayList<>()).addAll(ids);
          for (DeletionRules.Going going : rules(exact).going()) {
            Neighbours neighbours = going.entities();
            waiting.add(new Found(neighbours.entities(), related(neighbours, ids)));
          }
        });
  }

  /** The types of those that are there. */
  private Map<Long, FullQualifiedName> types(EntityStorage type, List<Long> rowIds) {
    Map<Long, FullQualifiedName> types = new LinkedHashMap<>();
    Column rowId = Objects.requireNonNull(type.root().rowId(), "Only entities are removed");
    Statement statement = sql.types(rowId, type.discriminator(), rowIds);
    try (Rows rows = entities.session().query(statement)) {
      while (rows.next()) {
        FullQualifiedName exact =
            type.discriminator() == null
                ? type.name()
                : new FullQualifiedName(String.valueOf(rows.value(1)));
        if (rows.value(0) instanceof Long id) {
          types.put(id, exact);
        }
      }
    }
    return types;
  }

  /** In ascending order, so that transactions take the same rows in the same order. */
  private List<Long> related(Neighbours neighbours, List<Long> rowIds) {
    Set<Long> found = new TreeSet<>();
    for (List<Long> chunk : chunks(rowIds)) {
      found.addAll(entities.rowIds(ReadSql.render(neighbours.of(chunk), entities.dialect())));
    }
    return List.copyOf(found);
  }

  /** The same without those that are removed. */
  private List<Long> staying(Neighbours neighbours, List<Long> rowIds) {
    Set<Long> going = doomedByRoot.getOrDefault(neighbours.entities().root().name(), Set.of());
    return related(neighbours, rowIds).stream().filter(id -> !going.contains(id)).toList();
  }

  private void refuse() {
    List<Detail> details = new ArrayList<>();
    doomed.forEach(
        (type, rowIds) -> {
          for (DeletionRules.Needing needing : rules(type).needing()) {
            List<Long> staying = staying(needing.entities(), rowIds);
            if (!staying.isEmpty()) {
              String message =
                  Needs.message(
                      entities, type, needing.entities().entities(), needing.navigation(), staying);
              details.add(new Detail(ErrorCode.CONFLICT, message, null));
            }
          }
        });
    if (!details.isEmpty()) {
      throw ODataException.of(details);
    }
  }

  /** Has what stays lead nowhere. */
  private void loosen(FullQualifiedName type, List<Long> rowIds) {
    for (DeletionRules.Losing losing : rules(type).losing()) {
      List<Assignment> cells = new Cells(entities, slots).all(losing.cells());
      for (long rowId : staying(losing.entities(), rowIds)) {
        entities.change(slots.at(losing.entities().entities(), rowId), cells);
      }
    }
  }

  private void remove(FullQualifiedName type, List<Long> rowIds) {
    List<Table> tables = entities.tables(entities.storage().require(type));
    for (List<Long> chunk : chunks(rowIds)) {
      unshare(entities.storage().require(type), chunk);
      for (DeletionRules.Hanging hanging : rules(type).hanging()) {
        Column among = hanging.type();
        String root = hanging.root();
        entities
            .session()
            .update(
                among == null || root == null
                    ? sql.delete(hanging.owner(), chunk)
                    : sql.delete(hanging.owner(), chunk, among, root));
      }
      for (int i = tables.size() - 1; i >= 0; i--) {
        Column rowId = Objects.requireNonNull(tables.get(i).rowId(), "Entities have row ids");
        entities.session().update(sql.delete(rowId, chunk));
      }
    }
  }

  /** What an entity is shared by goes with it, and with whom it is shared. */
  private void unshare(EntityStorage type, List<Long> rowIds) {
    Guards.Shares shares = entities.storage().guards().shares();
    if (shares == null
        || type.key().size() != 1
        || type.key().get(0).type() != shares.object().type()) {
      return;
    }
    Column key = type.key().get(0);
    Column rowId =
        entities.tables(type).stream()
            .filter(table -> table.name().equals(key.table()))
            .map(table -> Objects.requireNonNull(table.rowId(), "Entities have row ids"))
            .findFirst()
            .orElseThrow();
    List<Column> ends =
        entities.storage().guards().owned().containsKey(type.name())
            ? List.of(shares.object())
            : List.of(shares.object(), shares.principal());
    for (Column end : ends) {
      entities.session().update(sql.delete(end, key, rowId, rowIds));
    }
  }

  /** The last id is repeated up to a power of two, so that there are few different statements. */
  private static List<List<Long>> chunks(List<Long> rowIds) {
    List<List<Long>> chunks = new ArrayList<>();
    for (int from = 0; from < rowIds.size(); from += CHUNK) {
      List<Long> chunk =
          new ArrayList<>(rowIds.subList(from, Math.min(rowIds.size(), from + CHUNK)));
      while (Integer.bitCount(chunk.size()) != 1) {
        chunk.add(chunk.get(chunk.size() - 1));
      }
      chunks.add(chunk);
    }
    return chunks;
  }
}
