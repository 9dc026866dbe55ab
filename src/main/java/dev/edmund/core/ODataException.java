package dev.edmund.core;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of Edmund: a request that cannot be answered, with a message its sender can act
 * on. Neither message nor target ever holds SQL, a class name or a path of this machine.
 */
public final class ODataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String target;

  /**
   * @param message what is wrong and where, for the sender of the request
   * @param target the part of the request that is wrong, such as {@code $filter}
   */
  public ODataException(ErrorCode code, String message, @Nullable String target) {
    super(message);
    this.code = code;
    this.target = target;
  }

  public ODataException(ErrorCode code, String message) {
    this(code, message, (String) null);
  }

  /** As above, with the cause for the log; the cause is never shown to the sender. */
  public ODataException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.target = null;
  }

  /** A refusal of something that OData defines and Edmund does not do yet. */
  public static ODataException notImplemented(String what, @Nullable String target) {
    return new ODataException(
        ErrorCode.NOT_IMPLEMENTED, what + " is not implemented by this service.", target);
  }

  public ErrorCode code() {
    return code;
  }

  public @Nullable String target() {
    return target;
  }

  /** The message, which is never null here. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
