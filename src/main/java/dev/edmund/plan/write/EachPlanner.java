package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Places;
import dev.edmund.plan.write.WriteRequest.Method;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import java.util.List;

/** Plans what is done to each member of a collection (Part 1, 11.4.14 and 11.4.15). */
final class EachPlanner {
  private final Writing writing;
  private final WriteRequest request;

  private EachPlanner(Writing writing) {
    this.writing = writing;
    this.request = writing.request();
  }

  /** The plan of a request whose path ends in {@code $each}. */
  static WritePlan plan(Writing writing) {
    return new EachPlanner(writing).plan();
  }

  private WritePlan plan() {
    Method method = request.method();
    if (method != Method.PATCH && method != Method.DELETE) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "The members of a collection are changed by PATCH and removed by DELETE, not by "
              + method
              + ".",
          "$each");
    }
    List<Segment> path = request.path().subList(0, request.path().size() - 1);
    PropertyPath inside = PropertyPath.of(path);
    if (inside.isProperty()) {
      return PropertyPlanner.plan(
          writing, method == Method.DELETE ? inside : PropertyPath.of(request.path()));
    }
    if (request.ifMatch() != null || request.ifNoneMatch() != null) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "If-Match and If-None-Match are about one entity; the members of a collection have"
              + " different ETags.",
          "$each");
    }
    Addressed members = Addressed.of(writing.model(), path);
    Slot each = writing.slot(members.type());
    if (method == Method.DELETE) {
      RemovalPlanner.raise(writing.rules().at(RemovalPlanner.places(path, members)).delete());
    }
    List<Step> steps =
        method == Method.DELETE ? List.of(new Step.Delete(each)) : changes(members, each);
    return new WritePlan(List.of(new Step.ForEach(each, members.query(List.of()), steps)), null);
  }

  /** One payload for all members. */
  private List<Step> changes(Addressed members, Slot each) {
    Position position = Demands.position(members);
    Places places = RemovalPlanner.places(request.path(), members);
    RemovalPlanner.raise(writing.rules().at(places).patch());
    Home home = new Home(position, places, "", null, null);
    Violations violations = new Violations();
    Script out = new Script();
    At body = new At("", "", WritePlanner.json(request));
    new EntityPlanner(writing)
        .update(body, members.type(), each, home, Mode.UPDATE, violations, out);
    violations.raise();
    return out.build();
  }
}
