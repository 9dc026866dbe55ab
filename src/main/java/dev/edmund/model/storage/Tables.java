package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of one pass of a mapping. */
final class Tables {
  /** What Edmund remembers about a database; no entity type's table may have these names. */
  private static final List<String> OWN =
      List.of("edmund_meta", "edmund_answers", "edmund_version");

  private final Clashes clashes;
  private final Names names;
  private final List<TableDraft> entities = new ArrayList<>();
  private final List<TableDraft> dependents = new ArrayList<>();

  Tables(Clashes clashes) {
    this.clashes = clashes;
    this.names = new Names("", clashes);
    OWN.forEach(names::own);
  }

  /**
   * The table of an entity type.
   *
   * @param given the name that the model gives it, or null
   * @param wanted its name otherwise
   */
  TableDraft entity(
      @Nullable String given, String wanted, String identity, @Nullable TableDraft parent) {
    String name = given == null ? names.unique(wanted, identity) : names.given(given, identity);
    TableDraft draft =
        TableDraft.entity(name, identity, parent == null ? null : parent.name(), clashes);
    entities.add(draft);
    return draft;
  }

  /** A table whose rows hang on those of {@code on}. */
  TableDraft dependent(TableDraft on, String suffix, String of) {
    String identity = on.identity() + "/" + of;
    String name = names.unique(on.name() + "_" + suffix, identity, Names.Claim.SECOND);
    TableDraft draft = TableDraft.dependent(name, identity, clashes);
    dependents.add(draft);
    return draft;
  }

  /** The name of the change log of a table. */
  String log(String of) {
    return names.unique("edmund_log_" + of, "edmund/log/" + of, Names.Claim.SECOND);
  }

  /** A finished table. */
  Table build(TableDraft draft) {
    return draft.build(names);
  }

  /** All tables by name, parents first. */
  Map<String, Table> buildAll() {
    Map<String, Table> tables = new LinkedHashMap<>();
    entities.forEach(draft -> tables.put(draft.name(), build(draft)));
    dependents.forEach(draft -> tables.put(draft.name(), build(draft)));
    return tables;
  }
}
