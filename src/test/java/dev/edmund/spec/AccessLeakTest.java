package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Guards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A caller who may see some rows gets, byte by byte, what everybody gets from a database that has
 * only these rows.
 */
final class AccessLeakTest {
  private static final String ANNA = "5fe2fc1e-c49d-595f-a625-00838b882ae2";
  private static final String BERND = "b32ad8ad-e15a-5e4e-95fe-00ff0a5671a9";
  private static final Path MODEL = Path.of("model/connections.csdl.xml");
  private static final long SEED = Long.getLong("edmund.test.seed", 5);
  private static final int REQUESTS = Integer.getInteger("edmund.test.requests", 700);
  private static final int DIFFERENCES = Integer.getInteger("edmund.test.differences", 5);
  private static final int ATTEMPTS = 200;

  @TempDir Path folder = Path.of("");

  private String database(String name) {
    return TestDatabase.isPostgres()
        ? PostgresServer.newSchema()
        : "jdbc:sqlite:" + folder.resolve(name + ".db");
  }

  @Test
  @DisplayName("every way to read rows shows those that the caller may see, and no trace of others")
  void reads() throws IOException, SQLException {
    Path data = data();
    Model model = Model.load(MODEL);
    String whole = database("whole");
    String part = database("part");
    TypeShape.Shapes shapes = new TypeShape.Shapes(model.edm());
    SampleValues samples;
    try (TwoDatabases all = TwoDatabases.serve(MODEL, data, part, whole)) {
      samples = SampleValues.read(shapes, all);
    }
    int kept = reduce(model, part);
    assertTrue(kept > 100, () -> kept + " rows may be seen");
    try (TwoDatabases both =
        TwoDatabases.of(
            ShippedService.restricted(MODEL, data, whole), ShippedService.of(MODEL, null, part))) {
      areSame(both, shapes, samples);
    }
  }

  /** The shipped rows, of which some are shared. */
  private Path data() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (Stream<Path> files = Files.list(Path.of("data"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(csv|json)")).toList()) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
    StringBuilder shares =
        new StringBuilder("principalobjectaccessid,objectid,objecttypecode,principalid,")
            .append("principaltypecode,accessrightsmask\n");
    for (String set : List.of("connections", "accounts", "contacts", "tasks", "emails", "goals")) {
      int line = 0;
      for (String row : Files.readAllLines(data.resolve(set + ".csv"))) {
        String id = row.split(",", 2)[0];
        if (id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") && line++ % 2 == 0) {
          String with = line % 3 == 0 ? BERND : ANNA;
          int mask = line % 7 == 0 ? 2 : 3;
          shares
              .append(UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8)))
              .append("," + id + "," + set + "," + with + ",systemuser," + mask + "\n");
        }
      }
    }
    Files.writeString(data.resolve("principalobjectaccessset.csv"), shares);
    return data;
  }

  /** Removes all that Anna may not see; gives the number of rows that stay. */
  private static int reduce(Model model, String url) throws SQLException {
    Guards guards = model.storage().guards();
    Guards.Shares shares = Objects.requireNonNull(guards.shares());
    int kept = 0;
    try (Connection database = DriverManager.getConnection(url)) {
      Set<String> shared = new HashSet<>();
      try (Statement statement = database.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT "
                      + names(shares.object(), shares.principal(), shares.rights())
                      + " FROM "
                      + quoted(shares.type().table().name()))) {
        while (rows.next()) {
          if (rows.getString(2).equals(ANNA) && (rows.getLong(3) & 1) == 1) {
            shared.add(rows.getString(1));
          }
        }
      }
      for (FullQualifiedName name : guards.owned().keySet()) {
        EntityStorage type = model.storage().require(name);
        Column owner = Objects.requireNonNull(guards.owned().get(name)).owner();
        if (owner.table().equals(type.table().name())) {
          kept += reduce(database, model, type, owner, shared);
        }
      }
    }
    return kept;
  }

  private static int reduce(
      Connection database, Model model, EntityStorage type, Column owner, Set<String> shared)
      throws SQLException {
    List<Long> hidden = new ArrayList<>();
    int kept = 0;
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT "
                    + names(type.rowId(), owner, type.key().get(0))
                    + " FROM "
                    + quoted(type.table().name()))) {
      while (rows.next()) {
        if (ANNA.equals(rows.getString(2)) || shared.contains(rows.getString(3))) {
          kept++;
        } else {
          hidden.add(rows.getLong(1));
        }
      }
    }
    List<EntityStorage> tables = new ArrayList<>();
    type.derived().forEach(derived -> tables.add(model.storage().require(derived)));
    tables.add(type);
    String ids = hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
    for (EntityStorage each : hidden.isEmpty() ? List.<EntityStorage>of() : tables) {
      try (Statement statement = database.createStatement()) {
        statement.executeUpdate(
            "DELETE FROM "
                + quoted(each.table().name())
                + " WHERE "
                + names(each.rowId())
                + " IN ("
                + ids
                + ")");
      }
    }
    return kept;
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static String names(Column... columns) {
    return Stream.of(columns).map(c -> quoted(c.name())).collect(Collectors.joining(", "));
  }

  private static void areSame(TwoDatabases both, TypeShape.Shapes shapes, SampleValues samples) {
    List<String> sets =
        List.of("connections", "accounts", "contacts", "activitypointers", "owners", "tasks");
    Iterator<RandomRequest> random =
        RandomRequests.of(SEED, shapes, samples, sets).limit(REQUESTS).iterator();
    List<String> differences = new ArrayList<>();
    while (random.hasNext() && differences.size() < DIFFERENCES) {
      RandomRequest request = random.next();
      if (both.difference(request).isPresent()) {
        RandomRequest smallest = shrunk(both, request);
        differences.add(smallest + "\n" + both.difference(smallest).orElse("") + "\n\n");
      }
    }
    assertEquals("", String.join("", differences), "seed " + SEED);
    assertTrue(both.found() > REQUESTS / 2, () -> both.found() + " are answered");
  }

  /** The smallest request that is still answered differently. */
  private static RandomRequest shrunk(TwoDatabases both, RandomRequest request) {
    RandomRequest smallest = request;
    int left = ATTEMPTS;
    boolean found = true;
    while (found && left > 0) {
      found = false;
      Iterator<RandomRequest> smaller = smallest.smaller().iterator();
      while (!found && smaller.hasNext() && left-- > 0) {
        RandomRequest candidate = smaller.next();
        Optional<String> difference = both.difference(candidate);
        if (difference.isPresent()) {
          smallest = candidate;
          found = true;
        }
      }
    }
    return smallest;
  }
}
