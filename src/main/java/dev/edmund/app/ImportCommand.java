package dev.edmund.app;

import dev.edmund.store.load.ImportReport;
import dev.edmund.store.load.Importer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

/** Adds the entities of a file to a database. */
@Command(
    name = "import",
    description = "Adds the entities of a file to a database that is there: all or none.")
final class ImportCommand implements Callable<Integer> {
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
          "A .csv, .json, .ndjson or .jsonl file, also with .gz behind; - for standard input.")
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
      description = "Import every file of a folder, each into the set that it is named after.")
  private @Nullable Path all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, json or ndjson (default: as the name of the file ends).")
  private @Nullable String format;

  @Option(
      names = "--upsert",
      description = "Change entities that are there; otherwise they are errors.")
  private boolean upsert;

  @Option(names = "--dry-run", description = "Check everything and write nothing.")
  private boolean dryRun;

  ImportCommand(Parts parts, StandardStreams streams, UnaryOperator<@Nullable String> environment) {
    this.parts = parts;
    this.streams = streams;
    this.data = new DatabaseOptions(environment);
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ImportReport report =
        all == null
            ? one(Objects.requireNonNull(spec).qualifiedName(), out)
            : parts.importing(
                data.settings(TransferFiles.onlyModel(set, file, model)),
                TransferFiles.in(all),
                new Importer.Wanted(upsert, dryRun),
                ConsoleProgress.on(out));
    for (ImportReport.Imported imported : report.files()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s: %,d %s, %,d %s",
              imported.target(),
              imported.added(),
              dryRun ? "would be added" : "added",
              imported.changed(),
              dryRun ? "would be changed" : "changed"));
    }
    out.flush();
    return Main.OK;
  }

  private ImportReport one(String command, PrintWriter out) {
    if (set == null || file == null) {
      throw new UserException("a set and a file are needed; see " + command + " --help");
    }
    return parts.importing(
        data.settings(model),
        List.of(TransferFiles.input(set, file, format, streams)),
        new Importer.Wanted(upsert, dryRun),
        ConsoleProgress.on(out));
  }
}
