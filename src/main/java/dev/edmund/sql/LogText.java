package dev.edmund.sql;

import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Column;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of statements that the logs of all databases have in common. */
record LogText(Dialect dialect, ChangeLog log) {
  private static final int NAME_BYTES = 8;

  /** The table of the log, with names in quotes. */
  String name() {
    return dialect.quote(log.name());
  }

  /** The columns that copy the entity, in the order of {@link #values}. */
  String columns() {
    List<Column> columns = new ArrayList<>(List.of(log.rowId()));
    columns.addAll(copies());
    return names(columns, "");
  }

  private List<Column> copies() {
    List<Column> copies = new ArrayList<>();
    if (log.container() != null) {
      copies.add(log.container());
    }
    if (log.type() != null) {
      copies.add(log.type());
    }
    copies.addAll(log.key());
    return copies;
  }

  /** What they are copies of, in the row that is called {@code row}. */
  String values(String row) {
    return names(origins(), row + ".");
  }

  /** The same without the row id. */
  List<Column> identity() {
    return origins().subList(1, origins().size());
  }

  private List<Column> origins() {
    ChangeLog.Origin origin = log.origin();
    List<Column> origins = new ArrayList<>(List.of(origin.rowId()));
    if (origin.container() != null) {
      origins.add(origin.container());
    }
    if (origin.type() != null) {
      origins.add(origin.type());
    }
    origins.addAll(origin.key());
    return origins;
  }

  private String names(List<Column> columns, String prefix) {
    return columns.stream()
        .map(c -> prefix + dialect.quote(c.name()))
        .collect(Collectors.joining(", "));
  }

  /** The columns with their types, without those that order the changes. */
  String definitions() {
    List<Column> columns = new ArrayList<>(List.of(log.changed(), log.rowId()));
    columns.addAll(copies());
    return columns.stream()
        .map(c -> dialect.quote(c.name()) + " " + dialect.columnType(c.type()))
        .collect(Collectors.joining(",\n  "));
  }

  /** A name, in quotes, for what does something when a table is changed. */
  String name(String table, String event) {
    try {
      byte[] identity = (log.name() + "\n" + table).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity);
      String sum = HexFormat.of().formatHex(digest, 0, NAME_BYTES);
      return dialect.quote("edmund_log_" + sum + "_" + event);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
