package dev.edmund.app;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Multiplies the data. */
@Command(
    name = "generate",
    description = "Multiplies the data of a model, always in the same way, for benchmarks.")
final class GenerateCommand implements Callable<Integer> {
  private final Parts parts;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final DataOptions data = new DataOptions();

  @Option(
      names = "--rows",
      paramLabel = "N",
      required = true,
      description = "How many entities the first set of the model has afterwards.")
  private long rows;

  GenerateCommand(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    if (rows < 1) {
      throw new UserException("there must be something to generate; say how much with --rows N");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Settings settings = data.settings();
    parts.generate(settings, rows, ConsoleProgress.on(out));
    out.println("The data is in " + settings.database() + ".");
    out.flush();
    return Main.OK;
  }
}
