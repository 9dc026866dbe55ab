package dev.edmund.bench.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What an import has at least to do: it cuts the lines of a CSV file of products at their commas,
 * checks nothing, and inserts them in one transaction into a table with two columns more, as Edmund
 * has them, and a unique index. The file comes first, then the URL of an empty SQLite database.
 */
public final class ImportFloor {
  private static final int COLUMNS = 8;
  private static final int BATCH = 500;

  private ImportFloor() {}

  public static void main(String[] args) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(args[1]);
        Statement schema = connection.createStatement();
        BufferedReader lines = Files.newBufferedReader(Path.of(args[0]))) {
      schema.execute("PRAGMA journal_mode = WAL");
      schema.execute("PRAGMA synchronous = NORMAL");
      schema.execute(
          "CREATE TABLE product (rid INTEGER PRIMARY KEY, version INTEGER NOT NULL,"
              + " id INTEGER NOT NULL, name TEXT NOT NULL, code TEXT, price TEXT, weight REAL,"
              + " stock INTEGER, released TEXT, changed TEXT)");
      schema.execute("CREATE UNIQUE INDEX product_id ON product (id)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO product VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)")) {
        insert(lines, insert);
      }
      connection.commit();
    }
  }

  private static void insert(BufferedReader lines, PreparedStatement insert)
      throws IOException, SQLException {
    lines.readLine();
    long rows = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      insert.setLong(1, ++rows);
      int begin = 0;
      for (int i = 0; i < COLUMNS; i++) {
        int comma = line.indexOf(',', begin);
        int end = comma < 0 ? line.length() : comma;
        boolean quoted = line.charAt(begin) == '"';
        // The table makes numbers of the columns that are numbers.
        insert.setString(
            i + 2, quoted ? line.substring(begin + 1, end - 1) : line.substring(begin, end));
        begin = end + 1;
      }
      insert.addBatch();
      if (rows % BATCH == 0) {
        insert.executeBatch();
      }
    }
    insert.executeBatch();
  }
}
