package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import org.jspecify.annotations.Nullable;

/** The error that a step ends the change with when the data are not as it needs them. */
public record Refusal(ErrorCode code, String message, @Nullable String target) {
  /** What a body does wrong, where that depends on the data. */
  static Refusal of(ODataException.Detail detail) {
    return new Refusal(detail.code(), detail.message(), detail.target());
  }

  /** The error itself. */
  public ODataException exception() {
    return new ODataException(code, message, target);
  }
}
