package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DocumentPatch;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.apache.olingo.commons.api.edm.EdmProperty;

/**
 * Changes a part of a document: a dynamic property, a part of a complex value, or items of a
 * collection.
 */
final class MemberChange {
  private final Writing writing;
  private final Spot spot;
  private final Column column;
  private final boolean bare;
  private final Violations violations;
  private final Draft draft;
  private final ItemCounts counts;

  /**
   * @param column of the document
   * @param counts of the collection at the end, where there is one
   */
  MemberChange(
      Writing writing,
      Spot spot,
      Column column,
      boolean bare,
      Violations violations,
      Draft draft,
      ItemCounts counts) {
    this.counts = counts;
    this.writing = writing;
    this.spot = spot;
    this.column = column;
    this.bare = bare;
    this.violations = violations;
    this.draft = draft;
  }

  /** Plans it; the value is null for a DELETE. */
  void plan(At at) {
    violations.guard(
        at, () -> draft.set(column, new Cell.Patched(inside(spot.steps(), change(at)))));
  }

  private LongConsumer count() {
    EdmProperty property = spot.last();
    return property == null ? items -> {} : counts.check(property).orElse(items -> {});
  }

  private DocumentPatch.Change inside(List<Spot.Step> steps, DocumentPatch.Change change) {
    DocumentPatch.Change outer = change;
    for (int i = steps.size() - 1; i >= 0; i--) {
      String name = steps.get(i).name();
      outer =
          name == null
              ? new DocumentPatch.Items(
                  steps.get(i).index(),
                  outer,
                  outer instanceof DocumentPatch.Remove ? count() : items -> {})
              : new DocumentPatch.Inside(new DocumentPatch(Map.of(name, outer)));
    }
    return outer;
  }

  private boolean is(WriteRequest.Method method) {
    return writing.request().method() == method;
  }

  private DocumentPatch.Change change(At at) {
    EdmProperty property = spot.last();
    if (property == null) {
      return dynamic(at);
    }
    if (is(WriteRequest.Method.POST)) {
      return insert(property, at);
    }
    boolean isNull = at.value().is(JsonValue.Kind.NULL);
    boolean goes = is(WriteRequest.Method.DELETE) && property.isCollection();
    if (isNull && !goes && (spot.isCollection() || !property.isNullable())) {
      throw at.problem("must not be null");
    }
    if (isNull && !spot.item() && property.isCollection()) {
      writing
          .rules()
          .countViolations(property, 0)
          .forEach(
              reason -> {
                throw at.problem(reason);
              });
    }
    if (isNull) {
      return goes || !spot.item()
          ? new DocumentPatch.Remove()
          : new DocumentPatch.Put("null", null);
    }
    if (is(WriteRequest.Method.PATCH) && spot.isCollection()) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "A collection is set by PUT and emptied by DELETE, not by PATCH.",
          at.path());
    }
    PropertyStorage.Document document = document(property, spot.isCollection());
    return is(WriteRequest.Method.PATCH) && ValueType.of(property).isComplex()
        ? new DocumentPatch.Inside(writing.documents().patch(document, at))
        : writing.documents().replacement(document, at);
  }

  private PropertyStorage.Document document(EdmProperty property, boolean collection) {
    return new PropertyStorage.Document(
        property.getName(), property.getType(), property, collection, column);
  }

  private DocumentPatch.Change insert(EdmProperty property, At at) {
    if (!spot.isCollection()) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "A single value is set by PUT and removed by DELETE, not by POST.",
          at.path());
    }
    boolean isNull = at.value().is(JsonValue.Kind.NULL);
    if (isNull && !property.isNullable()) {
      throw at.problem("must not be null");
    }
    Long index = writing.request().options().rest().index();
    String text = isNull ? "null" : writing.documents().read(document(property, false), at);
    return new DocumentPatch.Insert(Objects.requireNonNullElse(index, -1L), text, count());
  }

  /** A dynamic property gets the type that the body names, as it would in its entity. */
  private DocumentPatch.Change dynamic(At at) {
    if (is(WriteRequest.Method.POST) || is(WriteRequest.Method.PATCH)) {
      throw ODataException.notImplemented("Changing a part of a value without a type", at.path());
    }
    String name = Objects.requireNonNull(spot.steps().get(spot.steps().size() - 1).name());
    Members members = bare ? new Members(Map.of(), Map.of()) : Bodies.asMember(writing, name);
    return writing.documents().dynamicChange(name, members, at);
  }
}
