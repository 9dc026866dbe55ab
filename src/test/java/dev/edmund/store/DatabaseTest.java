package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.storage.TestEdm;
import dev.edmund.store.load.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = new TestData(directory);
    data.writeSmall();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://user:secret@host/db | The database jdbc:postgresql://host/db is not"
            + " understood: use jdbc:postgresql://HOST:PORT/NAME, and give user and password apart.",
        "jdbc:mysql://user:secret@host/db | The database jdbc:mysql:… is not supported: use"
            + " jdbc:sqlite:FILE or jdbc:postgresql://HOST:PORT/NAME.",
        "jdbc:sqlite::memory: | The database jdbc:sqlite::memory: is not supported: use"
            + " jdbc:sqlite:FILE with a file name.",
        "edmund.db | The database edmund.db is not supported: use jdbc:sqlite:FILE or"
            + " jdbc:postgresql://HOST:PORT/NAME.",
      })
  void otherDatabasesAreRefused(String url, String message) {
    DatabaseException e = assertThrows(DatabaseException.class, () -> Database.open(url));
    assertEquals(message, e.getMessage());
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path missing = directory.resolve("missing");
    DatabaseException e =
        assertThrows(
            DatabaseException.class, () -> Database.open("jdbc:sqlite:" + missing + "/a.db"));
    assertEquals(
        "The directory " + missing + " for the database does not exist: create it first.",
        e.getMessage());
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws Exception {
    assumeFalse(TestDatabase.isPostgres(), "this is about files");
    Files.writeString(data.file(), "this is no database, however long it may go on like this\n");
    DatabaseException e = assertThrows(DatabaseException.class, data::open);
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("The database " + data.file() + " cannot be"),
        e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains("\n"));
  }

  @Test
  void theSecondStartLoadsNothing() {
    data.load();
    var before = data.content();
    data.write("contacts.csv", "contactid", "not even valid");
    try (Database database = data.open()) {
      assertEquals(Optional.empty(), data.prepare(database));
    }
    assertEquals(before, data.content());
  }

  /** What a crash in the middle of a load leaves behind: rows and the state. */
  @Test
  void aLoadThatDidNotEndBeginsAgain() {
    data.load();
    var complete = data.content();
    try (Database database = data.open()) {
      database.write(
          handle ->
              handle.execute("UPDATE edmund_meta SET value = 'loading' WHERE name = 'state'"));
      TestData.execute(database, "DELETE FROM N_contact WHERE _rid = 1");
      TestData.execute(database, "CREATE TABLE mine (a)");
    }
    try (Database database = data.open()) {
      assertTrue(data.prepare(database).isPresent());
    }
    var again = data.content();
    assertEquals(List.of(), again.remove("mine"), "a table that is not Edmund's stays");
    assertEquals(complete, again);
  }

  @Test
  void aDatabaseOfAnotherModelIsChangedWhereThatLosesNothing() {
    data.load();
    TestData other =
        new TestData(
            directory,
            TestData.model()
                .entity("lead", "id")
                .with("id", "Edm.Int32")
                .done()
                .set("leads", "lead"));
    try (Database database = other.open()) {
      assertEquals(Optional.empty(), other.prepare(database), "nothing is loaded again");
    }
    assertEquals(List.of(List.of("0")), other.rows("SELECT count(*) FROM N_lead"));
    assertEquals(List.of(List.of("2")), other.rows("SELECT count(*) FROM N_contact"));
  }

  @Test
  void aDatabaseOfAnotherModelIsRefusedWithWhatWouldBeLost() {
    data.load();
    var before = data.content();
    TestData other =
        new TestData(
            directory,
            new TestEdm()
                .entity("contact", "contactid")
                .with("contactid", "Edm.Guid")
                .with("fax", "Edm.String")
                .done()
                .set("contacts", "contact"));
    try (Database database = other.open()) {
      DatabaseException e = assertThrows(DatabaseException.class, () -> other.prepare(database));
      assertEquals(
          "The database "
              + database.displayName()
              + """
               was made for another model, and is as it was.
              This would be lost:
                N_contact.name: 2 of 2 rows have a value that would be lost
                N_account: 2 rows would be lost
                N_connection: 2 rows would be lost
                N_root: 1 row would be lost
              To agree to that: edmund migrate --accept-loss. Else choose another --database.""",
          e.getMessage());
    }
    assertEquals(before, data.content(), "the refusal changed nothing");
    try (Database database = data.open()) {
      assertEquals(Optional.empty(), data.prepare(database));
    }
  }

  @Test
  void aTableOfTheSameNameIsNotTouched() {
    try (Database database = data.open()) {
      TestData.execute(database, "CREATE TABLE n_CONTACT (a)");
      DatabaseException e = assertThrows(DatabaseException.class, () -> data.prepare(database));
      assertTrue(
          String.valueOf(e.getMessage()).contains("already has a table N_contact"), e.getMessage());
    }
    assertEquals(Set.of("n_CONTACT"), data.content().keySet());
  }

  @Test
  void theSecretIsMadeOnce() {
    data.load();
    byte[] first;
    try (Database database = data.open()) {
      first = new SchemaManager(database, data.storage()).secret();
    }
    try (Database database = data.open()) {
      SchemaManager schema = new SchemaManager(database, data.storage());
      assertTrue(schema.isReady());
      assertArrayEquals(first, schema.secret());
    }
    assertEquals(32, first.length);
    TestData other = new TestData(directory.resolve("other"));
    other.writeSmall().load();
    try (Database database = other.open()) {
      assertNotEquals(
          java.util.Arrays.toString(first),
          java.util.Arrays.toString(new SchemaManager(database, other.storage()).secret()));
    }
  }

  @Test
  void aFailedWriteIsRolledBack() {
    data.load();
    try (Database database = data.open()) {
      assertThrows(
          IllegalStateException.class,
          () ->
              database.write(
                  handle -> {
                    handle.execute(TestDatabase.sql("DELETE FROM N_contact"));
                    throw new IllegalStateException();
                  }));
      assertEquals(
          List.of(List.of("2")), TestData.rows(database, "SELECT count(*) FROM N_contact"));
    }
  }

  /** Another process must not take a load that goes on for one that crashed. */
  @Test
  void otherProcessesAreLockedOutUntilTheDatabaseIsReady() throws Exception {
    assumeFalse(TestDatabase.isPostgres(), "this is about files");
    try (Database database = data.open()) {
      SchemaManager schema = new SchemaManager(database, data.storage());
      assertEquals(SchemaManager.Opened.CREATED, schema.open(Progress.NONE));
      assertThrows(SQLException.class, this::readFromOutside);
      schema.ready();
      assertEquals("ready", readFromOutside());
      schema.loading();
      assertThrows(SQLException.class, this::readFromOutside);
    }
    assertEquals("loading", readFromOutside());
  }

  private String readFromOutside() throws SQLException {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + data.file() + "?busy_timeout=0");
        Statement statement = other.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT value FROM edmund_meta WHERE name = 'state'")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** Readers on other connections are not held up by the writer. */
  @Test
  void theFileIsInWriteAheadMode() {
    assumeFalse(TestDatabase.isPostgres(), "this is about files");
    try (Database database = data.open()) {
      assertEquals(List.of(List.of("wal")), TestData.rows(database, "PRAGMA journal_mode"));
      assertEquals("jdbc:sqlite:" + data.file(), database.jdbcUrl());
    }
  }
}
