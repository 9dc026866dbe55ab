package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.request.path.Segment;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;

/** What the model demands of the headers of a change. */
record Demands(Writing writing) {

  /**
   * What holds for a change of a part of an entity: one of its properties, streams or references.
   *
   * @param path leads to the entity
   * @throws dev.edmund.core.ODataException when the entity must not be changed, or not blindly
   */
  Restrictions ofPart(List<Segment> path, Addressed entity) {
    Restrictions restrictions = writing.rules().at(RemovalPlanner.places(path, entity));
    RemovalPlanner.raise(restrictions.update());
    requireTag(position(entity), restrictions);
    return restrictions;
  }

  /** Where a path has come to. */
  static Position position(Addressed addressed) {
    return addressed.position().orElseThrow(() -> new IllegalStateException("No position"));
  }

  /** An entity tag, where the model wants none to change what others changed (RFC 6585, 3). */
  void requireTag(Position position, Restrictions restrictions) {
    boolean silent = writing.request().ifMatch() == null && writing.request().ifNoneMatch() == null;
    EdmBindingTarget target = position.target();
    boolean demanded =
        restrictions.etagDemanded()
            || (target != null
                && position.bindingPath().isEmpty()
                && writing.model().requiresETag(target));
    if (silent && demanded) {
      throw new ODataException(
          ErrorCode.PRECONDITION_REQUIRED,
          "Changes of "
              + restrictions.name()
              + " need the header If-Match with the ETag of the entity, or *.",
          "If-Match");
    }
  }
}
