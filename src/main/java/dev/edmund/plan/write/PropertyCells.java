package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DocumentPatch;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.StreamSource;
import dev.edmund.request.payload.TypeCheck;
import dev.edmund.request.payload.ValueReader;
import dev.edmund.request.payload.ValueType;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;

/** Turns the JSON value of a structural property into what the columns of a row get. */
final class PropertyCells implements PropertyStorage.Visitor<Boolean> {
  private static final String ANY_MEDIA = "application/octet-stream";

  private final Writing writing;
  private final Violations violations;
  private final Mode mode;
  private final ComplexLinks links;
  private final Draft draft;
  private final At at;

  PropertyCells(
      Writing writing, Violations violations, Mode mode, ComplexLinks links, Draft draft, At at) {
    this.writing = writing;
    this.violations = violations;
    this.mode = mode;
    this.links = links;
    this.draft = draft;
    this.at = at;
  }

  /** What takes the members of a complex value that are no properties of it. */
  interface ComplexLinks {
    /**
     * Takes one, and reports what is wrong with it.
     *
     * @param path of the complex value from the entity
     * @param name of the navigation property
     * @param term what stands behind its {@code @}; empty for the property itself
     */
    void take(PropertyStorage.Complex complex, String path, String name, String term, At member);
  }

  private PropertyCells with(Draft other, Mode otherMode, At member) {
    return new PropertyCells(writing, violations, otherMode, links, other, member);
  }

  private boolean isNull() {
    return at.value().is(JsonValue.Kind.NULL);
  }

  private boolean refuseNull(boolean nullable) {
    if (!nullable) {
      violations.add(at, "must not be null");
    }
    return false;
  }

  @Override
  public Boolean scalar(PropertyStorage.Scalar p) {
    if (isNull()) {
      draft.clear(p.column());
      if (p.offset() != null) {
        draft.clear(p.offset());
      }
      return refuseNull(p.property().isNullable());
    }
    violations.guard(
        at,
        () -> {
          ValueReader reader = new ValueReader(p.type(), p.property());
          String text = reader.text(at.value());
          set(p, reader.read(text), text);
        });
    return true;
  }

  private void set(PropertyStorage.Scalar p, Object value, String text) {
    draft.set(p.column(), value);
    Integer offset = p.offset() == null ? null : Values.offset(text);
    if (p.offset() != null && offset != null) {
      draft.set(p.offset(), (Object) (long) offset);
    } else if (p.offset() != null) {
      draft.clear(p.offset());
    }
    writing.rules().violations(p.property(), value).forEach(reason -> violations.add(at, reason));
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    if (isNull()) {
      p.accept(new Absent.Clear(draft));
      return refuseNull(p.property().isNullable());
    }
    if (!at.value().is(JsonValue.Kind.OBJECT)) {
      violations.add(at, "expected an object");
      return false;
    }
    draft.set(p.presence(), (Object) true);
    Map<String, PropertyStorage> parts = new LinkedHashMap<>();
    p.parts().forEach(part -> parts.put(part.name(), part));
    FreshValue fresh = new FreshValue(writing, p, at.path());
    Members members = EntityPlanner.members(at, violations);
    members
        .values()
        .forEach(
            (name, value) -> {
              At member = at.member(name, value);
              PropertyStorage part = parts.get(name);
              if (part != null && writing.keeps(p.type(), name, mode)) {
                if (writing.request().strict()) {
                  violations.add(member, Writing.KEPT);
                } else if (!writing.keeps(p.type(), name, Mode.INSERT)) {
                  parts.remove(name);
                  part.accept(fresh.cells(links, member));
                }
              } else if (part != null) {
                parts.remove(name);
                part.accept(with(draft, mode, member));
              } else {
                navigation(p, name, "", member);
              }
            });
    annotations(p, members);
    if (mode != Mode.UPDATE) {
      Absent absent = new Absent(writing, draft, violations, mode, at.path());
      parts.values().stream()
          .filter(part -> mode == Mode.INSERT || !writing.keeps(p.type(), part.name(), mode))
          .forEach(part -> part.accept(absent));
    }
    if (mode != Mode.INSERT && p.property().isNullable()) {
      fresh.complete(mode, parts.values(), draft);
    }
    return true;
  }

  private void navigation(PropertyStorage.Complex p, String name, String term, At member) {
    EdmComplexType type = (EdmComplexType) p.type();
    if (type.getNavigationProperty(name) == null) {
      violations.add(
          ErrorCode.UNKNOWN_NAME,
          member.path(),
          type.getFullQualifiedName() + " has no such property");
    } else {
      links.take(p, at.path(), name, term, member);
    }
  }

