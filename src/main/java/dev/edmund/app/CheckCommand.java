package dev.edmund.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a model and prints its diagnostics. */
@Command(name = "check", description = "Reads a model and prints what is wrong with it.")
final class CheckCommand implements Callable<Integer> {
  private final Parts parts;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The CSDL file.")
  private Path model = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  CheckCommand(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!Files.exists(model)) {
      throw new UserException("the model " + model + " is not there; name another file");
    }
    CheckReport report = parts.check(model);
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return report.hasErrors() ? Main.USER_ERROR : Main.OK;
  }
}
