package dev.edmund.plan.write;

import dev.edmund.model.Model;
import dev.edmund.model.Terms;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.Documents;
import java.util.HashMap;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.jspecify.annotations.Nullable;

/** What the planning of one request shares: not kept, used by one thread. */
final class Writing {
  private final Model model;
  private final WriteRequest request;
  private final Documents documents;
  private final Map<Integer, Wanted> wanted = new HashMap<>();
  private int slots;

  Writing(Model model, WriteRequest request) {
    this.model = model;
    this.request = request;
    this.documents = new Documents(model.edm());
  }

  Model model() {
    return model;
  }

  WriteRequest request() {
    return request;
  }

  Documents documents() {
    return documents;
  }

  /** Whether a value that is given for a property is taken. */
  boolean takes(Entity entity, PropertyStorage property, At at) {
    boolean key =
        property.asScalar().map(s -> entity.type().key().contains(s.column())).orElse(false);
    boolean guarded =
        property.asScalar().map(s -> isGuarded(entity.type(), s.column())).orElse(false);
    return !(key && !entity.isNew()) && !guarded && at.path() != null;
  }

  /** Whether a column only tells its target together with another one. */
  private static boolean isGuarded(EntityStorage type, Column column) {
    return type.links().values().stream()
        .anyMatch(
            link ->
                link.guards().stream().anyMatch(Link.Guard::onSource)
                    && link.pairs().stream().anyMatch(p -> p.source().equals(column)));
  }

  /** Whether a property that is not given gets its default. */
  boolean defaults(Entity entity, PropertyStorage property) {
    return property.asScalar().map(s -> !entity.type().key().contains(s.column())).orElse(true);
  }

  /** Whether the server makes a part of the key. */
  boolean makes(EntityStorage type, EdmKeyPropertyRef part) {
    String target = type.name() + "/" + part.getName();
    return model.annotations().isTrue(target, Terms.COMPUTED);
  }

  /** Has the row in a slot bring a column, where it is looked for. */
  void bring(Slot slot, Column column) {
    Wanted found = wanted.get(slot.number());
    if (found != null) {
      found.bring(column);
    }
  }

  /** A row that has to be found. */
  Wanted wanted(
      Slot slot,
      Addressed addressed,
      @Nullable Refusal missing,
      Precondition condition,
      boolean changed) {
    Wanted found = new Wanted(slot, addressed, missing, condition, changed);
    wanted.put(slot.number(), found);
    return found;
  }

  ValueCheck values() {
    return ValueCheck.NONE;
  }

  Slot slot(EntityStorage type) {
    return new Slot(slots++, type);
  }
}
