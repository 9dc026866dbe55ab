package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.store.Batches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/**
 * Puts the JSON value of one structural property into a row, or into rows of its own; answers
 * whether it was more than null.
 */
final class PropertyReader implements PropertyStorage.Visitor<Boolean> {
  private final Target target;
  private final Batches batches;
  private final String file;
  private final String label;
  private final Row row;
  private final long rowId;
  private final JsonValue value;

  /**
   * @param label the path of the property, for messages
   * @param rowId the row id that the rows of collections hang on
   */
  PropertyReader(
      Target target,
      Batches batches,
      String file,
      String label,
      Row row,
      long rowId,
      JsonValue value) {
    this.target = target;
    this.batches = batches;
    this.file = file;
    this.label = label;
    this.row = row;
    this.rowId = rowId;
    this.value = value;
  }

  private DataException problem(String reason) {
    return new Place(file, value.line()).problem(label, reason);
  }

  @Override
  public Boolean scalar(PropertyStorage.Scalar p) {
    if (value.is(JsonValue.Kind.NULL)) {
      requireNullable(p.property().isNullable());
      return false;
    }
    requireKind(p);
    try {
      row.set(p.column(), target.reader(p).read(value.text()));
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
    return true;
  }

  private void requireNullable(boolean nullable) {
    if (!nullable) {
      throw problem("must not be null");
    }
  }

  /** Which kind of JSON value a type is written as (JSON Format, 7.1). */
  private void requireKind(PropertyStorage.Scalar p) {
    boolean number = value.is(JsonValue.Kind.NUMBER);
    boolean string = value.is(JsonValue.Kind.STRING);
    boolean isEnum = p.type().getKind() == EdmTypeKind.ENUM;
    String expected =
        switch (p.column().type()) {
          case BOOLEAN -> value.is(JsonValue.Kind.BOOLEAN) ? "" : "true or false";
          case INTEGER ->
              (isEnum ? string : number || (string && p.type().getName().equals("Int64")))
                  ? ""
                  : isEnum ? "the name of a member in quotes" : "a number";
          case DOUBLE -> number || (string && value.text().matches("-?INF|NaN")) ? "" : "a number";
          case DECIMAL -> number || string ? "" : "a number";
          case TEXT, GUID, DATETIME, DATE, TIME, DURATION, BINARY, GEO, JSON ->
              string ? "" : "a string";
        };
    if (!expected.isEmpty()) {
      throw problem("expected " + expected);
    }
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    if (value.is(JsonValue.Kind.NULL)) {
      requireNullable(p.property().isNullable());
      return false;
    }
    if (!value.is(JsonValue.Kind.OBJECT)) {
      throw problem("expected an object");
    }
    row.set(p.presence(), target.present());
    Map<String, PropertyStorage> parts = new LinkedHashMap<>();
    p.parts().forEach(part -> parts.put(part.name(), part));
    String inner = label + "/";
    value
        .members()
        .forEach(
            (name, member) -> {
              PropertyStorage part = parts.get(name);
              if (part != null) {
                part.accept(
                    new PropertyReader(target, batches, file, inner + name, row, rowId, member));
              } else if (!isOwnType(name, member, p)) {
                throw new Place(file, member.line())
                    .problem(
                        inner + name, p.type().getFullQualifiedName() + " has no such property");
              }
            });
    return true;
  }

  /** Values of derived complex types have no storage, so only the declared type can be named. */
  private static boolean isOwnType(String name, JsonValue member, PropertyStorage.Complex p) {
    return (name.equals("@odata.type") || name.equals("@type"))
        && member.text().replaceFirst("^#", "").equals(p.type().getFullQualifiedName().toString());
  }

  @Override
  public Boolean values(PropertyStorage.Values p) {
    if (!value.is(JsonValue.Kind.ARRAY)) {
      throw problem("expected an array");
    }
    Row.Shape shape = new Row.Shape(List.of(p.table()));
    RequiredRules required = RequiredRules.ofMember(p.member(), target.dialect());
    for (int i = 0; i < value.items().size(); i++) {
      JsonValue item = value.items().get(i);
      String itemLabel = label + "[" + i + "]";
      Row child = new Row(shape);
      child.set(p.owner(), rowId);
      child.set(p.ordinal(), (long) i);
      p.member().accept(new PropertyReader(target, batches, file, itemLabel, child, rowId, item));
      required.apply(child, new Place(file, item.line()), itemLabel + "/");
      batches.add(p.table(), child.cells(0));
    }
    return true;
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    throw problem("cannot be loaded yet");
  }

  @Override
  public Boolean stream(PropertyStorage.Stream p) {
    throw problem("cannot be loaded yet");
  }
}
