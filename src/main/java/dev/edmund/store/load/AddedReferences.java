package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import java.util.List;
import java.util.Set;

/**
 * The references of rows that were added or changed, and those to rows whose values have changed:
 * what else is in the database is not read again.
 */
final class AddedReferences {
  private static final int CHUNK = 500;

  private final ReferenceCheck check;
  private final Target target;
  private final Set<Column> changed;

  /**
   * @param changed the columns that have other values in rows that were there before
   */
  AddedReferences(ReferenceCheck check, Target target, Set<Column> changed) {
    this.check = check;
    this.target = target;
    this.changed = changed;
  }

  /** Checks them all. */
  void checkAll(Progress progress) {
    List<EntityStorage> types = List.copyOf(target.storage().entities().values());
    for (int i = 0; i < types.size(); i++) {
      progress.step("references", i, types.size());
      for (Link link : types.get(i).links().values()) {
        if (check.isChecked(types.get(i), link)) {
          check(types.get(i), link);
        }
      }
    }
    progress.step("references", types.size(), types.size());
  }

  private void check(EntityStorage type, Link link) {
    String root = type.root().name();
    if (target.grown().contains(root)) {
      check.checkBehind(type, link, target.before(root));
    }
    TouchedRows touched = target.touched().get(root);
    boolean dependent = link.pairs().stream().anyMatch(pair -> changed.contains(pair.source()));
    for (int i = 0; dependent && touched != null && i < touched.size(); i += CHUNK) {
      check.checkAmong(type, link, touched.from(i, CHUNK));
    }
    if (link.pairs().stream().anyMatch(pair -> changed.contains(pair.target()))) {
      check.checkAll(type, link);
    }
  }
}
