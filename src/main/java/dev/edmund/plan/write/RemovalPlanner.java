package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.model.Model;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Places;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;

/** Plans the removal of an entity (Part 1, 11.4.5). */
final class RemovalPlanner {
  static final Refusal MISSING = new Refusal(ErrorCode.NOT_FOUND, "There is no such entity.", null);

  private final Writing writing;
  private final WriteRequest request;

  private RemovalPlanner(Writing writing) {
    this.writing = writing;
    this.request = writing.request();
  }

  /** The plan of a DELETE whose path leads to entities. */
  static WritePlan plan(Writing writing) {
    return new RemovalPlanner(writing).plan();
  }

  private WritePlan plan() {
    Addressed addressed = Addressed.of(writing.model(), request.path());
    if (!addressed.single()) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "A collection is not deleted; /$each behind its path stands for all of its entities.");
    }
    requireOptional();
    Restrictions restrictions = writing.rules().at(places(request.path(), addressed));
    raise(restrictions.delete());
    addressed.position().ifPresent(p -> new Demands(writing).requireTag(p, restrictions));
    Slot slot = writing.slot(addressed.type());
    Wanted wanted =
        new Wanted(
            slot,
            addressed,
            MISSING,
            Conditions.of(request, addressed.type()),
            /* changed= */ true);
    return new WritePlan(List.of(wanted.step(), new Step.Delete(slot)), null);
  }

  /** Throws what the model says against a change, where it does. */
  static void raise(Optional<Detail> refusal) {
    refusal.ifPresent(
        detail -> {
          throw ODataException.of(List.of(detail));
        });
  }

  /** Where the model may say something about the entities of a path. */
  static Places places(List<Segment> path, Addressed addressed) {
    Position position = Demands.position(addressed);
    return Places.of(path, position.target(), position.bindingPath());
  }

  /** What there is always one of cannot be removed. */
  private void requireOptional() {
    int at = request.path().size() - 1;
    while (at > 0 && request.path().get(at) instanceof Segment.TypeCast) {
      at--;
    }
    Segment last = request.path().get(at);
    if (last instanceof Segment.Singleton singleton && !Model.isNullable(singleton.singleton())) {
      String name = singleton.singleton().getName();
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "There is always one " + name + ": it is not nullable.", name);
    }
    if (last instanceof Segment.Navigation navigation) {
      EdmNavigationProperty property = navigation.property();
      if (property.containsTarget() && !property.isCollection() && !property.isNullable()) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            property.getName() + " must lead to an entity.",
            property.getName());
      }
    }
  }
}
