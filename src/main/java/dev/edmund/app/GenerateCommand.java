package dev.edmund.app;

import dev.edmund.store.generate.Generation;
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

/** Fills a database with rows. */
@Command(
    name = "generate",
    description = "Fills a database with rows that fit the model, always in the same way.")
final class GenerateCommand implements Callable<Integer> {
  private final Parts parts;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final DataOptions data;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many entities the first set of the model has afterwards (default: 100).")
  private long rows;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another number gives other rows (default: 1).")
  private long seed;

  GenerateCommand(Parts parts, UnaryOperator<@Nullable String> environment) {
    this.parts = parts;
    this.data = new DataOptions(environment);
  }

  @Override
  public Integer call() {
    if (rows < 1) {
      throw new UserException("there must be something to generate; say how much with --rows N");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Settings settings = data.settings();
    List<String> notes =
        parts.generate(settings, new Generation.Wanted(rows, seed), ConsoleProgress.on(out));
    notes.forEach(note -> out.println("note: " + note));
    out.println("The data is in " + settings.databaseName() + ".");
    out.flush();
    return Main.OK;
  }
}
