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

/** Prints the statements that create the tables of a model. */
@Command(
    name = "ddl",
    description = "Prints the statements that create the tables and indexes of a model.")
final class DdlCommand implements Callable<Integer> {
  private final Parts parts;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The CSDL file.")
  private Path model = Path.of("");

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      defaultValue = "jdbc:sqlite:",
      description = "The kind of database (default: jdbc:sqlite:).")
  private String database = "";

  DdlCommand(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Integer call() {
    if (!Files.isRegularFile(model)) {
      throw new UserException("the model " + model + " is not there; name another file");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    parts.ddl(model, database).forEach(statement -> out.println(statement + ";"));
    out.flush();
    return Main.OK;
  }
}
