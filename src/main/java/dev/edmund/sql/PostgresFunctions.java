package dev.edmund.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The functions that {@link PostgresDialect} calls, to be made in the schema of the tables. */
public final class PostgresFunctions {
  private static final List<String> RESOURCES =
      List.of(
          "postgres-functions.sql",
          "postgres-texts.sql",
          "postgres-arrays.sql",
          "postgres-geo.sql",
          "postgres-words.sql");

  /** No body has this at the end of a line but its own end. */
  private static final String END = "(?<=\\$\\$;)\\s*\n";

  private PostgresFunctions() {}

  /** What makes the functions, or replaces them, to be run one after the other. */
  public static List<String> statements() {
    return Arrays.stream(text().split(END)).map(s -> s.strip()).filter(s -> !s.isEmpty()).toList();
  }

  /** Another text whenever the functions are others. */
  public static String version() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String text() {
    return RESOURCES.stream().map(PostgresFunctions::text).collect(Collectors.joining("\n"));
  }

  private static String text(String resource) {
    try (InputStream in = PostgresFunctions.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is part of the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
