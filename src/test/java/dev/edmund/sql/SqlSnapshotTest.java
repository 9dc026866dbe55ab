package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.ForcedDialect;
import dev.edmund.ShippedService;
import dev.edmund.plan.Plan;
import dev.edmund.plan.PlanOptions;
import dev.edmund.plan.PlanQueries;
import dev.edmund.plan.paging.Keyset;
import dev.edmund.request.ODataRequestLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The SQL that URLs become on the shipped model. Each file holds URLs as {@code -- GET} comments,
 * each followed by its statements; {@code -Dsnapshots.update=true} writes the statements anew.
 * {@code -- AFTER} gives the sort keys behind which a page goes on. In the file {@code batched.sql}
 * what is nested is read for many rows, here two, and {@code keyset-or.sql} goes on by
 * alternatives.
 */
final class SqlSnapshotTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/sql-snapshots");
  private static final Path POSTGRES = Path.of("src/test/resources/sql-snapshots-postgresql");
  private static final String GET = "-- GET ";
  private static final String AFTER = "-- AFTER ";
  private static final PlanOptions OPTIONS = new PlanOptions(100, false, false);

  private final ShippedService service = ShippedService.get();

  @TestFactory
  Stream<DynamicTest> statementsAreThoseOfTheSnapshot() throws IOException {
    return compared(DIRECTORY, new SqliteDialect());
  }

  @TestFactory
  Stream<DynamicTest> statementsForPostgresAreThoseOfTheSnapshot() throws IOException {
    return compared(POSTGRES, new PostgresDialect());
  }

  private Stream<DynamicTest> compared(Path directory, Dialect dialect) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> themes = files.sorted().toList();
      assertFalse(themes.isEmpty());
      return themes.stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f, dialect)));
    }
  }

  private void compare(Path file, Dialect dialect) throws IOException {
    String expected = Files.readString(file);
    List<String> requests = new ArrayList<>();
    for (String line : expected.lines().toList()) {
      if (line.startsWith(GET) || line.startsWith(AFTER)) {
        requests.add(line);
      }
    }
    assertFalse(requests.isEmpty(), "A snapshot names requests");
    String actual = render(requests, forced(file.getFileName().toString(), dialect));
    if (Boolean.getBoolean("snapshots.update")) {
      Files.writeString(file, actual);
    } else {
      assertEquals(expected, actual, "Run with -Dsnapshots.update=true when the change is meant");
    }
  }

  private static Dialect forced(String file, Dialect dialect) {
    return switch (file) {
      case "batched.sql" -> ForcedDialect.of(dialect, Dialect.Expand.BATCHED);
      case "keyset-or.sql" -> ForcedDialect.of(dialect, Keyset.Form.OR);
      default -> dialect;
    };
  }

  private String render(List<String> requests, Dialect dialect) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < requests.size(); i++) {
      String url = requests.get(i).substring(GET.length());
      text.append(i == 0 ? "" : "\n").append(requests.get(i)).append('\n');
      List<@Nullable Object> after = List.of();
      if (i + 1 < requests.size() && requests.get(i + 1).startsWith(AFTER)) {
        text.append(requests.get(++i)).append('\n');
        after = keys(requests.get(i).substring(AFTER.length()));
      }
      statements(url, after, dialect, text);
    }
    return text.toString();
  }

  private static List<@Nullable Object> keys(String json) throws IOException {
    List<@Nullable Object> keys = new ArrayList<>();
    for (JsonNode key : new ObjectMapper().readTree(json)) {
      keys.add(key.isNull() ? null : key.isNumber() ? (Object) key.longValue() : key.textValue());
    }
    return keys;
  }

  private void statements(
      String url, List<@Nullable Object> after, Dialect dialect, StringBuilder text) {
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
    String query = question < 0 ? null : url.substring(question + 1).replace(" ", "%20");
    ODataRequestLine line = service.parser().parse(path, query, ShippedService.ROOT);
    Plan plan = plan(line);
    for (PlanQueries.Labelled labelled : PlanQueries.of(plan, after, dialect.keyset())) {
      Statement statement = statement(labelled, dialect);
      text.append(labelled.label().isEmpty() ? "" : "-- " + labelled.label() + "\n");
      text.append(statement.text()).append(";\n");
      if (!statement.binds().isEmpty()) {
        text.append("-- ")
            .append(
                statement.binds().stream()
                    .map(b -> b.accept(new BindText()))
                    .collect(Collectors.joining(", ")))
            .append('\n');
      }
    }
  }

  /** A delta token stands for the mark that is in it. */
  private Plan plan(ODataRequestLine line) {
    String mark = line.options().rest().deltaToken();
    return mark == null
        ? service.planner().plan(line, OPTIONS)
        : service
            .planner()
            .changes(line, OPTIONS, service.planner().tracked(line).orElseThrow(), mark);
  }

  private static Statement statement(PlanQueries.Labelled labelled, Dialect dialect) {
    NestedSql nested = NestedSql.of(labelled.query(), dialect);
    BatchSql batch = nested.batch();
    if (batch == null) {
      return nested.each();
    }
    return batch.statement(List.of(key("first", batch), key("second", batch)));
  }

  private static List<Object> key(String text, BatchSql batch) {
    return Collections.nCopies(batch.keySize(), text);
  }

  private static final class BindText implements Statement.Visitor<String> {
    @Override
    public String parameter(Statement.Parameter b) {
      throw new IllegalStateException("No parameter is left");
    }

    @Override
    public String value(Statement.Value b) {
      if (b.value() instanceof byte[] bytes) {
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
      }
      return b.value() instanceof String text ? "'" + text + "'" : b.value().toString();
    }

    @Override
    public String parentColumn(Statement.ParentColumn b) {
      return "parent[" + b.position() + "]";
    }
  }
}
