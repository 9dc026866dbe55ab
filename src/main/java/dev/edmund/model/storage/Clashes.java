package dev.edmund.model.storage;

import java.util.HashSet;
import java.util.Set;

/** The names that more than one thing asked for, scope by scope, over all passes of a mapping. */
final class Clashes {
  private final Set<String> names = new HashSet<>();

  /** Whether names clashed that a pass did not know of when it began. */
  private boolean isNew;

  void begin() {
    isNew = false;
  }

  boolean isNew() {
    return isNew;
  }

  /** Whether something with such a claim must not have a name. */
  boolean contains(String scope, String folded, Names.Claim claim) {
    return names.contains(key(scope, folded, claim));
  }

  void add(String scope, String folded, Names.Claim claim) {
    isNew |= names.add(key(scope, folded, claim));
  }

  private static String key(String scope, String folded, Names.Claim claim) {
    return claim + "\0" + scope + "\0" + folded;
  }
}
