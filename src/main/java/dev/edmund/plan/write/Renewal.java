package dev.edmund.plan.write;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.rules.PropertyRule;
import dev.edmund.plan.rules.TypeRules;
import java.util.List;

/** Puts in what the server keeps up to date whenever an entity is changed. */
record Renewal(Writing writing) {

  /** Adds it to what an entity of a type gets. */
  void add(EntityStorage type, Draft draft) {
    TypeRules rules = writing.rules().of(type.type());
    for (PropertyStorage property : type.properties().values()) {
      rules
          .property(property.name())
          .flatMap(PropertyRule::onChange)
          .ifPresent(
              made -> property.asScalar().ifPresent(p -> Absent.fill(draft, p, made, writing)));
    }
  }

  /** Nothing else. */
  List<Cell> cells(EntityStorage type) {
    Draft draft = new Draft();
    add(type, draft);
    return draft.cells();
  }
}
