package dev.edmund.store.schema;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.SchemaSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables of a database those of a mapping, inside the transaction of the handle: the
 * caller commits, or rolls back what is refused.
 */
public final class Migration {
  private static final String LOOKING = "rows looked at for changes";
  private static final String CHANGING = "steps of the schema change";

  private final Handle handle;
  private final Dialect dialect;
  private final Storage wanted;
  private final Origins origins;
  private final Progress progress;

  public Migration(Handle handle, Dialect dialect, Storage wanted, Progress progress) {
    this.handle = handle;
    this.dialect = dialect;
    this.wanted = wanted;
    this.origins = Origins.of(wanted);
    this.progress = progress;
  }

  /**
   * How far to go.
   *
   * @param acceptLoss whether somebody has agreed to what is lost
   * @param dryRun whether to find out only
   */
  public record Consent(boolean acceptLoss, boolean dryRun) {
    /** What loses nothing. */
    public static final Consent LOSSLESS = new Consent(false, false);
  }

  /**
   * Works out the plan and, unless it is refused or only asked for, carries it out.
   *
   * @param everything all tables of the database
   * @param own the names of those that are Edmund's
   * @param description of the mapping they were made for; null where there is none
   */
  public Plan run(
      Catalogue everything, Set<String> own, @Nullable Description description, Consent consent) {
    Catalogue present = everything.only(own);
    List<Change> changes = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    Map<String, String> renames = Comparison.renames(present, description, wanted);
    SchemaSql schema = new SchemaSql(dialect);
    renames.forEach(
        (from, to) -> {
          changes.add(new Change.RenameTable(from, to));
          Step rename = Step.Run.of(schema.renameTable(from, to));
          rename.run(handle);
          steps.add(rename);
        });
    Catalogue renamed = present.renamed(renames);
    Description old = description == null ? null : description.renamed(renames);
    List<Change> others = Comparison.of(renamed, old, wanted, dialect);
    wanted.tables().stream()
        .map(t -> t.name())
        .filter(name -> renamed.table(name) == null && isTaken(everything, own, name))
        .forEach(
            name ->
                others.add(
                    new Change.Impossible(
                        name + ": a table of this name is there and is not Edmund's")));
    return carryOut(renamed, changes, others, steps, consent);
  }

  private static boolean isTaken(Catalogue everything, Set<String> own, String name) {
    return everything.tables().keySet().stream()
        .anyMatch(there -> there.equalsIgnoreCase(name) && !own.contains(there));
  }

  private Plan carryOut(
      Catalogue present,
      List<Change> done,
      List<Change> changes,
      List<Step> steps,
      Consent consent) {
    List<Change> needed = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    Inspection inspection = new Inspection(handle, dialect, origins, present, changes);
    for (int i = 0; i < changes.size(); i++) {
      progress.step(LOOKING, i, changes.size());
      Verdict verdict = changes.get(i).accept(inspection);
      if (verdict.kind() != Verdict.Kind.NOTHING) {
        needed.add(changes.get(i));
      }
      switch (verdict.kind()) {
        case NOTHING, HARMLESS -> {}
        case LOSS -> losses.add(verdict.text());
        case CONFLICT -> conflicts.add(verdict.text());
      }
    }
    steps.addAll(Steps.of(needed, present, wanted, dialect, !losses.isEmpty()));
    List<String> texts = new ArrayList<>();
    done.forEach(change -> texts.add(change.text()));
    needed.forEach(change -> texts.add(change.text()));
    Plan plan = new Plan(texts, losses, conflicts, steps.stream().map(Step::text).toList());
    if (!consent.dryRun() && !plan.isRefused(consent.acceptLoss())) {
      List<Step> rest = steps.subList(done.size(), steps.size());
      for (int i = 0; i < rest.size(); i++) {
        progress.step(CHANGING, i, rest.size());
        rest.get(i).run(handle);
      }
      if (!rest.isEmpty()) {
        progress.step(CHANGING, rest.size(), rest.size());
      }
    }
    return plan;
  }
}
