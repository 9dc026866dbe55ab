package dev.edmund.plan.operand;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * An instance that {@code $compute} or {@code $apply} made: what is left of one, and what was
 * added.
 *
 * @param base the instance that all declared properties are those of; null where they have been
 *     aggregated away
 * @param there null where the instance is; null itself where it always is
 * @param type the name of the derived type that the instance is seen as; null in it and null itself
 *     for the declared type
 * @param parts what was added or is left, by name
 */
public record Made(
    @Nullable Operand base, @Nullable Term there, @Nullable Term type, Map<String, Part> parts)
    implements Operand {
  public Made {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  public Made(@Nullable Operand base, @Nullable Term there, Map<String, Part> parts) {
    this(base, there, null, parts);
  }

  /**
   * One property.
   *
   * @param type the type of the value, as far as it is known
   * @param declared the property of the model that it is or has the values of; null for others
   * @param there null where the instance does not have the property; null itself where each does
   */
  public record Part(
      Operand value, @Nullable EdmType type, @Nullable EdmElement declared, @Nullable Term there) {

    /** A property that the model does not declare. */
    public static Part dynamic(Operand value, @Nullable EdmType type) {
      return new Part(value, type, null, null);
    }

    /** Whether it is there by default or when it is expanded, and not as it is selected. */
    public boolean isRelated() {
      return value instanceof Entity
          || value instanceof Nested
          || (value instanceof Made && type instanceof EdmEntityType);
    }

    public Part with(Operand other) {
      return new Part(other, type, declared, there);
    }
  }

  /** An instance without any property. */
  public static Made nothing() {
    return new Made(null, null, Map.of());
  }

  /**
   * Entities beside each other, of which a cross join makes its instances.
   *
   * @param entities by the names of their sets
   */
  public static Made sideBySide(Map<String, EntityAlias> entities) {
    Made row = nothing();
    for (Map.Entry<String, EntityAlias> entry : entities.entrySet()) {
      EntityAlias alias = entry.getValue();
      row =
          row.with(entry.getKey(), Part.dynamic(new Operand.Entity(alias), alias.entity().type()));
    }
    return row;
  }

  /** What is left of the entities that are beside each other; none where this is something else. */
  public List<EntityAlias> sideBySide() {
    return base != null
        ? List.of()
        : parts.values().stream()
            .filter(part -> part.declared() == null)
            .flatMap(part -> part.value() instanceof Entity of ? Stream.of(of) : Stream.of())
            .map(Entity::alias)
            .toList();
  }

  /** An instance as one that properties can be added to. */
  public static Made of(Operand instance) {
    return instance instanceof Made made ? made : new Made(instance, null, Map.of());
  }

  /** The same, there where a term is not null. */
  public Made where(Term term) {
    return new Made(base, term, type, parts);
  }

  /** The same, seen as a derived type. */
  public Made as(Term derived) {
    return new Made(base, there, derived, parts);
  }

  public Made with(String name, Part part) {
    Map<String, Part> more = new LinkedHashMap<>(parts);
    more.put(name, part);
    return new Made(base, there, type, more);
  }

  /** With all properties of another one, deep down (Data Aggregation, 3.2.3.1). */
  public Made with(Made projection) {
    Made result =
        new Made(
            base,
            there == null ? projection.there : there,
            type == null ? projection.type : type,
            parts);
    for (Map.Entry<String, Part> entry : projection.parts.entrySet()) {
      Part known = parts.get(entry.getKey());
      Part added = entry.getValue();
      boolean deeper =
          known != null
              && added.value() instanceof Made
              && (known.value() instanceof Made || known.value() instanceof Entity);
      result =
          result.with(
              entry.getKey(),
              deeper && known != null && added.value() instanceof Made inner
                  ? known.with(Made.of(known.value()).with(inner))
                  : added);
    }
    return result;
  }

  /** With a value at the end of a path, of whose owners only what leads there is left. */
  public Made keep(List<Step> path, Part last) {
    Step first = path.get(0);
    if (path.size() == 1) {
      return with(first.name(), last);
    }
    Part known = parts.get(first.name());
    Made owner =
        known != null && known.value() instanceof Made made
            ? made
            : new Made(null, first.there(), Map.of());
    return with(
        first.name(),
        new Part(
            owner.keep(path.subList(1, path.size()), last),
            first.type(),
            first.declared(),
            first.within()));
  }

  /**
   * A step of a grouping path.
   *
   * @param there null where the value is
   * @param within null where the instance does not have the property; null itself where each does
   */
  public record Step(
      String name,
      @Nullable EdmType type,
      @Nullable EdmElement declared,
      @Nullable Term there,
      @Nullable Term within) {}

  /** Whether a related part is there without being asked for: all but what a join added. */
  public boolean expands(Part part) {
    return base == null
        || part.value() instanceof Nested
        || (part.declared() instanceof EdmNavigationProperty grouped && !grouped.isCollection());
  }

  @Override
  public Optional<Operand> part(String name) {
    Part part = parts.get(name);
    if (part != null) {
      return Optional.of(part.value());
    }
    return base == null ? Optional.of(new NullLiteral()) : base.part(name);
  }

  /**
   * Whether the instance has a property: one that was added or is left, or all of the stored one.
   */
  public Condition has(String name) {
    Part part = parts.get(name);
    if (part == null || part.there() == null) {
      return new Condition.Constant(part != null || base != null);
    }
    return new Condition.Not(new Condition.IsNull(part.there()));
  }

  @Override
  public Optional<QueryBuilder> query() {
    return base == null ? Optional.empty() : base.query();
  }

  @Override
  public Operand plain() {
    return base == null ? this : base;
  }

  @Override
  public Term presence() {
    if (there != null) {
      return there;
    }
    return base == null ? new Term.Bind(1L, ColumnType.INTEGER) : base.presence();
  }

  @Override
  public Optional<Operand.Step> step() {
    return base == null ? Optional.empty() : base.step();
  }

  @Override
  public Operand dynamic(String name) {
    Part part = parts.get(name);
    if (part != null) {
      return part.value();
    }
    return base == null ? new NullLiteral() : base.dynamic(name);
  }

  @Override
  public List<Term> identity() {
    List<Term> terms = new ArrayList<>();
    if (base != null) {
      terms.addAll(base.identity());
    }
    if (there != null) {
      terms.add(there);
    }
    if (type != null) {
      terms.add(type);
    }
    for (Part part : parts.values()) {
      if (part.there() != null) {
        terms.add(part.there());
      }
      terms.addAll(part.value().identity());
    }
    return terms;
  }
}
