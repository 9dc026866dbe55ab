package dev.edmund.app;

import dev.edmund.format.transfer.Exporter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the entities of a set to a file. */
@Command(
    name = "export",
    description = "Writes the entities of a set, as import reads them, from one state of the data.")
final class ExportCommand implements Callable<Integer> {
  private final Parts parts;
  private final StandardStreams streams;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TransferOptions transfer = new TransferOptions();

  @Mixin private final DatabaseOptions data;

  ExportCommand(Parts parts, StandardStreams streams, UnaryOperator<@Nullable String> environment) {
    this.parts = parts;
    this.streams = streams;
    this.data = new DatabaseOptions(environment);
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    // Standard output is for the entities.
    PrintWriter err = command.commandLine().getErr();
    ExportFiles files;
    Settings settings;
    Path all = transfer.all();
    String set = transfer.set();
    if (all != null) {
      settings = data.settings(transfer.onlyModel());
      files = ExportFiles.in(all, format(""));
    } else if (set == null) {
      throw new UserException("a set is needed; see " + command.qualifiedName() + " --help");
    } else {
      String file = transfer.file();
      String name = file == null ? TransferFiles.STANDARD : file;
      settings = data.settings(transfer.model());
      files = ExportFiles.one(set, name, format(name), streams);
    }
    parts.exporting(settings, files, ConsoleProgress.on(err));
    err.flush();
    return Main.OK;
  }

  private Exporter.Format format(String name) {
    String format = transfer.format();
    boolean named = !name.isEmpty() && !name.equals(TransferFiles.STANDARD);
    if (format == null && !named) {
      return Exporter.Format.JSON;
    }
    return Exporter.Format.valueOf(
        (format == null ? TransferFiles.of(name) : TransferFiles.format(format)).name());
  }
}
