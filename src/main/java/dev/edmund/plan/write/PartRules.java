package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.rules.Handling;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;

/** Whether the model lets a property be changed alone. */
record PartRules(Writing writing, PropertyPath path, Addressed entity, String name) {

  /**
   * Refuses what it does not let.
   *
   * @param value that the property is to get
   */
  void require(JsonValue value, Violations violations) {
    Restrictions restrictions = new Demands(writing).ofPart(path.entity(), entity);
    EdmStructuredType owner = entity.type().type();
    for (Segment segment : path.inside()) {
      if (segment instanceof Segment.Property s) {
        requireTaken(owner, s.property());
      }
      owner = structured(segment).orElse(owner);
    }
    String plain = String.join("/", path.names());
    for (int end = plain.indexOf('/'); end >= 0; end = plain.indexOf('/', end + 1)) {
      RemovalPlanner.raise(restrictions.updateProperty(plain.substring(0, end)));
    }
    Restricted.paths(plain, value).stream()
        .flatMap(given -> restrictions.updateProperty(given).stream())
        .forEach(violations::add);
  }

  private static Optional<EdmStructuredType> structured(Segment segment) {
    EdmType type =
        segment instanceof Segment.Property s
            ? s.property().getType()
            : segment instanceof Segment.TypeCast c ? c.type() : null;
    return type instanceof EdmStructuredType found ? Optional.of(found) : Optional.empty();
  }

  /** What only the server sets, and what tells entities apart, has no change of its own. */
  private void requireTaken(EdmStructuredType owner, EdmProperty property) {
    boolean taken =
        writing
            .rules()
            .of(owner)
            .property(property.getName())
            .map(rule -> rule.onUpdate() == Handling.TAKEN)
            .orElse(true);
    if (!taken) {
      throw new ODataException(ErrorCode.BAD_REQUEST, name + " cannot be changed.", name);
    }
  }
}
