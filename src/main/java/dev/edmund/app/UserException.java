package dev.edmund.app;

/** What the person at the keyboard can set right; the message says how. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserException(String message) {
    super(message);
  }
}
