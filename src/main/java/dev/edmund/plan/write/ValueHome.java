package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.entity.Position;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntitySet;

/**
 * Where entities have to be that values lead to. A referential constraint tells keys, and entities
 * in different sets, or contained in different ones, may have the same.
 *
 * @param column tells where an entity is
 */
record ValueHome(Link link, Column column, String container, String set) {

  /**
   * The set that a navigation property leads to.
   *
   * @param source where the entity is that has it
   * @param complex the path of the complex value that has it, each name behind a slash
   * @return empty where the type has one place only, or the model does not tell the set
   */
  static Optional<ValueHome> of(Model model, Position source, String complex, Link link) {
    Column column = model.storage().require(link.target()).container();
    if (column == null || !link.constrained()) {
      return Optional.empty();
    }
    EdmEntitySet set =
        source.inside(complex).set(link.property(), model.edm().getEntityContainer());
    if (set == null) {
      return Optional.empty();
    }
    String id = model.storage().containers().getOrDefault(set.getName(), "");
    return Optional.of(new ValueHome(link, column, id, set.getName()));
  }

  /** Refuses an entity that is elsewhere. */
  Step require(Slot target, String path) {
    Refusal refusal =
        new Refusal(
            ErrorCode.INVALID_VALUE, link.name() + " leads to entities of " + set + " only.", path);
    return new Step.Require(
        target,
        Map.of(link.name(), column),
        values -> values.apply(link.name()).filter(container::equals).isPresent(),
        refusal);
  }
}
