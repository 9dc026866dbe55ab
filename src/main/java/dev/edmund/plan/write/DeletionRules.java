package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.plan.entity.Neighbours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of everything else when entities of one type are removed (Part 1, 11.4.5; CSDL XML,
 * 8.6).
 *
 * @param going entities that are removed with them
 * @param needing entities that keep them from being removed
 * @param losing entities that no longer lead to them
 * @param hanging rows that are parts of them: collections, streams, members of link tables
 */
public record DeletionRules(
    List<Going> going, List<Needing> needing, List<Losing> losing, List<Hanging> hanging) {
  public DeletionRules {
    going = List.copyOf(going);
    needing = List.copyOf(needing);
    losing = List.copyOf(losing);
    hanging = List.copyOf(hanging);
  }

  /**
   * Entities that go because a navigation property contains them, or has {@code Cascade}.
   *
   * @param navigation what the property is called
   */
  public record Going(Neighbours entities, String navigation) {}

  /** Entities that need what they lead to, or that it leads to, unless they go as well. */
  public record Needing(Neighbours entities, String navigation) {}

  /** Entities whose columns get other values. */
  public record Losing(Neighbours entities, String navigation, List<Cell> cells) {
    public Losing {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Rows of a table.
   *
   * @param owner the column with the row id of the entity
   * @param type the column that tells among which entities the row id is; null where there is one
   *     table of them
   * @param root what {@code type} has; null without it
   */
  public record Hanging(Column owner, @Nullable Column type, @Nullable String root) {
    static Hanging of(Column owner) {
      return new Hanging(owner, null, null);
    }
  }
}
