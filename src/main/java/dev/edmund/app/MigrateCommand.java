package dev.edmund.app;

import dev.edmund.store.schema.Migration;
import dev.edmund.store.schema.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes the tables of a database to those of a model. */
@Command(
    name = "migrate",
    description = "Changes the tables of a database that was made for another version of a model.")
final class MigrateCommand implements Callable<Integer> {
  private final Parts parts;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final DataOptions data;

  @Option(
      names = "--dry-run",
      description = "Print what would be done, with its SQL, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--accept-loss",
      description = "Agree to the loss of what the plan lists as lost.")
  private boolean acceptLoss;

  MigrateCommand(Parts parts, UnaryOperator<@Nullable String> environment) {
    this.parts = parts;
    this.data = new DataOptions(environment);
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Settings settings = data.settings();
    Migration.Consent consent = new Migration.Consent(acceptLoss, dryRun);
    Plan plan = parts.migrate(settings, consent, ConsoleProgress.on(out));
    if (plan.changes().isEmpty()) {
      out.println(settings.databaseName() + " fits the model; there is nothing to change.");
    } else if (dryRun) {
      print(out, "To be changed:", plan.changes());
      plan.objections().forEach(out::println);
      print(out, "By these statements:", plan.statements());
    } else {
      print(out, "Changed:", plan.changes());
      print(out, "Lost, as agreed:", plan.losses());
    }
    out.flush();
    return dryRun && plan.isRefused(acceptLoss) ? Main.USER_ERROR : Main.OK;
  }

  private static void print(PrintWriter out, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println(title);
      lines.forEach(line -> out.println("  " + line.replace("\n", "\n  ")));
    }
  }
}
