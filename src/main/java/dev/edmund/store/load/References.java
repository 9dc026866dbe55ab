package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Follows entity references: {@code accounts(…)}, {@code lines(order=1,no=2)}, {@code me}, {@code
 * orders(1)/lines(2)}, {@code people/Shop.Author(7)}; relative to the service, or whole URLs.
 */
final class References {
  private final Edm edm;
  private final Target target;

  References(Edm edm, Target target) {
    this.edm = edm;
    this.target = target;
  }

  /**
   * Where a reference has come to.
   *
   * @param name the set, singleton or containment, for messages
   * @param columns and {@code values}: what tells the row from others
   * @param complete whether a key is not missing any more
   */
  private record Step(
      String name,
      EntityStorage type,
      List<Column> columns,
      List<Object> values,
      boolean complete) {

    Step of(EntityStorage derived) {
      return new Step(name, derived, columns, values, complete);
    }

    Step keyed(ReferenceKey key) {
      if (complete) {
        throw new IllegalArgumentException("'" + name + "' has no key");
      }
      List<Column> allColumns = new ArrayList<>(columns);
      List<Object> allValues = new ArrayList<>(values);
      allColumns.addAll(key.columns());
      allValues.addAll(key.values());
      return new Step(name, type, allColumns, allValues, /* complete= */ true);
    }
  }

  /**
   * A row of any type.
   *
   * @param root the type where the hierarchy's row ids are made
   */
  record Found(FullQualifiedName root, long rowId) {}

  /**
   * The row of the entity that a reference leads to, whatever its type.
   *
   * @throws IllegalArgumentException when it is no reference, or there is no such entity
   */
  Found findAny(String text, Finder finder) {
    Step step = last(text, finder);
    EntityStorage root = step.type;
    while (root.base() != null) {
      root = target.storage().require(root.base());
    }
    return new Found(root.name(), row(step, finder, text));
  }

  /**
   * The row of the entity that a reference leads to.
   *
   * @throws IllegalArgumentException when it is no reference, or one to another type, or there is
   *     no such entity
   */
  long find(String text, EntityStorage wanted, Finder finder) {
    Step step = last(text, finder);
    return row(step.of(narrower(step, wanted)), finder, text);
  }

  private Step last(String text, Finder finder) {
    List<ReferenceSegment> segments = segments(text);
    Step step = first(segments.get(0));
    for (ReferenceSegment segment : segments.subList(1, segments.size())) {
      step =
          segment.isType()
              ? keyed(step.of(target.derived(step.type, segment.name())), segment)
              : keyed(contained(step, segment, finder, text), segment);
    }
    if (!step.complete) {
      throw new IllegalArgumentException("'" + step.name + "' needs a key");
    }
    return step;
  }

  private static long row(Step step, Finder finder, String text) {
    return finder
        .rowId(step.type, step.columns, step.values)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + text));
  }

  /** Those from the set or singleton on: of a URL it is not known where the service begins. */
  private List<ReferenceSegment> segments(String text) {
    List<ReferenceSegment> segments = ReferenceSegment.parse(text);
    if (ReferenceSegment.isFromRoot(text)) {
      for (int i = 0; i < segments.size(); i++) {
        if (source(segments.get(i).name()) != null) {
          return segments.subList(i, segments.size());
        }
      }
    }
    return segments;
  }

  private @Nullable EdmBindingTarget source(String name) {
    EdmEntityContainer container = edm.getEntityContainer();
    EdmBindingTarget set = container.getEntitySet(name);
    return set == null ? container.getSingleton(name) : set;
  }

  private Step first(ReferenceSegment segment) {
    String name = segment.name();
    EdmBindingTarget found = source(name);
    boolean single = edm.getEntityContainer().getSingleton(name) != null;
    if (found == null || (single && segment.key() != null)) {
      throw new IllegalArgumentException(
          "the model has no "
              + (segment.key() == null ? "singleton" : "entity set")
              + " '"
              + name
              + "'");
    }
    EntityStorage type =
        target
            .storage()
            .of(found.getEntityType())
            .orElseThrow(() -> new IllegalArgumentException(name + " has no storage"));
    Column container = type.container();
    String id = target.storage().containers().getOrDefault(name, "");
    Step step =
        new Step(
            name,
            type,
            container == null ? List.of() : List.of(container),
            container == null ? List.of() : List.of(id),
            single);
    return keyed(step, segment);
  }

  private Step keyed(Step step, ReferenceSegment segment) {
    return segment.key() == null
        ? step
        : step.keyed(ReferenceKey.parse(step.type, segment.key(), target.dialect()));
  }

  private Step contained(Step owner, ReferenceSegment segment, Finder finder, String text) {
    Link link = owner.type.links().get(segment.name());
    if (link == null || !link.property().containsTarget()) {
      throw new IllegalArgumentException(
          owner.type.name() + " contains no '" + segment.name() + "'");
    }
    if (!owner.complete) {
      throw new IllegalArgumentException("'" + owner.name + "' needs a key");
    }
    EntityStorage type = target.storage().require(link.target());
    Link.Guard guard = link.guards().get(0);
    return new Step(
        segment.name(),
        type,
        List.of(guard.column(), Objects.requireNonNull(type.owner())),
        List.of(guard.value(), row(owner, finder, text)),
        !link.collection());
  }

  /** Of the set's type and the wanted one the more derived: a row of it is in both. */
  private static EntityStorage narrower(Step step, EntityStorage wanted) {
    EntityStorage declared = step.type;
    if (declared.name().equals(wanted.name()) || wanted.derived().contains(declared.name())) {
      return declared;
    }
    if (declared.derived().contains(wanted.name())) {
      return wanted;
    }
    throw new IllegalArgumentException(
        step.name + " holds " + declared.name() + ", not " + wanted.name());
  }
}
