package dev.edmund.store.load;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.format.transfer.Exporter;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.DataException;
import dev.edmund.store.Database;
import dev.edmund.store.ReadPool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** A database of a model that entities are imported into and exported from. */
final class Transfer implements AutoCloseable {
  private final Model model;
  private final Database database;

  private Transfer(Model model, Database database) {
    this.model = model;
    this.database = database;
  }

  /**
   * A new database.
   *
   * @param data what it begins with; empty for nothing
   */
  static Transfer open(Path folder, Path model, Optional<Path> data) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Model read = Model.load(model);
    Database database = Database.open(TestDatabase.in(folder));
    DataLoader.prepare(database, read.edm(), read.storage(), data, Progress.NONE);
    return new Transfer(read, database);
  }

  /** A database of the model with one property of every type. */
  static Transfer ofEveryType(Path folder) {
    return open(folder, Path.of("src/test/resources/models/transfer.csdl.xml"), Optional.empty());
  }

  Database database() {
    return database;
  }

  static ImportFile file(String target, ImportFile.Format format, String... lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return file(target, format, bytes);
  }

  static ImportFile file(String target, ImportFile.Format format, byte[] bytes) {
    String name = target + "." + format.name().toLowerCase(java.util.Locale.ROOT);
    return new ImportFile(
        target, name, format, Optional.empty(), () -> new ByteArrayInputStream(bytes));
  }

  ImportReport run(Importer.Wanted wanted, ImportFile... files) {
    return Importer.run(database, model, List.of(files), wanted, Progress.NONE);
  }

  ImportReport add(ImportFile... files) {
    return run(new Importer.Wanted(false, false), files);
  }

  ImportReport upsert(ImportFile... files) {
    return run(new Importer.Wanted(true, false), files);
  }

  /** The message that an import ends with, having changed nothing. */
  String refusal(Importer.Wanted wanted, ImportFile... files) {
    Map<String, List<List<String>>> before = content();
    String message;
    try {
      run(wanted, files);
      return "no error";
    } catch (DataException e) {
      message = String.valueOf(e.getMessage());
    }
    if (!before.equals(content())) {
      throw new AssertionError("the database is not as it was");
    }
    return message;
  }

  String refusal(ImportFile... files) {
    return refusal(new Importer.Wanted(false, false), files);
  }

  String export(String name, Exporter.Format format) {
    return exportAll(List.of(name), format).values().iterator().next();
  }

  /** All sets and singletons by name, in the order of the model. */
  Map<String, String> exportAll(Exporter.Format format) {
    return exportAll(exporter().names(), format);
  }

  private Map<String, String> exportAll(List<String> names, Exporter.Format format) {
    Map<String, String> texts = new LinkedHashMap<>();
    Exporter exporter = exporter();
    try (ReadPool pool = database.readers(1, Duration.ofMinutes(5))) {
      pool.snapshot(
          session -> {
            for (String name : names) {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              exporter.write(name, format, session, out);
              texts.put(name, out.toString(StandardCharsets.UTF_8));
            }
            return true;
          });
    }
    return texts;
  }

  private Exporter exporter() {
    return new Exporter(model, database.dialect(), Progress.NONE);
  }

  /** What was exported, to be imported. */
  static ImportFile[] files(Map<String, String> texts, Exporter.Format format) {
    List<ImportFile> files = new ArrayList<>();
    texts.forEach(
        (name, text) ->
            files.add(
                file(
                    name,
                    ImportFile.Format.valueOf(format.name()),
                    text.getBytes(StandardCharsets.UTF_8))));
    return files.toArray(ImportFile[]::new);
  }

  /** All rows, table by table. */
  Map<String, List<List<String>>> content() {
    Map<String, List<List<String>>> content = new TreeMap<>();
    for (Table table : model.storage().tables()) {
      List<List<String>> rows = rows("SELECT * FROM \"" + table.name() + "\"");
      content.put(
          table.name(), rows.stream().sorted(Comparator.comparing(List::toString)).toList());
    }
    return content;
  }

  /** The row ids of the counters whose text has a word. */
  List<Long> rowIdsWith(String word) {
    Table table = model.storage().require(new FullQualifiedName("T", "Counter")).table();
    Table.Index index =
        table.indexes().stream().filter(Table.Index::words).findFirst().orElseThrow();
    List<String> binds = new ArrayList<>();
    String sql =
        database
            .dialect()
            .words()
            .rowIds(
                table,
                index,
                word,
                true,
                text -> {
                  binds.add(text);
                  return "?";
                });
    return database.alone(
        handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < binds.size(); i++) {
            query.bind(i, binds.get(i));
          }
          return query.mapTo(Long.class).list();
        });
  }

  List<List<String>> rows(String sql) {
    return TestData.rows(database, sql);
  }

  @Override
  public void close() {
    database.close();
  }
}
