package dev.edmund.model.storage;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Hands out identifiers of one scope that differ whatever the case and fit 63 bytes, PostgreSQL's
 * limit. A name that is too long or taken gets a checksum of the whole name at its end, so that it
 * stays the same from run to run.
 */
final class Names {
  private static final int MAX_BYTES = 63;

  private final Set<String> taken = new HashSet<>();

  String unique(String wanted) {
    String name = fits(wanted) ? wanted : shortened(wanted, 0);
    for (int attempt = 1; !taken.add(name.toLowerCase(Locale.ROOT)); attempt++) {
      name = shortened(wanted, attempt);
    }
    return name;
  }

  private static boolean fits(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  private static String shortened(String wanted, int attempt) {
    CRC32 checksum = new CRC32();
    checksum.update((wanted + "#" + attempt).getBytes(StandardCharsets.UTF_8));
    String end = "_" + String.format(Locale.ROOT, "%08x", checksum.getValue());
    int length = wanted.length();
    while (!fits(wanted.substring(0, length) + end)) {
      length = wanted.offsetByCodePoints(length, -1);
    }
    return wanted.substring(0, length) + end;
  }
}
