package dev.edmund.store.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What becomes of a database when it is to fit a mapping.
 *
 * @param changes what is made, in words
 * @param losses what is lost by it, one line each
 * @param conflicts what stands against it, one line each
 * @param statements what does it, as it can be printed
 */
public record Plan(
    List<String> changes, List<String> losses, List<String> conflicts, List<String> statements) {
  private static final int SHOWN = 3;

  public Plan {
    changes = List.copyOf(changes);
    losses = List.copyOf(losses);
    conflicts = List.copyOf(conflicts);
    statements = List.copyOf(statements);
  }

  /** Nothing to do. */
  public static final Plan EMPTY = new Plan(List.of(), List.of(), List.of(), List.of());

  /** Whether it may not be carried out. */
  public boolean isRefused(boolean acceptLoss) {
    return !conflicts.isEmpty() || (!acceptLoss && !losses.isEmpty());
  }

  /** Such as {@code new table mscrm_lead, new column mscrm_account.fax and 3 more changes}. */
  public String summary() {
    String shown = changes.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = changes.size() - SHOWN;
    return more <= 0
        ? shown
        : shown + " and " + more + (more == 1 ? " more change" : " more changes");
  }

  /** The losses and conflicts under their titles, one a line. */
  public List<String> objections() {
    List<String> lines = new ArrayList<>();
    if (!losses.isEmpty()) {
      lines.add("This would be lost:");
      losses.forEach(line -> lines.add("  " + line));
    }
    if (!conflicts.isEmpty()) {
      lines.add("This has to be mended first:");
      conflicts.forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  /** What people are told when nothing was done. */
  public String refusal(String database) {
    List<String> lines = new ArrayList<>();
    lines.add("The database " + database + " was made for another model, and is as it was.");
    lines.addAll(objections());
    lines.add(
        conflicts.isEmpty()
            ? "To agree to that: edmund migrate --accept-loss. Else choose another --database."
            : "Mend the rows or the model, or choose another --database.");
    return String.join("\n", lines);
  }
}
