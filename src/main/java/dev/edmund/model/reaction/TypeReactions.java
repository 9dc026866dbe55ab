package dev.edmund.model.reaction;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the entities of exactly one type.
 *
 * @param columns all of its own columns and inherited ones, without its row id
 * @param made those that the server sets with each change, so that they tell of none
 */
public record TypeReactions(
    EntityStorage type,
    List<Column> columns,
    Set<Column> made,
    @Nullable Mirror mirror,
    List<Kept> kept,
    List<Joined> joined,
    List<States> states,
    List<Check> checks) {
  public TypeReactions {
    columns = List.copyOf(columns);
    made = Set.copyOf(made);
    kept = List.copyOf(kept);
    joined = List.copyOf(joined);
    states = List.copyOf(states);
    checks = List.copyOf(checks);
  }

  /** Whether there is anything to do. */
  public boolean isEmpty() {
    return mirror == null
        && kept.isEmpty()
        && joined.isEmpty()
        && states.isEmpty()
        && checks.isEmpty();
  }

  /** Whether what was there before a change matters, and any change does. */
  public boolean isAboutAll() {
    return mirror != null
        || !checks.isEmpty()
        || states.stream().anyMatch(s -> !s.readOnly().isEmpty());
  }

  /** Whether there is anything to do when an entity was added. */
  public boolean isAboutNew() {
    return isAboutAll() && (mirror != null || !kept.isEmpty() || !checks.isEmpty());
  }

  /** The columns that rules read or write. */
  public Set<Column> concerned() {
    Set<Column> columns = new LinkedHashSet<>();
    for (States of : states) {
      columns.add(of.state());
      columns.add(of.status());
    }
    for (Joined text : joined) {
      columns.add(text.column());
      columns.addAll(text.of());
    }
    for (Kept one : kept) {
      columns.add(one.column());
      for (Lookup lookup : one.of()) {
        columns.add(lookup.value());
        lookup.ways().stream()
            .map(Lookup.Way::discriminator)
            .forEach(
                column -> {
                  if (column != null) {
                    columns.add(column);
                  }
                });
      }
    }
    return columns;
  }
}
