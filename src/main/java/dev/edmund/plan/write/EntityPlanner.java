package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.rules.TypeRules;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.TypeCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Plans new entities and changes of entities, with all that is nested in them. */
final class EntityPlanner {
  private final Writing writing;
  private final EntityTypes types;
  private final NestedPlanner nested;
  private final ConstraintSteps constraints;

  EntityPlanner(Writing writing) {
    this.writing = writing;
    this.types = new EntityTypes(writing.model());
    this.nested = new NestedPlanner(writing, types, this);
    this.constraints = new ConstraintSteps(writing);
  }

  /**
   * Adds an entity.
   *
   * @param extra what its columns get besides what the body says
   * @param slot the slot it is to be in; null for one of its own
   * @return the slot it is in
   */
  Slot insert(
      At at,
      EntityStorage declared,
      Home home,
      List<Cell> extra,
      @Nullable Slot slot,
      Violations violations,
      Script out) {
    Members members = members(at, violations);
    EntityStorage type = types.of(declared, members, violations, at);
    if (type.type().isAbstract()) {
      violations.add(at, type.name() + " is abstract: @odata.type has to name a derived type");
    }
    Slot own = slot == null ? writing.slot(type) : new Slot(slot.number(), type);
    Entity entity = Entity.of(at, members, type, own, home.anew(), Mode.INSERT, violations);
    extra.forEach(cell -> entity.give(cell));
    body(entity);
    new KeyCells(writing).add(entity);
    absent(entity, type);
    override(entity);
    new Followers(writing).add(entity);
    new Restricted(writing).requireAll(entity);
    nested.requireAll(entity);
    nested.requireTargets(entity);
    out.addAll(entity.before());
    out.later(() -> new Step.Insert(own, home.container(), home.owner(), entity.draft().cells()));
    constraints.add(entity, out);
    finish(entity, out);
    return own;
  }

  /**
   * Changes an entity that was found.
   *
   * @param mode whether properties that are not given stay
   */
  void update(
      At at,
      EntityStorage declared,
      Slot slot,
      Home home,
      Mode mode,
      Violations violations,
      Script out) {
    Members members = members(at, violations);
    EntityStorage type = types.of(declared, members, violations, at);
    Slot own = new Slot(slot.number(), type);
    Entity entity = Entity.of(at, members, type, own, home, mode, violations);
    body(entity);
    new Followers(writing).add(entity);
    new Restricted(writing).requireAll(entity);
    nested.requireTargets(entity);
    new Renewal(writing).add(type, entity.draft());
    out.addAll(entity.before());
    out.addAll(entity.draft().needed(own));
    Column discriminator = type.discriminator();
    if (mode == Mode.REPLACE && discriminator != null && !type.derived().isEmpty()) {
      writing.bring(slot, discriminator);
      replaceByType(entity, out);
    } else {
      if (mode == Mode.REPLACE) {
        absent(entity, type);
      }
      out.later(() -> new Step.Update(own, entity.draft().cells()));
      out.later(entity.draft(), own);
    }
    constraints.add(entity, out);
    out.addAll(entity.after());
  }

  /** Has a property that was sent take the place of another one. */
  private void override(Entity entity) {
    TypeRules rules = writing.rules().of(entity.type().type());
    rules
        .overrides()
        .forEach(
            (name, other) -> {
              if (entity.taken().contains(name)) {
                swap(entity, name, other);
              }
            });
  }

  private static void swap(Entity entity, String name, String other) {
    Optional<PropertyStorage.Scalar> sent = scalar(entity, name);
    Optional<PropertyStorage.Scalar> made = scalar(entity, other);
    if (sent.isPresent() && made.isPresent() && entity.draft().fills(sent.get().column())) {
      entity.draft().swap(sent.get().column(), made.get().column());
      if (sent.get().offset() != null && made.get().offset() != null) {
        entity.draft().swap(sent.get().offset(), made.get().offset());
      }
    }
  }

  private static Optional<PropertyStorage.Scalar> scalar(Entity entity, String name) {
    return Optional.ofNullable(entity.type().properties().get(name))
        .flatMap(PropertyStorage::asScalar);
  }

  /**
   * What is not given depends on the type that the entity turns out to have, and so does whether it
   * may be left out.
   */
  private void replaceByType(Entity entity, Script out) {
    Map<FullQualifiedName, Draft> drafts = new LinkedHashMap<>();
    Map<FullQualifiedName, Refusal> refusals = new HashMap<>();
    List<EntityStorage> all = new ArrayList<>(List.of(entity.type()));
    entity.type().derived().forEach(name -> all.add(writing.model().storage().require(name)));
    for (EntityStorage type : all) {
      if (!type.type().isAbstract()) {
        Draft draft = entity.draft().copy();
        boolean declared = type.name().equals(entity.type().name());
        Violations violations = declared ? entity.violations() : new Violations();
        absent(entity, type, draft, violations);
        drafts.put(type.name(), draft);
        if (!declared) {
          violations.first().map(Refusal::of).ifPresent(r -> refusals.put(type.name(), r));
        }
      }
    }
    out.later(
        () -> {
          Map<FullQualifiedName, List<Step>> steps = new LinkedHashMap<>();
          drafts.forEach(
              (name, draft) -> {
                Slot slot =
                    new Slot(entity.slot().number(), writing.model().storage().require(name));
                List<Step> own = new ArrayList<>();
                Refusal refusal = refusals.get(name);
                if (refusal != null) {
                  own.add(new Step.Require(slot, Map.of(), values -> false, refusal));
                }
                own.add(new Step.Update(slot, draft.cells()));
                own.addAll(draft.hanging(slot));
                steps.put(name, own);
              });
          return new Step.ByType(entity.slot(), steps);
        });
  }

