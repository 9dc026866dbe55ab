package dev.edmund.store.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.store.Database;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the rows that come with Edmund. */
class ShippedCopiesTest {
  private static final int CONNECTIONS = 2_000;

  @TempDir Path directory = Path.of("");

  /** Otherwise a few accounts would have all connections, and every expand would be of those. */
  @Test
  void accountsAndContactsGrowWithTheirConnections() {
    try (Database database = Database.open(TestDatabase.at(directory.resolve("shipped.db")))) {
      Map<String, Long> added =
          Generation.run(
                  database,
                  Model.load(Path.of("model/connections.csdl.xml")),
                  Optional.of(Path.of("data")),
                  new Generation.Wanted(CONNECTIONS, 1),
                  Progress.NONE)
              .added();
      assertEquals(
          Integer.toString(CONNECTIONS),
          TestData.rows(database, "SELECT count(*) FROM mscrm_connection").get(0).get(0));
      assertTrue(added.getOrDefault("Microsoft.Dynamics.CRM.account", 0L) > 100, added::toString);
      assertTrue(added.getOrDefault("Microsoft.Dynamics.CRM.contact", 0L) > 200, added::toString);
      assertEquals(0L, added.getOrDefault("Microsoft.Dynamics.CRM.systemuser", 0L));
    }
  }
}
