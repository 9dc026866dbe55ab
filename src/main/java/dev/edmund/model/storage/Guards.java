package dev.edmund.model.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and change which entities.
 *
 * @param owned what says whose the entities of a type are, for types that have owners
 * @param shares where it says who else may do what with an entity; null where the model has none
 * @param unrestricted the operations in SQL that anybody may call, by {@link
 *     dev.edmund.model.operation.OperationSql#key}
 * @param viewer for whom entities are read and changed; null where all may do everything
 */
public record Guards(
    Map<FullQualifiedName, Owned> owned,
    @Nullable Shares shares,
    Set<String> unrestricted,
    @Nullable Viewer viewer) {
  /** Nothing has an owner. */
  public static final Guards NONE = new Guards(Map.of(), null, Set.of(), null);

  public Guards {
    owned = Map.copyOf(owned);
    unrestricted = Set.copyOf(unrestricted);
  }

  /**
   * Whose an entity is.
   *
   * @param owner the column with the id of a user or a group of users
   * @param unit the column with the id of what the owner belongs to; null where there is none
   */
  public record Owned(Column owner, @Nullable Column unit) {}

  /** The rows that say who may do what with an entity. */
  public record Shares(EntityStorage type, Column object, Column principal, Column rights) {}

  /**
   * Who looks.
   *
   * @param principals the ids of the user and of the groups that it belongs to, in order
   * @param unit the id of what the user belongs to, where all that belongs to the same may be seen;
   *     null where only what users own and share may be
   */
  public record Viewer(List<Object> principals, @Nullable Object unit) {
    public Viewer {
      principals = List.copyOf(principals);
    }
  }

  /** The same for somebody. */
  public Guards seenBy(Viewer somebody) {
    return new Guards(owned, shares, unrestricted, somebody);
  }

  /** What restricts who sees the entities of a type; empty where nothing does. */
  public Optional<Owned> restricting(EntityStorage type) {
    return viewer == null ? Optional.empty() : Optional.ofNullable(owned.get(type.name()));
  }

  /** The rights to an entity, as shares add them up. */
  public static final class Rights {
    public static final long READ = 1;
    public static final long WRITE = 2;

    /** To lead the entity to others. */
    public static final long APPEND = 4;

    /** To lead others to the entity. */
    public static final long APPEND_TO = 16;

    public static final long DELETE = 65_536;
    public static final long SHARE = 262_144;

    /** To give the entity away. */
    public static final long ASSIGN = 524_288;

    private Rights() {}
  }
}
