package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.write.LinkEnds.Holder;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;

/** Navigation properties that must lead to an entity. */
final class Required {
  private Required() {}

  /** The error for ending that two entities are related; empty where that may be. */
  static Optional<Refusal> refusal(Storage storage, EntityStorage source, Link link) {
    Holder holder = LinkEnds.holder(link, storage);
    if (!link.collection() && !link.property().isNullable()) {
      return Optional.of(direct(source, link.property()));
    }
    if (holder == Holder.BRIDGE) {
      return Optional.empty();
    }
    EntityStorage dependent = holder == Holder.SOURCE ? source : storage.require(link.target());
    boolean bound =
        Losses.of(storage, dependent, LinkEnds.dependents(link, holder), link, false).isEmpty();
    Optional<Link> back = LinkEnds.reverse(link, storage);
    boolean required =
        back.filter(other -> !other.collection() && !other.property().isNullable()).isPresent();
    if (!bound && !required) {
      return Optional.empty();
    }
    return Optional.of(
        holder == Holder.SOURCE && bound
            ? direct(source, link.property())
            : other(storage.require(link.target()), back.map(Link::name).orElse(link.name())));
  }

  /**
   * The error for having another entity take the place of the one that is related; empty where that
   * may be.
   *
   * @param source the type that has the single-valued navigation property
   */
  static Optional<Refusal> replacement(Storage storage, EntityStorage source, Link link) {
    if (LinkEnds.holder(link, storage) == Holder.SOURCE) {
      return link.property().isNullable()
          ? Optional.empty()
          : Optional.of(other(source, link.name()));
    }
    return LinkEnds.single(link, storage)
        .filter(back -> !back.property().isNullable() && !link.property().containsTarget())
        .map(back -> other(storage.require(link.target()), back.name()));
  }

  /** The error where the navigation property itself would lead nowhere. */
  static Refusal direct(EntityStorage source, EdmNavigationProperty property) {
    return new Refusal(
        ErrorCode.BAD_REQUEST,
        property.getName() + " of " + source.name() + " must lead to an entity.",
        property.getName());
  }

  private static Refusal other(EntityStorage target, String navigation) {
    return new Refusal(
        ErrorCode.CONFLICT,
        target.name() + " must have what " + navigation + " leads to.",
        navigation);
  }
}
