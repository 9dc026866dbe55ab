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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the entities of a set to a file. */
@Command(
    name = "export",
    description = "Writes the entities of a set, as import reads them, from one state of the data.")
final class ExportCommand implements Callable<Integer> {
  private final Parts parts;
  private final StandardStreams streams;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SET",
      description = "The entity set or singleton.")
  private @Nullable String set;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A .csv, .json, .ndjson or .jsonl file, also with .gz behind; - for standard output"
              + " (default: -).")
  private @Nullable String file;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The CSDL file (default: model/connections.csdl.xml).")
  private @Nullable Path model;

  @Mixin private final DatabaseOptions data;

  @Option(
      names = "--all",
      paramLabel = "DIR",
      description = "Export every set and singleton to a folder, each to a file of its name.")
  private @Nullable Path all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, json or ndjson (default: as the name of the file ends, else json).")
  private @Nullable String format;

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
    if (all != null) {
      settings = data.settings(TransferFiles.onlyModel(set, file, model));
      files = ExportFiles.in(all, format(""));
    } else if (set == null) {
      throw new UserException("a set is needed; see " + command.qualifiedName() + " --help");
    } else {
      String name = file == null ? TransferFiles.STANDARD : file;
      settings = data.settings(model);
      files = ExportFiles.one(set, name, format(name), streams);
    }
    parts.exporting(settings, files, ConsoleProgress.on(err));
    err.flush();
    return Main.OK;
  }

  private Exporter.Format format(String name) {
    boolean named = !name.isEmpty() && !name.equals(TransferFiles.STANDARD);
    if (format == null && !named) {
      return Exporter.Format.JSON;
    }
    return Exporter.Format.valueOf(
        (format == null ? TransferFiles.of(name) : TransferFiles.format(format)).name());
  }
}
