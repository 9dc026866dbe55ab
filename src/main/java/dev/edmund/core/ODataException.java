package dev.edmund.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of Edmund: a request that cannot be answered, with a message its sender can act
 * on. Neither message nor target ever holds SQL, a class name or a path of this machine.
 */
public final class ODataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String target;
  private final @Nullable String ownCode;
  private final boolean passing;
  private final transient List<Detail> details;

  private ODataException(
      ErrorCode code,
      String message,
      @Nullable String target,
      boolean passing,
      List<Detail> details,
      @Nullable String ownCode,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.target = target;
    this.ownCode = ownCode;
    this.passing = passing;
    this.details = List.copyOf(details);
  }

  /** One of several things that are wrong with a request (JSON Format, 21.1). */
  public record Detail(ErrorCode code, String message, @Nullable String target) {}

  /** An error with everything that is wrong; one thing alone is the error itself. */
  public static ODataException of(List<Detail> details) {
    Detail first = details.get(0);
    return details.size() == 1
        ? new ODataException(first.code, first.message, first.target)
        : new ODataException(
            first.code,
            "The request has " + details.size() + " errors.",
            null,
            false,
            details,
            null,
            null);
  }

  /**
   * @param message what is wrong and where, for the sender of the request
   * @param target the part of the request that is wrong, such as {@code $filter}
   */
  public ODataException(ErrorCode code, String message, @Nullable String target) {
    this(code, message, target, false, List.of(), null, null);
  }

  public ODataException(ErrorCode code, String message) {
    this(code, message, (String) null);
  }

  /** As above, with the cause for the log; the cause is never shown to the sender. */
  public ODataException(ErrorCode code, String message, Throwable cause) {
    this(code, message, null, false, List.of(), null, cause);
  }

  /** {@link ErrorCode#UNAVAILABLE} for a reason that may be over when the same is asked again. */
  public static ODataException passing(String message, Throwable cause) {
    return passing(ErrorCode.UNAVAILABLE, message, cause);
  }

  /** Another error for such a reason. */
  public static ODataException passing(ErrorCode code, String message, @Nullable Throwable cause) {
    return new ODataException(code, message, null, true, List.of(), null, cause);
  }

  /**
   * An error with a code that the model gives it.
   *
   * @param ownCode stands in the error object in the place of {@code code}; null for that one
   */
  public static ODataException coded(
      ErrorCode code, @Nullable String ownCode, String message, @Nullable String target) {
    return new ODataException(code, message, target, false, List.of(), ownCode, null);
  }

  /** A refusal of something that OData defines and Edmund does not do yet. */
  public static ODataException notImplemented(String what, @Nullable String target) {
    return new ODataException(
        ErrorCode.NOT_IMPLEMENTED, what + " is not implemented by this service.", target);
  }

  public ErrorCode code() {
    return code;
  }

  /** The code that the model gives this error; null where it gives none. */
  public @Nullable String ownCode() {
    return ownCode;
  }

  /** The code as it stands in the error object. */
  public String shownCode() {
    return ownCode == null ? code.code() : ownCode;
  }

  public @Nullable String target() {
    return target;
  }

  /** Everything that is wrong, where that is more than one thing. */
  public List<Detail> details() {
    return details;
  }

  /** Whether the same request may well succeed a moment later. */
  public boolean isPassing() {
    return passing;
  }

  /** The message, which is never null here. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
