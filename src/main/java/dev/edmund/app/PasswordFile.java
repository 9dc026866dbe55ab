package dev.edmund.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Passwords, which are no arguments: all users of a machine can read those. */
final class PasswordFile {
  private PasswordFile() {}

  /**
   * The first line of a file, or else the value of a variable; null where there is neither.
   *
   * @throws UserException when the file cannot be read or is empty
   */
  static @Nullable String read(@Nullable Path file, Supplier<@Nullable String> variable) {
    if (file == null) {
      String password = variable.get();
      return password == null || password.isEmpty() ? null : password;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .findFirst()
          .orElseThrow(() -> new UserException("the password file " + file + " is empty"));
    } catch (IOException | UncheckedIOException e) {
      throw new UserException(
          "the password file " + file + " cannot be read; name another or mend its permissions");
    }
  }
}