  private static void finish(Entity entity, Script out) {
    out.later(entity.draft(), entity.slot());
    out.addAll(entity.after());
  }

  /** The members of an object; none where it is none. */
  static Members members(At at, Violations violations) {
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      violations.add(at, "expected an object");
      return new Members(Map.of(), Map.of());
    }
    Members[] members = {new Members(Map.of(), Map.of())};
    violations.guard(at, () -> members[0] = Members.of(at));
    return members[0];
  }

  private void body(Entity entity) {
    List<String> dynamic = new ArrayList<>();
    entity.members().values().forEach((name, value) -> member(entity, name, value, dynamic));
    new DynamicCells(writing).add(entity, dynamic);
    entity
        .members()
        .annotations()
        .forEach(
            (name, terms) ->
                terms.forEach(
                    (term, given) ->
                        annotation(
                            entity, name, term, entity.member(given.name(), given.value()))));
    for (PropertyStorage property : entity.type().properties().values()) {
      property
          .asStream()
          .ifPresent(s -> cells(entity, entity.at()).inlineStream(s, entity.members()));
    }
  }

  private void member(Entity entity, String name, JsonValue value, List<String> dynamic) {
    At at = entity.member(name, value);
    EntityStorage type = entity.type();
    PropertyStorage property = type.properties().get(name);
    if (property != null) {
      new Restricted(writing).property(entity, name);
      if (!entity.isGiven(property) && writing.takes(entity, property, at)) {
        entity.taken().add(name);
        property.accept(cells(entity, at));
      }
    } else if (type.type().getNavigationProperty(name) != null) {
      nested.member(entity, name, at);
    } else if (!entity.isNew() && isOfDerived(type, name)) {
      entity.violations().add(at, "is of a derived type: name the type by @odata.type");
    } else if (type.dynamic() != null) {
      dynamic.add(name);
    } else {
      entity
          .violations()
          .add(ErrorCode.UNKNOWN_NAME, at.path(), type.name() + " has no such property");
    }
  }

  /** An entity that is there may be of a type derived from the one that a body is read as. */
  private boolean isOfDerived(EntityStorage type, String name) {
    return type.derived().stream()
        .map(writing.model().storage()::require)
        .anyMatch(derived -> derived.type().getProperty(name) != null);
  }

  private PropertyCells cells(Entity entity, At at) {
    return new PropertyCells(
        writing,
        entity.violations(),
        entity.mode(),
        (complex, path, name, term, member) ->
            nested.inside(entity, complex, path, name, term, member),
        entity.draft(),
        at);
  }

  private void annotation(Entity entity, String name, String term, At at) {
    EntityStorage type = entity.type();
    PropertyStorage property = type.properties().get(name);
    if (term.equals(Members.BIND)) {
      nested.bind(entity, name, at);
    } else if (term.equals(DeltaPlanner.DELTA)) {
      nested.delta(entity, name, at);
    } else if (term.equals(Members.TYPE) && property != null) {
      entity.violations().guard(at, () -> property.accept(new TypeCheck(writing.documents(), at)));
    } else if (!isPassedOver(term)) {
      entity.violations().add(at, "is not understood");
    }
  }

  /** Annotations of vocabularies, and what answers say (JSON Format 4.01, 4.5 and 20). */
  static boolean isPassedOver(String term) {
    return term.indexOf('.') >= 0
        || term.equals(Members.TYPE)
        || term.equals("count")
        || Members.isIgnored(term)
        || term.startsWith("media");
  }

  private void absent(Entity entity, EntityStorage type) {
    absent(entity, type, entity.draft(), entity.violations());
  }

  private void absent(Entity entity, EntityStorage type, Draft draft, Violations violations) {
    Absent absent = new Absent(writing, draft, violations, entity.mode(), entity.at().path());
    for (PropertyStorage property : type.properties().values()) {
      if (!entity.taken().contains(property.name()) && writing.defaults(entity, property)) {
        property.accept(absent);
      }
    }
    if (entity.mode() == Mode.REPLACE && type.dynamic() != null && !draft.has(type.dynamic())) {
      draft.clear(type.dynamic());
    }
  }

  /** What finds an entity by a reference in a body. */
  Slot reference(String id, At at, EntityStorage wanted, Violations violations, Script out) {
    Slot slot = writing.slot(wanted);
    nested
        .located(id, at, wanted, violations)
        .ifPresent(found -> out.later(writing.wanted(slot, found, missing(id, at), false)::step));
    return slot;
  }

  /** The same for an entity of any type; empty where it is no reference. */
  Optional<Slot> anyReference(String id, At at, Violations violations, Script out) {
    return nested
        .located(id, at, null, violations)
        .map(
            found -> {
              Slot slot = writing.slot(found.type());
              out.later(writing.wanted(slot, found, missing(id, at), false)::step);
              return slot;
            });
  }

  private static Refusal missing(String id, At at) {
    return new Refusal(ErrorCode.INVALID_VALUE, "There is no entity '" + id + "'.", at.path());
  }
}
