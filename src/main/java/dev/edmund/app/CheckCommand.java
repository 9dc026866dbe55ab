package dev.edmund.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a model and prints its diagnostics. */
@Command(name = "check", description = "Reads a model and prints what is wrong with it.")
final class CheckCommand implements Callable<Integer> {
  private final Parts parts;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The CSDL file.")
  private Path model = Path.of("");

  CheckCommand(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!Files.isRegularFile(model)) {
      throw new UserException("the model " + model + " is not there; name another file");
    }
    Composition.Report report = parts.check(model);
    report.lines().forEach(out::println);
    long errors = report.errors();
    long rest = report.lines().size() - errors;
    out.println(
        model + ": " + count(errors, "error", "errors") + ", " + count(rest, "note", "notes"));
    out.flush();
    return errors == 0 ? Main.OK : Main.USER_ERROR;
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
