package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.apply.Shape;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** The words between expressions in {@code $apply} and {@code $compute}: with, from, as. */
final class Keywords {
  private Keywords() {}

  /** Whether the word follows between blanks, which is then skipped with them. */
  static boolean accept(Cursor in, String word) {
    int start = in.position();
    if (in.blanks() && in.startsWith(word)) {
      in.moveTo(in.position() + word.length());
      if (in.blanks()) {
        in.budget().token();
        return true;
      }
    }
    in.moveTo(start);
    return false;
  }

  static void expect(Cursor in, String word) {
    if (!accept(in, word)) {
      throw missing(in, word);
    }
  }

  /** The error where a word is missing. */
  static ODataException missing(Cursor in, String word) {
    in.blanks();
    return in.syntax("'" + word + "' is expected");
  }

  /**
   * Reads {@code as Name}.
   *
   * @param shape the instances that the name is added to, none of whose properties it may have
   */
  static String alias(Cursor in, Shape shape) {
    return alias(in, shape, null);
  }

  /**
   * Reads {@code as Name}.
   *
   * @param own a declared property that is not there any more and whose name may be used again
   */
  static String alias(Cursor in, Shape shape, @Nullable String own) {
    expect(in, "as");
    int start = in.position();
    String name = in.name();
    EdmStructuredType type = EdmTypes.structured(shape.type());
    boolean declared = type != null && type.getProperty(name) != null;
    if ((declared && !name.equals(own)) || shape.parts().containsKey(name)) {
      throw taken(name, start, in);
    }
    return name;
  }

  /** The error where a name stands for something else already. */
  static ODataException taken(String name, int start, Cursor in) {
    return in.errorAt(
        start,
        ErrorCode.BAD_REQUEST,
        "there is already a property '" + name + "', unlike the new name");
  }
}
