package dev.edmund.request;

import dev.edmund.core.ODataException;
import java.util.function.Supplier;

/** Adds the target to errors from where it is not known. */
final class Located {
  private Located() {}

  static <T> T at(String target, Supplier<T> read) {
    try {
      return read.get();
    } catch (ODataException e) {
      if (e.target() != null) {
        throw e;
      }
      throw new ODataException(e.code(), target + ": " + e.text(), target);
    }
  }
}
