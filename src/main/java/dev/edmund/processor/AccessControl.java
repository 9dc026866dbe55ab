package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Kept;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Conventions;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Guards;
import dev.edmund.plan.Caller;
import dev.edmund.plan.Planner;
import dev.edmund.plan.entity.UserQueries;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.write.WritePlanner;
import dev.edmund.sql.ReadSql;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.server.api.ODataRequest;

/**
 * Has each request see and change only what its caller may. What is planned for one viewer is never
 * used for another one.
 */
public final class AccessControl {
  private static final int MOST_VIEWERS = 64;

  /** How far a caller sees. */
  public enum Reach {
    /** What the caller and the caller's groups own, and what was shared with them. */
    USER,
    /** The same, and what belongs to the caller's unit. */
    UNIT
  }

  private final Reach reach;
  private final Limits limits;
  private final Kept<Guards.Viewer, View> views = new Kept<>(MOST_VIEWERS);

  /** Plans for one viewer. */
  record View(Model model, Planner planner, Plans plans, WritePlanner writes) {}

  public AccessControl(Reach reach, Limits limits) {
    this.reach = reach;
    this.limits = limits;
  }

  /**
   * What the caller of a request sees.
   *
   * @throws ODataException 403 when there is no caller
   */
  View view(ODataRequest request, Conventions conventions, Reader reader) {
    Caller caller =
        Callers.of(reader)
            .of(request, conventions, reader)
            .orElseThrow(() -> new ODataException(ErrorCode.FORBIDDEN, "There is no such user."));
    Guards.Viewer viewer = viewer(caller, reader);
    return views.get(viewer, () -> made(viewer, reader));
  }

  private View made(Guards.Viewer viewer, Reader reader) {
    Guards seen = reader.model().storage().guards().seenBy(viewer);
    Model model = reader.model().with(reader.model().storage().guarded(seen));
    Planner planner = new Planner(model, limits);
    return new View(model, planner, new Plans(planner, reader.dialect()), new WritePlanner(model));
  }

  private Guards.Viewer viewer(Caller caller, Reader reader) {
    UserQueries users = UserQueries.of(reader.model()).orElseThrow();
    List<Object> principals = new ArrayList<>(List.of(caller.user()));
    ColumnType ids = users.columns().get(0).type();
    users.groups(caller.user()).ifPresent(q -> principals.addAll(values(q, ids, reader)));
    Column unit = reach == Reach.UNIT ? users.unit() : null;
    return new Guards.Viewer(
        principals, unit == null ? null : caller.first(List.of(unit)).orElse(null));
  }

  private static List<Object> values(Query query, ColumnType type, Reader reader) {
    return reader.read(
        false,
        session -> {
          List<Object> values = new ArrayList<>();
          try (Rows rows = session.query(ReadSql.render(query, reader.dialect()), null)) {
            while (rows.next()) {
              Object stored = rows.value(0);
              if (stored != null) {
                values.add(reader.dialect().decode(type, stored));
              }
            }
          }
          return values;
        });
  }
}
