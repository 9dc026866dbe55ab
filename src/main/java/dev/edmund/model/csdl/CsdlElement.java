package dev.edmund.model.csdl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of a CSDL document as it was written. Names in the namespaces of CSDL are local names;
 * foreign ones are {@code {uri}local}.
 *
 * <p>Two elements are equal when they say the same; where they stand does not matter.
 *
 * @param attributes in document order
 * @param text the character data of an element without child elements, otherwise empty
 * @param line where the start tag starts, from 1
 */
public record CsdlElement(
    String name,
    Map<String, String> attributes,
    List<CsdlElement> children,
    String text,
    int line,
    int column) {

  public CsdlElement {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
  }

  /** The value of an attribute, or null when it is not written. */
  public @Nullable String attribute(String attribute) {
    return attributes.get(attribute);
  }

  /** The value of an attribute, or the default of the specification. */
  public String attribute(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  /** A Boolean attribute, or the default of the specification. */
  public boolean flag(String attribute, boolean otherwise) {
    String value = attributes.get(attribute);
    return value == null ? otherwise : value.equals("true") || value.equals("1");
  }

  /** The child elements with one name, in document order. */
  public List<CsdlElement> children(String child) {
    return children.stream().filter(e -> e.name.equals(child)).toList();
  }

  /** The first child element with this name. */
  public Optional<CsdlElement> child(String child) {
    return children.stream().filter(e -> e.name.equals(child)).findFirst();
  }

  /** The same element with other children. */
  public CsdlElement withChildren(List<CsdlElement> others) {
    return new CsdlElement(name, attributes, others, text, line, column);
  }

  /** What a person calls this element: its kind and, where it has one, its name. */
  public String label() {
    String own = attributes.get("Name");
    return own == null ? name : name + " " + own;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CsdlElement e
        && name.equals(e.name)
        && text.equals(e.text)
        && attributes.equals(e.attributes)
        && children.equals(e.children);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, attributes, children, text);
  }
}
