package dev.edmund.request.payload;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Tells what values of a body change in documents that are stored. */
final class DocumentPatcher {
  private final Documents documents;

  DocumentPatcher(Documents documents) {
    this.documents = documents;
  }

  /** What a complex value that is given in part changes in the stored one. */
  DocumentPatch patch(EdmComplexType declared, At at) {
    Members members = members(at);
    EdmComplexType type = writer().type(declared, members, at);
    Map<String, DocumentPatch.Change> changes = tagged(declared, type);
    members
        .values()
        .forEach(
            (name, value) -> {
              At member = at.member(name, value);
              if (documents.rules().takes(type, name, false, member)) {
                changes.put(name, change(type, name, members, member));
              }
            });
    writer().annotations(type, members, at);
    return new DocumentPatch(changes, null, fresh(declared, at));
  }

  /**
   * What a complex value puts in the place of the stored one. Parts that the server keeps stay;
   * where there are none, it is the value itself.
   */
  DocumentPatch.Change replacement(EdmComplexType declared, At at) {
    Members members = members(at);
    EdmComplexType type = writer().type(declared, members, at);
    Map<String, DocumentPatch.Change> changes = tagged(declared, type);
    Set<String> kept = new HashSet<>();
    boolean keeps = false;
    for (String name : type.getPropertyNames()) {
      JsonValue given = members.values().getOrDefault(name, JsonValue.nothing());
      At member = at.member(name, given);
      if (!documents.rules().takes(type, name, false, member)) {
        kept.add(name);
      } else {
        DocumentPatch.Change change = replaced(type, name, members, at);
        keeps |= change instanceof DocumentPatch.Inside;
        changes.put(name, change);
      }
    }
    members
        .values()
        .forEach(
            (name, value) -> {
              if (!kept.contains(name) && !changes.containsKey(name)) {
                changes.put(name, change(type, name, members, at.member(name, value)));
              }
            });
    writer().annotations(type, members, at);
    return kept.isEmpty() && !keeps
        ? new DocumentPatch.Put(text(w -> w.value(ValueType.of(declared, false, null), at)), null)
        : new DocumentPatch.Inside(new DocumentPatch(changes, kept, fresh(declared, at)));
  }

  private DocumentPatch.Change replaced(
      EdmComplexType type, String name, Members members, At around) {
    EdmProperty property = Objects.requireNonNull(type.getStructuralProperty(name));
    JsonValue given = members.values().get(name);
    if (given == null) {
      String text = text(w -> inObject(w, () -> w.absent(type, property, around)));
      JsonValue absent = DocumentPatch.parsed(text).members().get(name);
      return absent == null
          ? new DocumentPatch.Remove()
          : new DocumentPatch.Put(JsonText.of(absent), null);
    }
    At at = around.member(name, given);
    ValueType value = ValueType.of(property);
    boolean part = value.type() instanceof EdmComplexType && !value.collection();
    return part && !given.is(JsonValue.Kind.NULL)
        ? replacement((EdmComplexType) Objects.requireNonNull(value.type()), at)
        : change(type, name, members, at);
  }

  private static void inObject(DocumentWriter writer, Runnable members) {
    writer.begin();
    members.run();
    writer.end();
  }

  private static Members members(At at) {
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      throw at.problem("expected an object");
    }
    return Members.of(at);
  }

  private static Map<String, DocumentPatch.Change> tagged(
      EdmComplexType declared, EdmComplexType type) {
    Map<String, DocumentPatch.Change> changes = new LinkedHashMap<>();
    if (!type.getFullQualifiedName().equals(declared.getFullQualifiedName())) {
      String name = JsonText.of(JsonValue.string(type.getFullQualifiedName().toString()));
      changes.put(DocumentPatch.TAG, new DocumentPatch.Put(name, null));
    }
    return changes;
  }

  /** What the value is where there is none to change; or why it cannot be. */
  private DocumentPatch.Fresh fresh(EdmComplexType declared, At at) {
    try {
      String text = text(w -> w.value(ValueType.of(declared, false, null), at));
      return new DocumentPatch.Fresh(text, null);
    } catch (DataException e) {
      return new DocumentPatch.Fresh("", e);
    }
  }

  private DocumentPatch.Change change(EdmComplexType type, String name, Members members, At at) {
    EdmProperty property = type.getStructuralProperty(name);
    if (property == null && (type.getNavigationProperty(name) != null || !type.isOpenType())) {
      writer().member(type, name, members, at);
    }
    if (property == null) {
      return dynamicChange(name, members, at);
    }
    ValueType value = ValueType.of(property);
    if (at.value().is(JsonValue.Kind.NULL)) {
      writer().declared(value, name, at);
      return new DocumentPatch.Remove();
    }
    if (value.type() instanceof EdmComplexType complex && !value.collection()) {
      return new DocumentPatch.Inside(patch(complex, at));
    }
    return new DocumentPatch.Put(text(w -> w.value(value, at)), null);
  }

  /** A dynamic property is changed as a whole: what its parts are only its value tells. */
  DocumentPatch.Change dynamicChange(String name, Members members, At at) {
    DocumentWriter.requireName(name, at);
    if (at.value().is(JsonValue.Kind.NULL)) {
      return new DocumentPatch.Remove();
    }
    ValueType type = writer().type(name, members, at);
    return new DocumentPatch.Put(
        text(w -> w.value(type, at)), DocumentWriter.isTagged(type) ? type.name() : null);
  }

  private DocumentWriter writer() {
    return new DocumentWriter(documents, new StringBuilder());
  }

  private String text(Consumer<DocumentWriter> write) {
    StringBuilder text = new StringBuilder();
    write.accept(new DocumentWriter(documents, text));
    return text.toString();
  }
}
