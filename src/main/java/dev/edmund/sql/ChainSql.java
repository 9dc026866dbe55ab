package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import java.util.ArrayList;
import java.util.List;

/** Asks for entities at the end of a chain of entities that contain each other. */
public final class ChainSql {
  private ChainSql() {}

  /**
   * One level: the columns of the contained type's root table.
   *
   * @param id what the container column holds for this containment
   */
  public record Level(Column rowId, Column container, String id, Column owner) {}

  /** Has a row where an entity of the last level is there, below entities of all others. */
  public static Statement end(Dialect dialect, List<Level> chain) {
    List<Statement.Bind> binds = new ArrayList<>();
    String owners = "";
    for (int i = 0; i < chain.size(); i++) {
      Level level = chain.get(i);
      String inside =
          owners.isEmpty()
              ? ""
              : " AND " + dialect.quote(level.owner().name()) + " IN (" + owners + ")";
      owners =
          "SELECT "
              + dialect.quote(level.rowId().name())
              + " FROM "
              + dialect.quote(level.container().table())
              + " WHERE "
              + dialect.quote(level.container().name())
              + " = ?"
              + inside;
      binds.add(0, new Statement.Value(level.id()));
    }
    return new Statement(owners + " LIMIT 1", binds);
  }
}