  private void annotations(PropertyStorage.Complex p, Members members) {
    Map<String, PropertyStorage> parts = new LinkedHashMap<>();
    p.parts().forEach(part -> parts.put(part.name(), part));
    members
        .annotations()
        .forEach(
            (name, terms) ->
                terms.forEach(
                    (term, given) -> {
                      At found = at.member(given.name(), given.value());
                      PropertyStorage part = parts.get(name);
                      if (term.equals(Members.BIND) || term.equals(DeltaPlanner.DELTA)) {
                        navigation(p, name, term, found);
                      } else if (term.equals(Members.TYPE) && name.isEmpty()) {
                        violations.guard(
                            found, () -> writing.documents().requireType(declared(p), found));
                      } else if (term.equals(Members.TYPE) && part != null) {
                        violations.guard(
                            found, () -> part.accept(new TypeCheck(writing.documents(), found)));
                      } else if (!EntityPlanner.isPassedOver(term)) {
                        violations.add(found, "is not understood");
                      }
                    }));
    for (PropertyStorage part : p.parts()) {
      part.asStream().ifPresent(s -> inlineStream(s, members));
    }
  }

  private static ValueType declared(PropertyStorage.Complex p) {
    return ValueType.of(p.type(), false, null);
  }

  @Override
  public Boolean values(PropertyStorage.Values p) {
    if (!at.value().is(JsonValue.Kind.ARRAY)) {
      violations.add(at, "expected an array");
      return false;
    }
    List<Draft> rows = new ArrayList<>();
    for (int i = 0; i < at.value().items().size(); i++) {
      Draft row = new Draft();
      p.member().accept(with(row, Mode.INSERT, at.item(i)));
      rows.add(row);
    }
    draft.members(p, rows);
    writing
        .rules()
        .countViolations(p.property(), rows.size())
        .forEach(reason -> violations.add(at, reason));
    return true;
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    if (isNull()) {
      draft.clear(p.column());
      return refuseNull(p.property().isNullable() && !p.collection());
    }
    boolean part = mode == Mode.UPDATE && !p.collection() && ValueType.of(p.property()).isComplex();
    violations.guard(
        at,
        () -> {
          DocumentPatch.Change change =
              part
                  ? new DocumentPatch.Inside(writing.documents().patch(p, at))
                  : mode == Mode.REPLACE
                      ? writing.documents().replacement(p, at)
                      : new DocumentPatch.Put(writing.documents().read(p, at), null);
          draft.set(p.column(), change.accept(new DocumentCell()));
        });
    return true;
  }

  /** A value that does not depend on the stored one is known before. */
  private static final class DocumentCell implements DocumentPatch.Visitor<Cell.Source> {
    @Override
    public Cell.Source put(DocumentPatch.Put c) {
      return new Cell.Given(c.text());
    }

    @Override
    public Cell.Source remove(DocumentPatch.Remove c) {
      return new Cell.Nothing();
    }

    @Override
    public Cell.Source inside(DocumentPatch.Inside c) {
      return new Cell.Patched(c);
    }

    @Override
    public Cell.Source items(DocumentPatch.Items c) {
      return new Cell.Patched(c);
    }

    @Override
    public Cell.Source insert(DocumentPatch.Insert c) {
      return new Cell.Patched(c);
    }
  }

  /** The bytes are taken together with what the annotations beside them say. */
  @Override
  public Boolean stream(PropertyStorage.Stream p) {
    return !isNull();
  }

  /** Takes the bytes of a stream that stand in the body (JSON Format 4.01, 9). */
  void inlineStream(PropertyStorage.Stream p, Members members) {
    JsonValue value = members.values().get(p.name());
    if (value == null) {
      return;
    }
    if (value.is(JsonValue.Kind.NULL)) {
      draft.stream(p, null);
      return;
    }
    At found = at.member(p.name(), value);
    violations.guard(
        found,
        () -> {
          ValueReader reader = new ValueReader(binary(), p.property());
          byte[] bytes = (byte[]) reader.read(value);
          String type =
              StreamSource.of(p.name(), members, at)
                  .contentType()
                  .map(given -> given.value().text())
                  .orElse(ANY_MEDIA);
          draft.stream(p, new Step.Content.Bytes(type, () -> new ByteArrayInputStream(bytes)));
        });
  }

  private static EdmPrimitiveType binary() {
    return EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.Binary);
  }
}
