package dev.edmund.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a file in {@code data/}: the cells as they are, and typed when asked for. */
record SourceRow(Map<String, String> cells) {
  /** No file holds this. */
  private static final String NOTHING = "\u0000";

  static List<SourceRow> read(String set) {
    try {
      List<List<String>> lines = lines(Files.readString(Path.of("data", set + ".csv")));
      List<String> names = lines.get(0);
      List<SourceRow> rows = new ArrayList<>();
      for (List<String> line : lines.subList(1, lines.size())) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < line.size(); i++) {
          if (!line.get(i).equals(NOTHING)) {
            cells.put(names.get(i), line.get(i));
          }
        }
        rows.add(new SourceRow(cells));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RFC 4180; a cell with nothing in it is null, one with two quotes is empty. */
  private static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inside) {
        boolean doubled = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (c != '"' || doubled) {
          cell.append(c);
          i += doubled ? 1 : 0;
        } else {
          inside = false;
        }
      } else if (c == '"') {
        inside = true;
        quoted = true;
      } else if (c == ',' || c == '\n') {
        line.add(cell.length() == 0 && !quoted ? NOTHING : cell.toString());
        cell.setLength(0);
        quoted = false;
        if (c == '\n') {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    return lines;
  }

  @Nullable String text(String column) {
    return cells.get(column);
  }

  /** Numbers of all types as exact decimals, points in time as instants, the rest as text. */
  @Nullable Object value(String column, Kind kind) {
    String text = cells.get(column);
    return text == null ? null : kind.parse(text);
  }

  /** How a value is compared. */
  enum Kind {
    INTEGER,
    DECIMAL,
    DOUBLE,
    TEXT,
    DATE_TIME,
    DATE,
    GUID,
    BOOLEAN,
    ENUMERATION;

    Object parse(String text) {
      return switch (this) {
        case INTEGER, DECIMAL, DOUBLE -> new BigDecimal(text);
        case DATE_TIME -> OffsetDateTime.parse(text).toInstant();
        case DATE -> LocalDate.parse(text);
        case BOOLEAN -> Boolean.valueOf(text);
        case TEXT, GUID, ENUMERATION -> text;
      };
    }
  }
}
