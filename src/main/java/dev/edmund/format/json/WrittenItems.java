package dev.edmund.format.json;

import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Related entities that the database writes with the row that they are nested in, which saves a
 * statement: a few of each, so that a row stays small, of which nothing but members and ETag is
 * written.
 */
final class WrittenItems {
  /** A few: so many make a row as long as a wide entity is. */
  private static final long MOST = 100;

  private WrittenItems() {}

  /** What the database writes; empty where it cannot, or should not. */
  static Optional<Term.Items> of(Member.Expanded member, Query around, JsonOptions options) {
    EntityShape shape = member.shape();
    Query query = member.read() == null ? null : member.read().query();
    if (shape == null || query == null || member.single() || !isShort(query.limit())) {
      return Optional.empty();
    }
    Spans spans = Spans.of(query, shape, options, true, false);
    Spans.Span span = whole(shape, spans, options);
    return span == null
        ? Optional.empty()
        : Optional.of(new Term.Items(query.with(List.of(span.term(query))), around.columns()));
  }

  private static boolean isShort(@Nullable Long limit) {
    return limit != null && limit <= MOST;
  }

  /** The span that is all that there is of an entity; null where there is more. */
  private static Spans.@Nullable Span whole(EntityShape shape, Spans spans, JsonOptions options) {
    if (shape.variants().size() != 1 || shape.variants().get(0).members().isEmpty()) {
      return null;
    }
    EntityShape.Variant variant = shape.variants().get(0);
    Spans.Span span = spans.from(variant.members().get(0));
    return span != null
            && span.members().size() == variant.members().size()
            && new ControlInformation(options).of(shape, variant, !span.withETag()).isEmpty()
        ? span
        : null;
  }
}
