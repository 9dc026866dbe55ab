package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.ShippedService;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.PlanQueries;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.ODataRequestLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped data on PostgreSQL: every statement of the snapshots has the rows that it has on
 * SQLite, and large tables are read by their indexes.
 */
final class PostgresQueriesTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/sql-snapshots");
  private static final PlanOptions OPTIONS = new PlanOptions(100, false, false);
  private static final ShippedService SERVICE = ShippedService.get();
  private static final SqliteDialect SQLITE = new SqliteDialect();
  private static final PostgresDialect POSTGRES = new PostgresDialect();

  private static @Nullable Connection sqlite;
  private static @Nullable Connection postgres;

  @BeforeAll
  static void copyTheData() throws SQLException {
    Connection from = BothDatabases.sqlite(SERVICE.jdbcUrl());
    Connection to = BothDatabases.postgres(PostgresServer.newSchema());
    sqlite = from;
    postgres = to;
    Storage storage = SERVICE.model().storage();
    SchemaSql schema = new SchemaSql(POSTGRES);
    try (java.sql.Statement statement = to.createStatement()) {
      for (String sql : schema.tables(storage)) {
        statement.execute(sql);
      }
      for (Table table : storage.tables()) {
        copy(from, to, table);
      }
      for (String sql : schema.indexes(storage)) {
        statement.execute(sql);
      }
      statement.execute("ANALYZE");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    given(sqlite).close();
    given(postgres).close();
  }

  private static Connection given(@Nullable Connection connection) {
    if (connection == null) {
      throw new IllegalStateException("No connection was made");
    }
    return connection;
  }

  private static void copy(Connection from, Connection to, Table table) throws SQLException {
    List<Column> columns = InsertSql.columns(table);
    try (PreparedStatement read = from.prepareStatement(CopySql.rows(SQLITE, table));
        PreparedStatement write = to.prepareStatement(InsertSql.row(POSTGRES, table));
        ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        for (int i = 0; i < columns.size(); i++) {
          ColumnType type = columns.get(i).type();
          Object value = rows.getObject(i + 1);
          write.setObject(
              i + 1, value == null ? null : POSTGRES.encode(type, SQLITE.decode(type, value)));
        }
        write.addBatch();
      }
      write.executeBatch();
    }
  }

  @TestFactory
  Stream<DynamicTest> snapshotsHaveTheRowsOfSqlite() throws IOException {
    List<String> urls = new ArrayList<>();
    try (Stream<Path> files = Files.list(SNAPSHOTS)) {
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("-- GET "))
            .forEach(line -> urls.add(line.substring(7)));
      }
    }
    assertFalse(urls.isEmpty());
    return urls.stream().map(url -> DynamicTest.dynamicTest(url, () -> compare(url)));
  }

  private static void compare(String url) throws SQLException {
    for (PlanQueries.Labelled labelled : queries(url, List.of())) {
      Query query = labelled.query();
      assertEquals(
          rows(given(sqlite), SQLITE, query),
          rows(given(postgres), POSTGRES, query),
          () -> url + " " + labelled.label());
    }
  }

  private static List<PlanQueries.Labelled> queries(String url, List<@Nullable Object> after) {
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
    String query = question < 0 ? null : url.substring(question + 1).replace(" ", "%20");
    ODataRequestLine line = SERVICE.parser().parse(path, query, ShippedService.ROOT);
    return PlanQueries.of(SERVICE.planner().plan(line, OPTIONS), after, POSTGRES.keyset());
  }

  private static List<List<String>> rows(Connection connection, Dialect dialect, Query query)
      throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, "", ReadSql.render(query, dialect));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          Term term = query.columns().get(i);
          Object value = rows.getObject(i + 1);
          row.add(
              value == null
                  ? "null"
                  : BothDatabases.text(term.type(), dialect.decode(term.type(), value)));
        }
        all.add(row);
      }
    }
    return all;
  }

  private static PreparedStatement prepared(
      Connection connection, String prefix, Statement statement) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(prefix + statement.text());
    int position = 0;
    for (Statement.Bind bind : statement.binds()) {
      prepared.setObject(++position, bind.accept(new BindValue()).orElse(null));
    }
    return prepared;
  }

  /** The columns of rows around are null: their types are what the statement makes of them. */
  private static final class BindValue implements Statement.Visitor<Optional<Object>> {
    @Override
    public Optional<Object> parameter(Statement.Parameter b) {
      throw new IllegalStateException("No parameter is left");
    }

    @Override
    public Optional<Object> value(Statement.Value b) {
      return Optional.of(b.value());
    }

    @Override
    public Optional<Object> parentColumn(Statement.ParentColumn b) {
      return Optional.empty();
    }
  }

  /** What is read of a table is found in an index and comes in its order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)",
        "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)?$expand=record1id_account",
        "connections?$filter=createdon eq 2023-01-01T00:00:00Z",
        "connections?$orderby=createdon&$top=5",
        "connections?$orderby=createdon desc&$top=5",
        "connections?$filter=createdon gt 2023-01-01T00:00:00Z&$orderby=createdon&$top=5",
      })
  void rowsComeInTheOrderOfAnIndex(String url) throws SQLException {
    requireIndexes(url, List.of(), false);
  }

  /** Only what was found is sorted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections?$filter=_record1id_value eq 3926adb6-58b7-5c8c-80c4-22fe985167e1",
        "connections?$filter=_ownerid_value eq 3926adb6-58b7-5c8c-80c4-22fe985167e1",
      })
  void rowsAreFoundInAnIndex(String url) throws SQLException {
    requireIndexes(url, List.of(), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections?$orderby=createdon",
        "connections?$orderby=createdon desc",
        "accounts?$orderby=name",
        "accounts?$orderby=name desc",
      })
  void laterPagesAreFoundInTheIndex(String url) throws SQLException {
    requireIndexes(url, Arrays.asList("2023-01-01T00:00:00", 17L), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections?$search=cat",
        "connections?$search=%22the cat%22 dog",
        "connections/$count?$search=cat",
      })
  void wordsAreFoundInTheirIndex(String url) throws SQLException {
    Connection connection = given(postgres);
    try (java.sql.Statement settings = connection.createStatement()) {
      // The shipped tables are so small that reading all of them costs least.
      settings.execute("SET enable_seqscan = off");
      settings.execute("SET enable_indexscan = off");
      for (PlanQueries.Labelled labelled : queries(url, List.of())) {
        String plan = plan(connection, ReadSql.render(labelled.query(), POSTGRES));
        assertTrue(plan.contains("Bitmap Index Scan on mscrm_connection_words_"), url + plan);
      }
    } finally {
      try (java.sql.Statement settings = connection.createStatement()) {
        settings.execute("RESET ALL");
      }
    }
  }

  private static void requireIndexes(String url, List<@Nullable Object> after, boolean sorts)
      throws SQLException {
    Connection connection = given(postgres);
    try (java.sql.Statement settings = connection.createStatement()) {
      // The shipped tables are so small that reading all of them costs least.
      settings.execute("SET enable_seqscan = off");
      settings.execute("SET enable_bitmapscan = off");
      for (PlanQueries.Labelled labelled : queries(url, after)) {
        String plan = plan(connection, ReadSql.render(labelled.query(), POSTGRES));
        assertFalse(plan.contains("Seq Scan"), url + plan);
        assertTrue(sorts || !plan.contains("Sort Key"), url + plan);
        assertTrue(plan.contains("Index"), url + plan);
      }
    } finally {
      try (java.sql.Statement settings = connection.createStatement()) {
        settings.execute("RESET ALL");
      }
    }
  }

  private static String plan(Connection connection, Statement statement) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (PreparedStatement explain = prepared(connection, "EXPLAIN ", statement);
        ResultSet rows = explain.executeQuery()) {
      while (rows.next()) {
        plan.append('\n').append(rows.getString(1));
      }
    }
    return plan.toString();
  }
}
