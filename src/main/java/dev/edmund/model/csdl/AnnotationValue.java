package dev.edmund.model.csdl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of an annotation, with full names in the place of aliases. */
public sealed interface AnnotationValue {

  /** The text of a constant or a path. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** The items of a collection; nothing for any other value. */
  default List<AnnotationValue> items() {
    return List.of();
  }

  /** The value of a property of a record. */
  default Optional<AnnotationValue> property(String name) {
    return Optional.empty();
  }

  /** The value of an annotation on a record or on this value. */
  default Optional<AnnotationValue> annotation(String term) {
    return Optional.empty();
  }

  /**
   * A constant or a path.
   *
   * @param kind of the expression, such as {@code Int}
   */
  record ConstantValue(String kind, String value) implements AnnotationValue {
    public boolean isPath() {
      return kind.endsWith("Path");
    }

    @Override
    public Optional<String> text() {
      return Optional.of(value);
    }
  }

  /** A collection. */
  record CollectionValue(List<AnnotationValue> items) implements AnnotationValue {
    public CollectionValue {
      items = List.copyOf(items);
    }
  }

  /**
   * A record.
   *
   * @param annotations on the record, by full term name
   */
  record RecordValue(
      Map<String, AnnotationValue> properties, Map<String, AnnotationValue> annotations)
      implements AnnotationValue {
    public RecordValue {
      properties = Map.copyOf(properties);
      annotations = Map.copyOf(annotations);
    }

    @Override
    public Optional<AnnotationValue> property(String name) {
      return Optional.ofNullable(properties.get(name));
    }

    @Override
    public Optional<AnnotationValue> annotation(String term) {
      return Optional.ofNullable(annotations.get(term));
    }
  }

  /** An annotation that stands without an expression: its value is the default of its term. */
  record DefaultValue() implements AnnotationValue {}

  /**
   * An expression that has to be evaluated.
   *
   * @param kind such as {@code And} or {@code Null}
   */
  record DynamicValue(String kind, List<AnnotationValue> operands) implements AnnotationValue {
    public DynamicValue {
      operands = List.copyOf(operands);
    }
  }

  /** The value that an annotation or property value element holds. */
  static AnnotationValue in(CsdlElement holder, Map<String, String> aliases) {
    return new AnnotationValues(new Names(aliases)).in(holder);
  }
}
