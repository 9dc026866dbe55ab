package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Position;
import dev.edmund.plan.rules.Restrictions;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;

/** What the model demands of the headers of a change. */
record Demands(Writing writing) {

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
