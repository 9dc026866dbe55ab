package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DocumentPatch;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Changes one member of a document: a dynamic property, or a part of a complex value. */
final class MemberChange {
  private final Writing writing;
  private final Spot spot;
  private final boolean bare;
  private final Violations violations;
  private final Draft draft;

  MemberChange(Writing writing, Spot spot, boolean bare, Violations violations, Draft draft) {
    this.writing = writing;
    this.spot = spot;
    this.bare = bare;
    this.violations = violations;
    this.draft = draft;
  }

  /** Plans it; the value is null for a DELETE. */
  void plan(At at) {
    WriteRequest.Method method = writing.request().method();
    if (method == WriteRequest.Method.POST) {
      throw ODataException.notImplemented("Adding one item to this collection", at.path());
    }
    Column column = Objects.requireNonNull(spot.column(), "A member is in a document");
    violations.guard(
        at, () -> draft.set(column, new Cell.Patched(inside(spot.members(), change(at)))));
  }

  private static DocumentPatch inside(List<String> names, DocumentPatch.Change change) {
    DocumentPatch patch = new DocumentPatch(Map.of(names.get(names.size() - 1), change));
    for (int i = names.size() - 2; i >= 0; i--) {
      patch = new DocumentPatch(Map.of(names.get(i), new DocumentPatch.Inside(patch)));
    }
    return patch;
  }

  private DocumentPatch.Change change(At at) {
    EdmProperty property = spot.last();
    boolean isNull = at.value().is(JsonValue.Kind.NULL);
    if (property == null) {
      return dynamic(at);
    }
    boolean empties =
        property.isCollection() && writing.request().method() == WriteRequest.Method.DELETE;
    if (isNull && !empties && (property.isCollection() || !property.isNullable())) {
      throw at.problem("must not be null");
    }
    if (isNull) {
      return new DocumentPatch.Remove();
    }
    PropertyStorage.Document document =
        new PropertyStorage.Document(
            property.getName(),
            property.getType(),
            property,
            property.isCollection(),
            Objects.requireNonNull(spot.column()));
    boolean part =
        writing.request().method() == WriteRequest.Method.PATCH
            && property.getType() instanceof EdmComplexType;
    if (part && property.isCollection()) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "A collection is set by PUT and emptied by DELETE, not by PATCH.",
          at.path());
    }
    return part
        ? new DocumentPatch.Inside(writing.documents().patch(document, at))
        : writing.documents().replacement(document, at);
  }

  /** A dynamic property gets the type that the body names, as it would in its entity. */
  private DocumentPatch.Change dynamic(At at) {
    String name = spot.members().get(spot.members().size() - 1);
    if (writing.request().method() == WriteRequest.Method.PATCH) {
      throw ODataException.notImplemented("Changing a part of a value without a type", at.path());
    }
    Members members = bare ? new Members(Map.of(), Map.of()) : Bodies.asMember(writing, name);
    return writing.documents().dynamicChange(name, members, at);
  }
}
