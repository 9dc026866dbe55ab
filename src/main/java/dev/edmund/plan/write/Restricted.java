package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds bodies to what the model says about the places of their entities (Capabilities). */
record Restricted(Writing writing) {

  private Restrictions at(Entity entity) {
    return writing.rules().at(entity.home().places());
  }

  /** Reports a structural property, or a part of one, that must not be sent. */
  void property(Entity entity, String name) {
    Restrictions restrictions = at(entity);
    JsonValue value = entity.members().values().get(name);
    for (String path : value == null ? Set.<String>of() : paths(name, value)) {
      report(
          entity,
          entity.isNew() ? restrictions.insertProperty(path) : restrictions.updateProperty(path));
    }
  }

  /** The paths of a property and of all that is sent inside of its value. */
  static Set<String> paths(String name, JsonValue value) {
    Set<String> paths = new LinkedHashSet<>();
    collect(name, value, paths);
    return paths;
  }

  /** Reports the properties that have to be sent and are not. */
  void requireAll(Entity entity) {
    Set<String> given = new LinkedHashSet<>();
    entity.members().values().forEach((name, value) -> collect(name, value, given));
    Restrictions restrictions = at(entity);
    (entity.isNew() ? restrictions.missingOnInsert(given) : restrictions.missingOnUpdate(given))
        .forEach(detail -> report(entity, Optional.of(detail)));
  }

  private static void collect(String path, JsonValue value, Set<String> paths) {
    paths.add(path);
    for (Map.Entry<String, JsonValue> member : value.members().entrySet()) {
      if (member.getKey().indexOf('@') < 0) {
        collect(path + "/" + member.getKey(), member.getValue(), paths);
      }
    }
  }

  /** Reports a navigation property that must not be led elsewhere. */
  void link(Entity entity, At at) {
    if (!entity.isNew()) {
      report(entity, at(entity).updateNavigation(path(entity, at)));
      if (at.value().is(JsonValue.Kind.NULL)) {
        Optional<Detail> refused = at(entity).deleteLink(path(entity, at));
        refused.ifPresent(detail -> report(detail, at, entity.violations()));
      }
    }
  }

  /** Reports entities inside of another one where only references may stand. */
  void nested(Entity entity, At at) {
    String path = path(entity, at);
    Restrictions restrictions = at(entity);
    if (entity.isNew()) {
      report(entity, restrictions.insertNavigation(path));
      report(entity, restrictions.deepInsert(path));
    } else {
      report(entity, restrictions.deepUpdate(path));
    }
  }

  /** Reports that nothing can be added where a nested entity would be. */
  void insert(Home home, At at, Violations violations) {
    writing.rules().at(home.places()).insert().ifPresent(d -> report(d, at, violations));
  }

  /** Has a change of a nested entity fail where it is not allowed, if the entity is there. */
  void update(Home home, Mode mode, Slot slot, At at, Script out) {
    Restrictions restrictions = writing.rules().at(home.places());
    refuse(mode == Mode.REPLACE ? restrictions.put() : restrictions.patch(), slot, at, out);
  }

  /** Has the removal of a nested entity fail where it is not allowed, if the entity is there. */
  void delete(Home home, Slot slot, At at, Script out) {
    refuse(writing.rules().at(home.places()).delete(), slot, at, out);
  }

  private static void refuse(Optional<Detail> refused, Slot slot, At at, Script out) {
    refused.ifPresent(
        detail -> {
          Refusal refusal = new Refusal(ErrorCode.BAD_REQUEST, detail.message(), at.path());
          out.add(new Step.Require(slot, Map.of(), values -> false, refusal));
        });
  }

  /** The path of a member from its entity, without the index of an item. */
  static String path(Entity entity, At at) {
    String own = entity.at().path();
    String path = own.isEmpty() ? at.path() : at.path().substring(own.length() + 1);
    int annotation = path.indexOf('@');
    return annotation < 0 ? path : path.substring(0, annotation);
  }

  private static void report(Detail detail, At at, Violations violations) {
    violations.add(new Detail(ErrorCode.BAD_REQUEST, detail.message(), at.path()));
  }

  private static void report(Entity entity, Optional<Detail> refused) {
    refused.ifPresent(
        detail -> {
          String own = entity.at().path();
          String target = detail.target();
          boolean root = own.isEmpty() || target == null;
          entity
              .violations()
              .add(new Detail(detail.code(), detail.message(), root ? target : own + "/" + target));
        });
  }
}
