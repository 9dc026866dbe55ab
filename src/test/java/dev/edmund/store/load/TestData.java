package dev.edmund.store.load;

import static dev.edmund.model.storage.TestEdm.property;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.StorageBuilder;
import dev.edmund.model.storage.TestEdm;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.DecimalKey;
import dev.edmund.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;

/** A small model with one of everything, a data directory for it and a database. */
public final class TestData {
  public static final String ANNA = "00000000-0000-0000-0000-0000000000a1";
  public static final String BOB = "00000000-0000-0000-0000-0000000000b1";
  public static final String ACME = "00000000-0000-0000-0000-0000000000c1";
  public static final String BETA = "00000000-0000-0000-0000-0000000000c2";
  public static final String LINK_1 = "00000000-0000-0000-0000-0000000000d1";
  public static final String LINK_2 = "00000000-0000-0000-0000-0000000000d2";

  public static final String NAVIGATION = "@Microsoft.Dynamics.CRM.associatednavigationproperty";

  private final Path directory;
  private final Edm edm;
  private final Storage storage;

  public TestData(Path directory) {
    this(directory, model());
  }

  public TestData(Path directory, TestEdm model) {
    this(directory, model.build());
  }

  private TestData(Path directory, Edm edm) {
    this(directory, edm, StorageBuilder.build(edm, StorageBuilder.Wishes.NONE));
  }

