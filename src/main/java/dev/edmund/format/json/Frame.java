package dev.edmund.format.json;

import dev.edmund.plan.KeyPredicate;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.store.Row;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entity that is being written.
 *
 * @param identity what its URL is made of; null inside collections of values
 * @param parent the entity it is expanded into; null at the top
 * @param link the navigation property that it was reached by from the parent
 */
record Frame(
    Row row, EntityShape.@Nullable Identity identity, @Nullable Frame parent, String link) {

  /** The URL of the entity, relative to the service root. */
  String path() {
    EntityShape.Identity known = identity;
    if (known == null) {
      throw new IllegalStateException("Values have no URL");
    }
    return collectionPath(known) + predicate(known);
  }

  private String collectionPath(EntityShape.Identity known) {
    if (known.path() != null) {
      return known.path();
    }
    return parent == null ? link : parent.path() + "/" + link;
  }

  private String predicate(EntityShape.Identity known) {
    if (known.key().isEmpty()) {
      return "";
    }
    if (known.key().size() == 1) {
      return "(" + literal(known.key().get(0)) + ")";
    }
    return known.key().stream()
        .map(part -> part.name() + "=" + literal(part))
        .collect(Collectors.joining(",", "(", ")"));
  }

  private String literal(EntityShape.KeyPart part) {
    var type = part.value().type();
    String text = String.valueOf(ValueEncoders.text(row, part.value()));
    return KeyPredicate.prefix(type) + KeyPredicate.encoded(type, text) + KeyPredicate.suffix(type);
  }
}
