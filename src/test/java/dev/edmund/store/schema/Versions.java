package dev.edmund.store.schema;

import dev.edmund.TestDatabase;
import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.ReadPool;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.load.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** A database that one version of a model after the other is served from. */
public final class Versions {
  private final Path directory;

  public Versions(Path directory) {
    this.directory = directory;
  }

  /** A model of what stands in the schema {@code N} and, behind {@code ---}, in its container. */
  public Model model(String csdl) {
    int end = csdl.indexOf("---");
    String schema = end < 0 ? csdl : csdl.substring(0, end);
    String container = end < 0 ? "" : csdl.substring(end + 3);
    Path file = directory.resolve("model.xml");
    write(
        file,
        """
        <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
        <Schema Namespace="N" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        %s
        <EntityContainer Name="C">%s</EntityContainer>
        </Schema></edmx:DataServices></edmx:Edmx>
        """
            .formatted(schema, container));
    return Model.load(file);
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file() {
    return directory.resolve("versions.db");
  }

  public Database open() {
    return Database.open(TestDatabase.at(file()));
  }

  /**
   * Creates the database.
   *
   * @param files pairs of a set's name and what its JSON file holds
   */
  public Versions load(String csdl, String... files) {
    Model model = model(csdl);
    try {
      Path data = Files.createDirectories(directory.resolve("data"));
      for (int i = 0; i < files.length; i += 2) {
        write(data.resolve(files[i] + ".json"), files[i + 1].replace('\'', '"'));
      }
      try (Database database = open()) {
        DataLoader.prepare(
            database, model.edm(), model.storage(), Optional.of(data), Progress.NONE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** As if the database were from a version that kept no description of its mapping. */
  public Versions forget() {
    sql("DELETE FROM edmund_meta WHERE name = 'mapping'");
    return this;
  }

  public void sql(String statement) {
    try (Database database = open()) {
      database.write(handle -> handle.execute(TestDatabase.sql(statement)));
    }
  }

  public Plan change(String csdl, boolean acceptLoss) {
    return migrate(csdl, new Migration.Consent(acceptLoss, /* dryRun= */ false));
  }

  public Plan change(String csdl) {
    return change(csdl, false);
  }

  Plan migrate(String csdl, Migration.Consent consent) {
    try (Database database = open()) {
      return new SchemaManager(database, model(csdl).storage()).migrate(consent, Progress.NONE);
    }
  }

  /** What is said against a change, without the first line and the last. */
  public List<String> refusal(String csdl, boolean acceptLoss) {
    try {
      return List.of("no refusal", change(csdl, acceptLoss).toString());
    } catch (DatabaseException e) {
      List<String> lines = String.valueOf(e.getMessage()).lines().map(String::strip).toList();
      return lines.subList(1, lines.size() - 1);
    }
  }

  public List<List<String>> rows(String sql) {
    try (Database database = open()) {
      return TestData.rows(database, sql);
    }
  }

  /** The body of the answer to a GET below the service root. */
  public String get(String csdl, String url) {
    Model model = model(csdl);
    try (Database database = open();
        ReadPool pool = database.readers(1, Limits.defaults().statementTime())) {
      if (!new SchemaManager(database, model.storage()).isReady()) {
        throw new IllegalStateException("The tables are not those of the model");
      }
      Reader reader =
          new Reader(
              model,
              new Planner(model, Limits.defaults()),
              pool,
              database.dialect(),
              new SkipTokens(new byte[32]));
      ODataRequest request = new ODataRequest();
      int question = url.indexOf('?');
      request.setMethod(HttpMethod.GET);
      request.setRawBaseUri("http://t/odata");
      request.setRawODataPath("/" + (question < 0 ? url : url.substring(0, question)));
      request.setRawQueryPath(question < 0 ? null : url.substring(question + 1));
      request.setRawRequestUri("http://t/odata/" + url);
      request.addHeader("Accept", List.of("application/json;odata.metadata=none"));
      ODataResponse response =
          new ODataService(reader, Limits.defaults()).answer(request, new Mount("/odata/", false));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      response.getODataContent().write(out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }
}
