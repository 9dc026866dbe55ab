package dev.edmund.store;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Version;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.VersionSql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The sequence of numbers that versions in the whole database are taken from. */
public final class VersionNumbers {
  private VersionNumbers() {}

  /** Whether a number has been taken, so that the sequence is behind what rows have. */
  static boolean areUsed(Handle handle, Dialect dialect) {
    return Scalar.number(handle, new VersionSql(dialect).last()) > 0;
  }

  /**
   * Has the next number be behind all versions that rows have, because rows came with theirs.
   *
   * @param handle of a transaction
   */
  public static void raise(Handle handle, Dialect dialect, Storage storage) {
    List<Column> columns =
        storage.entities().values().stream()
            .map(type -> type.version())
            .filter(version -> version.kind() == Version.Kind.SEQUENCE)
            .map(Version::column)
            .distinct()
            .toList();
    if (!columns.isEmpty()) {
      handle.execute(new VersionSql(dialect).raise(columns));
    }
  }
}
