package dev.edmund.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What import and export take alike. */
final class TransferOptions {
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
          "A .csv, .json, .ndjson or .jsonl file, also with .gz behind; - for standard input or"
              + " output, which an export takes without a file.")
  private @Nullable String file;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The CSDL file (default: model/connections.csdl.xml).")
  private @Nullable Path model;

  @Option(
      names = "--all",
      paramLabel = "DIR",
      description =
          "A folder with a file for each set and singleton, named after it, in the place of SET"
              + " and FILE.")
  private @Nullable Path all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv, json or ndjson (default: as the name of the file ends; an export without one"
              + " writes json).")
  private @Nullable String format;

  @Nullable String set() {
    return set;
  }

  @Nullable String file() {
    return file;
  }

  @Nullable String format() {
    return format;
  }

  @Nullable Path all() {
    return all;
  }

  @Nullable Path model() {
    return model;
  }

  /** The only parameter there may be beside a folder. */
  @Nullable Path onlyModel() {
    return TransferFiles.onlyModel(set, file, model);
  }
}