  private TestData(Path directory, Edm edm, Storage storage) {
    this.directory = directory;
    this.edm = edm;
    this.storage = storage;
    try {
      Files.createDirectories(data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for a model that is written as CSDL XML, the content of its one schema {@code N}. */
  public static TestData of(Path directory, String schema) {
    Path file = directory.resolve("model.xml");
    try {
      Files.writeString(
          file,
          "<edmx:Edmx Version='4.01' xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx'>"
              + "<edmx:DataServices><Schema Namespace='N'"
              + " xmlns='http://docs.oasis-open.org/odata/ns/edm'>"
              + schema
              + "</Schema></edmx:DataServices></edmx:Edmx>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Model model = Model.load(file);
    return new TestData(directory, model.edm(), model.storage());
  }

  public static TestEdm model() {
    return new TestEdm()
        .enumeration("level", false, "minus", -5, "none", 0, "high", 1257)
        .enumeration("access", true, "read", 1, "write", 2)
        .complex("geo", property("lat", "Edm.Double"), property("alt", "Edm.Int32"))
        .complex(
            "address",
            property("city", "Edm.String").setNullable(false),
            property("place", "geo"),
            property("lines", "Collection(Edm.String)"))
        .entity("account", "accountid")
        .with(property("accountid", "Edm.Guid").setNullable(false))
        .with(property("name", "Edm.String").setNullable(false).setMaxLength(20))
        .with(property("revenue", "Edm.Decimal").setScaleAsString("variable"))
        .with(property("price", "Edm.Decimal").setPrecision(5).setScale(2))
        .with("bytes", "Edm.Int64")
        .with(property("created", "Edm.DateTimeOffset").setPrecision(12))
        .with(property("touched", "Edm.DateTimeOffset").setPrecision(3))
        .with("day", "Edm.Date")
        .with("level", "level")
        .with("access", "access")
        .with("blob", "Edm.Binary")
        .with(property("active", "Edm.Boolean").setDefaultValue("true"))
        .with("address", "address")
        .with("_parent_value", "Edm.Guid")
        .navigation("parent", "account", "children", "_parent_value", "accountid")
        .navigation("children", "Collection(account)", "parent")
        .done()
        .entity("contact", "contactid")
        .with(property("contactid", "Edm.Guid").setNullable(false))
        .with("name", "Edm.String")
        .done()
        .entity("connection", "connectionid")
        .with(property("connectionid", "Edm.Guid").setNullable(false))
        .with("name", "Edm.String")
        .with("createdon", "Edm.DateTimeOffset")
        .with("_record_value", "Edm.Guid")
        .with("_related_value", "Edm.Guid")
        .navigation("record_account", "account", null, "_record_value", "accountid")
        .navigation("record_contact", "contact", null, "_record_value", "contactid")
        .navigation("related", "connection", null, "_related_value", "connectionid")
        .done()
        .entity("activity", "activityid")
        .isAbstract()
        .with(property("activityid", "Edm.Int32").setNullable(false))
        .with("subject", "Edm.String")
        .done()
        .entity("email")
        .base("activity")
        .with("sender", "Edm.String")
        .done()
        .entity("task")
        .base("activity")
        .with("percent", "Edm.Int32")
        .done()
        .entity("root", "id")
        .with(property("id", "Edm.String").setNullable(false))
        .contains("alerts", "Collection(alert)")
        .contains("settings", "settings")
        .done()
        .entity("settings", "id")
        .with(property("id", "Edm.String").setNullable(false))
        .done()
        .entity("alert", "id")
        .with(property("id", "Edm.String").setNullable(false))
        .with("tags", "Collection(Edm.String)")
        .with("states", "Collection(address)")
        .with("address", "address")
        .navigation("accounts", "Collection(account)", null)
        .navigation("lead", "contact", null)
        .done()
        .set("connections", "connection")
        .set("accounts", "account")
        .set("contacts", "contact")
        .set("activities", "activity")
        .set("emails", "email")
        .singleton("security", "root");
  }

  public Edm edm() {
    return edm;
  }

  public Storage storage() {
    return storage;
  }

  public Path data() {
    return directory.resolve("data");
  }

  public Path file() {
    return directory.resolve("test.db");
  }

  public TestData write(String name, String... lines) {
    try {
      Files.writeString(data().resolve(name), String.join("\n", lines) + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two accounts, two contacts and two connections that know each other. */
  public TestData writeSmall() {
    write("accounts.csv", "accountid,name", ACME + ",Acme", BETA + ",Beta");
    write("contacts.csv", "contactid,name", ANNA + ",Anna", BOB + ",Bob");
    return write(
        "connections.csv",
        "connectionid,createdon,_record_value,_record_value" + NAVIGATION + ",_related_value",
        LINK_1 + ",2025-01-31T23:30:00Z," + ACME + ",record_account," + LINK_2,
        LINK_2 + ",2025-02-01T08:00:00.25Z," + ANNA + ",record_contact," + LINK_1);
  }

  public Database open() {
    return Database.open(TestDatabase.at(file()));
  }

  /** Has the next {@link #open} begin with nothing. */
  public void removeDatabase() {
    TestDatabase.remove(file());
  }

  public Optional<LoadReport> prepare(Database database) {
    return DataLoader.prepare(database, edm, storage, Optional.of(data()), Progress.NONE);
  }

  public LoadReport load() {
    try (Database database = open()) {
      return prepare(database).orElseThrow();
    }
  }

  /** The message of the error that loading ends in. */
  public String failure() {
    try (Database database = open()) {
      prepare(database);
      return "no error";
    } catch (DataException e) {
      return String.valueOf(e.getMessage()).replace(data() + "/", "data/");
    }
  }

  /** The cells of all rows of a query as text. */
  public List<List<String>> rows(String sql) {
    try (Database database = open()) {
      return rows(database, sql);
    }
  }

  public static List<List<String>> rows(Database database, String sql) {
    return database.alone(
        handle ->
            handle
                .createQuery(TestDatabase.sql(sql))
                .map(
                    (rows, context) -> {
                      List<String> row = new ArrayList<>();
                      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(text(rows, i));
                      }
                      return row;
                    })
                .list());
  }

  /** Truth values and bytes as SQLite has them. */
  private static String text(ResultSet rows, int column) throws SQLException {
    String type = rows.getMetaData().getColumnTypeName(column);
    String text = String.valueOf(rows.getString(column));
    return switch (type) {
      case "bool" -> text.equals("t") ? "1" : text.equals("f") ? "0" : text;
      case "bytea" ->
          rows.getBytes(column) == null
              ? text
              : new String(rows.getBytes(column), StandardCharsets.UTF_8);
      default -> text;
    };
  }

  /** A decimal as {@code hex} shows it in SQLite, and other databases do themselves. */
  public static String decimal(String digits) {
    return TestDatabase.isPostgres()
        ? new BigDecimal(digits).toPlainString()
        : HexFormat.of().formatHex(DecimalKey.encode(new BigDecimal(digits)));
  }

  /** What shows a decimal column as {@link #decimal}. */
  public static String decimalColumn(String name) {
    return TestDatabase.isPostgres() ? name : "lower(hex(" + name + "))";
  }

  /** Runs a statement written for SQLite. */
  public static int execute(Database database, String sql) {
    return database.write(handle -> handle.execute(TestDatabase.sql(sql)));
  }

  /** Everything in the database but Edmund's own notes, table by table. */
  public Map<String, List<List<String>>> content() {
    Map<String, List<List<String>>> content = new java.util.TreeMap<>();
    try (Database database = open()) {
      for (List<String> table : rows(database, TestDatabase.tables())) {
        if (!table.get(0).startsWith("edmund_")) {
          List<List<String>> rows = rows(database, "SELECT * FROM \"" + table.get(0) + "\"");
          content.put(
              table.get(0), rows.stream().sorted(Comparator.comparing(List::toString)).toList());
        }
      }
    }
    return content;
  }
}
