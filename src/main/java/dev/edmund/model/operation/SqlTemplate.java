package dev.edmund.model.operation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statement with names in the places of values.
 *
 * @param parts text and names, in order
 */
public record SqlTemplate(List<Part> parts) {
  public SqlTemplate {
    parts = List.copyOf(parts);
  }

  /** A piece of a statement. */
  public sealed interface Part {
    <R> R accept(Visitor<R> visitor);
  }

  /** Text that stays as it is. */
  public record Text(String text) implements Part {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A name that a value is put in for, without its colon. */
  public record Name(String name) implements Part {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.name(this);
    }
  }

  /** What can be done to a piece. */
  public interface Visitor<R> {
    R text(Text part);

    R name(Name part);
  }

  /** The names in it. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Part part : parts) {
      if (part instanceof Name name) {
        names.add(name.name());
      }
    }
    return names;
  }

  /** The first word, in upper case. */
  public String verb() {
    return parts.isEmpty() || !(parts.get(0) instanceof Text text)
        ? ""
        : SqlScanner.firstWord(text.text());
  }
}
