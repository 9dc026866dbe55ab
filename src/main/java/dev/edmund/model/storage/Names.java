package dev.edmund.model.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Hands out identifiers of one scope that differ whatever the case and are safe on every database.
 * A name that is not gets a checksum of what it stands for at its end. So do names that clash, both
 * of them unless one has the stronger claim: names do not depend on their order.
 */
final class Names {
  /** PostgreSQL's limit. */
  private static final int MAX_BYTES = 63;

  /** Edmund's own columns. Properties of these names have others, whether they clash or not. */
  private static final Set<String> OWN_COLUMNS =
      Set.of(
          "_rid",
          "_type",
          "_container",
          "_owner",
          "_dynamic",
          "_ordinal",
          "_source",
          "_target",
          "_target_type");

  /** Columns that every table of PostgreSQL has. */
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  /** How strong a claim to a name is, the strongest first. */
  enum Claim {
    FIXED,
    FIRST,
    SECOND,
    THIRD
  }

  private final String scope;
  private final Clashes clashes;
  private final Map<String, Claim> taken = new HashMap<>();
  private final Map<String, String> given = new HashMap<>();

  /**
   * @param scope tells the scopes of one model apart
   * @param clashes the clashes known from an earlier pass; receives new ones
   */
  Names(String scope, Clashes clashes) {
    this.scope = scope;
    this.clashes = clashes;
  }

  /** A name of Edmund's own, as it is. */
  String own(String name) {
    given.put(fold(name), "Edmund");
    take(name, Claim.FIXED);
    return name;
  }

  /**
   * A name that the model gives, as it is.
   *
   * @param stands for what, in the words of the model
   * @throws MappingException when it is given to something else too, or unsafe
   */
  String given(String name, String stands) {
    String folded = fold(name);
    if (!isAsItIs(name)) {
      throw new MappingException(
          "the name '" + safe(name) + "' for " + stands + " is not safe on every database",
          "take one of at most "
              + MAX_BYTES
              + " bytes, without control characters, that no"
              + " database reserves");
    }
    String holder = given.putIfAbsent(folded, stands);
    if (holder != null && !holder.equals(stands)) {
      throw new MappingException(
          "the name '" + name + "' is for both " + holder + " and " + stands,
          "give each a name of its own; upper and lower case are the same");
    }
    take(name, Claim.FIXED);
    return name;
  }

  /**
   * The name for something.
   *
   * @param wanted what it is called if nothing speaks against it
   * @param identity what it stands for, different for everything in the scope
   */
  String unique(String wanted, String identity) {
    return unique(wanted, identity, Claim.FIRST);
  }

  /**
   * @param claim names with a weaker claim give way to those with a stronger one
   */
  String unique(String wanted, String identity, Claim claim) {
    boolean stays = isAsItIs(wanted) && !clashes.contains(scope, fold(wanted), claim);
    String name = stays ? wanted : summed(safe(wanted), identity);
    for (int attempt = 1; !take(name, claim); attempt++) {
      name = summed(safe(wanted), identity + "#" + attempt);
    }
    return name;
  }

  /** Remembers for the next pass who must not have the name: the weaker of two, or both. */
  private boolean take(String name, Claim claim) {
    Claim holder = taken.putIfAbsent(fold(name), claim);
    if (holder != null) {
      clashes.add(scope, fold(name), holder.compareTo(claim) > 0 ? holder : claim);
    }
    return holder == null;
  }

  private static boolean isAsItIs(String name) {
    return safe(name).equals(name) && !isReserved(fold(name)) && fits(name);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean isReserved(String folded) {
    return OWN_COLUMNS.contains(folded)
        || SYSTEM_COLUMNS.contains(folded)
        || folded.startsWith("sqlite_")
        || folded.isBlank();
  }

  /** Without what a statement or its encoding cannot carry. */
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              boolean lost =
                  Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
              safe.appendCodePoint(lost ? '_' : c);
            });
    return safe.toString();
  }

  private static boolean fits(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  private static String summed(String safe, String identity) {
    // SQLite keeps names that begin with sqlite_ to itself.
    String start = fold(safe).startsWith("sqlite_") ? "_" + safe : safe;
    String end = "_" + checksum(identity);
    int length = start.length();
    while (!fits(start.substring(0, length) + end)) {
      length = start.offsetByCodePoints(length, -1);
    }
    return start.substring(0, length) + end;
  }

  private static String checksum(String identity) {
    // Not by a charset: none has bytes for half a surrogate pair.
    ByteBuffer bytes = ByteBuffer.allocate(identity.length() * Character.BYTES);
    bytes.asCharBuffer().put(identity);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
