package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DocumentPatch;
import dev.edmund.request.payload.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The dynamic properties of an entity of an open type (CSDL XML 4.01, 6.3). */
record DynamicCells(Writing writing) {

  /**
   * Takes those that are given.
   *
   * @param names of the members that are dynamic properties
   */
  void add(Entity entity, List<String> names) {
    Column column = entity.type().dynamic();
    if (column == null || names.isEmpty()) {
      return;
    }
    if (entity.mode() == Mode.UPDATE) {
      entity.draft().set(column, new Cell.Patched(new DocumentPatch.Inside(patch(entity, names))));
      return;
    }
    entity
        .violations()
        .guard(
            entity.at(),
            () ->
                writing
                    .documents()
                    .dynamic(names, entity.members(), entity.at())
                    .ifPresentOrElse(
                        text -> entity.draft().set(column, (Object) text),
                        () -> entity.draft().clear(column)));
  }

  private DocumentPatch patch(Entity entity, List<String> names) {
    Map<String, DocumentPatch.Change> changes = new LinkedHashMap<>();
    for (String name : names) {
      JsonValue value = Objects.requireNonNull(entity.members().values().get(name));
      At at = entity.member(name, value);
      entity
          .violations()
          .guard(
              at,
              () ->
                  changes.put(name, writing.documents().dynamicChange(name, entity.members(), at)));
    }
    return new DocumentPatch(changes);
  }
}
