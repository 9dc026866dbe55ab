package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.At;
import java.util.Collection;

/**
 * What a complex value gets besides what a change gives it, where it was null before: defaults,
 * what the server makes, and parts that can be set only once.
 */
final class FreshValue {
  private final Writing writing;
  private final PropertyStorage.Complex property;
  private final String path;
  private final Draft draft = new Draft();
  private final Violations violations = new Violations();

  /**
   * @param path of the value in the body
   */
  FreshValue(Writing writing, PropertyStorage.Complex property, String path) {
    this.writing = writing;
    this.property = property;
    this.path = path;
  }

  /** Takes a part that a value has from its beginning or not at all. */
  PropertyCells cells(PropertyCells.ComplexLinks links, At member) {
    return new PropertyCells(writing, violations, Mode.INSERT, links, draft, member);
  }

  /**
   * Gives what is missing to the draft of the entity.
   *
   * @param absent the parts that the body does not give
   */
  void complete(Mode mode, Collection<PropertyStorage> absent, Draft entity) {
    Absent missing = new Absent(writing, draft, violations, Mode.INSERT, path);
    absent.stream()
        .filter(part -> mode == Mode.UPDATE || writing.keeps(property.type(), part.name(), mode))
        .forEach(part -> part.accept(missing));
    entity.setFresh(property.presence(), draft);
    violations.first().ifPresent(detail -> entity.need(property.presence(), refusal(detail)));
  }

  private Refusal refusal(Detail missing) {
    return new Refusal(
        ErrorCode.INVALID_VALUE,
        property.name() + " is null, and a new value lacks something: " + missing.message(),
        missing.target());
  }
}
