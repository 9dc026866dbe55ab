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
import picocli.CommandLine.Spec;

/** Adds the entities of a file to a database. */
@Command(
    name = "import",
    description = "Adds the entities of a file to a database that is there: all or none.")
final class ImportCommand implements Callable<Integer> {
  private final Parts parts;
  private final StandardStreams streams;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TransferOptions transfer = new TransferOptions();

  @Mixin private final DatabaseOptions data;

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
    Path all = transfer.all();
    ImportReport report =
        all == null
            ? one(Objects.requireNonNull(spec).qualifiedName(), out)
            : parts.importing(
                data.settings(transfer.onlyModel()),
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
    String set = transfer.set();
    String file = transfer.file();
    if (set == null || file == null) {
      throw new UserException("a set and a file are needed; see " + command + " --help");
    }
    return parts.importing(
        data.settings(transfer.model()),
        List.of(TransferFiles.input(set, file, transfer.format(), streams)),
        new Importer.Wanted(upsert, dryRun),
        ConsoleProgress.on(out));
  }
}
