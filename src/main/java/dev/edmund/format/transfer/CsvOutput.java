package dev.edmund.format.transfer;

import dev.edmund.format.transfer.CsvColumns.Cell;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Entities as rows of CSV (RFC 4180): an empty cell is null, {@code ""} an empty text. */
final class CsvOutput implements EntityOutput {
  private static final String TYPE = "@odata.type";

  private final EntityShape shape;
  private final List<String> header;
  private final Map<String, Variant> variants = new HashMap<>();
  private final StringBuilder line = new StringBuilder();

  /**
   * The rows of one type.
   *
   * @param type what the column of the type has; null where that is not wanted
   * @param detail reads the columns, if they are not in the row itself
   */
  private record Variant(@Nullable String type, List<Cell> cells, @Nullable NestedSql detail) {}

  CsvOutput(EntityShape shape, Dialect dialect) {
    this.shape = shape;
    Map<String, Map<String, Cell>> byType = new HashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (EntityShape.Variant variant : shape.variants()) {
      Map<String, Cell> cells = CsvColumns.of(variant.members(), dialect);
      byType.put(name(variant), cells);
      names.addAll(cells.keySet());
    }
    this.header = List.copyOf(names);
    for (EntityShape.Variant variant : shape.variants()) {
      Map<String, Cell> own = byType.getOrDefault(name(variant), Map.of());
      List<Cell> cells = new ArrayList<>();
      header.forEach(column -> cells.add(own.getOrDefault(column, row -> null)));
      boolean declared = variant.type().getFullQualifiedName().equals(declaredName());
      NestedSql detail =
          variant.detail() == null
              ? null
              : NestedSql.of(variant.detail().read().query(), dialect)
                  .only(shape.discriminator(), name(variant));
      variants.put(
          name(variant), new Variant(declared ? null : "#" + name(variant), cells, detail));
    }
  }

  private FullQualifiedName declaredName() {
    return shape.declared().getFullQualifiedName();
  }

  private static String name(EntityShape.Variant variant) {
    return variant.type().getFullQualifiedName().getFullQualifiedNameAsString();
  }

  private boolean isTyped() {
    return shape.discriminator() >= 0;
  }

  @Override
  public void begin(OutputStream out) throws IOException {
    line.setLength(0);
    if (isTyped()) {
      cell(TYPE);
    }
    header.forEach(this::cell);
    send(out);
  }

  @Override
  public void write(Row row, OutputStream out) throws IOException {
    line.setLength(0);
    Variant variant = variant(row);
    if (isTyped()) {
      cell(variant.type);
    }
    if (variant.detail == null) {
      variant.cells.forEach(cell -> cell(cell.text(row)));
    } else {
      try (Rows rows = row.related(variant.detail)) {
        if (rows.next()) {
          variant.cells.forEach(cell -> cell(cell.text(rows)));
        }
      }
    }
    send(out);
  }

  private Variant variant(Row row) {
    byte[] type = isTyped() ? row.bytes(shape.discriminator()) : null;
    Variant found =
        type == null
            ? variants.get(declaredName().getFullQualifiedNameAsString())
            : variants.get(new String(type, StandardCharsets.UTF_8));
    return found == null ? variants.values().iterator().next() : found;
  }

  /** Each ends with a comma, the last one of the line too, until the line is sent. */
  private void cell(@Nullable String text) {
    if (text != null) {
      if (text.isEmpty() || text.chars().anyMatch(CsvOutput::needsQuotes)) {
        line.append('"').append(text.replace("\"", "\"\"")).append('"');
      } else {
        line.append(text);
      }
    }
    line.append(',');
  }

  private static boolean needsQuotes(int c) {
    return c == ',' || c == '"' || c == '\r' || c == '\n';
  }

  private void send(OutputStream out) throws IOException {
    line.setCharAt(line.length() - 1, '\n');
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void end(OutputStream out) {
    // The last row has ended.
  }
}
