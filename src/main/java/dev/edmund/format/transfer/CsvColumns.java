package dev.edmund.format.transfer;

import dev.edmund.format.json.Texts;
import dev.edmund.format.json.ValueAnnotations;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.payload.DataException;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file for entities of one type: a name, and the text in a row. */
final class CsvColumns implements Member.Visitor<Boolean> {
  private final Dialect dialect;
  private final String prefix;
  private final Map<String, Cell> cells;

  /** The text in a row; null for null. */
  @FunctionalInterface
  interface Cell {
    @Nullable String text(Row row);
  }

  private CsvColumns(Dialect dialect, String prefix, Map<String, Cell> cells) {
    this.dialect = dialect;
    this.prefix = prefix;
    this.cells = cells;
  }

  /**
   * The columns for the members of an entity.
   *
   * @throws DataException when CSV has no place for one
   */
  static Map<String, Cell> of(List<Member> members, Dialect dialect) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    CsvColumns columns = new CsvColumns(dialect, "", cells);
    members.forEach(member -> member.accept(columns));
    return cells;
  }

  private DataException refusal(Member member, String what) {
    return new DataException(
        prefix + member.name() + " " + what + ", which CSV has no place for: export JSON.");
  }

  @Override
  public Boolean value(Member.Value m) {
    String name = prefix + m.name();
    cells.put(name, row -> Texts.value(row, m));
    Member.Lookup lookup = m.lookup();
    if (lookup != null && lookup.discriminator() >= 0) {
      cells.put(
          name + "@" + ValueAnnotations.LOOKUP_NAVIGATION,
          row -> text(row.bytes(lookup.discriminator())));
    }
    return true;
  }

  private static @Nullable String text(byte @Nullable [] utf8) {
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public Boolean complex(Member.Complex m) {
    Map<String, Cell> parts = new LinkedHashMap<>();
    CsvColumns inside = new CsvColumns(dialect, prefix + m.name() + "/", parts);
    m.parts().forEach(part -> part.accept(inside));
    // The first cell looks whether the value can be told from null by its parts.
    parts.forEach(
        (name, cell) ->
            cells.put(
                name,
                row -> {
                  String text = cell.text(row);
                  if (text == null
                      && row.bytes(m.presence()) != null
                      && parts.values().stream().allMatch(c -> c.text(row) == null)) {
                    throw refusal(m, "is there, but all in it is null");
                  }
                  return text;
                }));
    return true;
  }

  @Override
  public Boolean values(Member.Values m) {
    throw refusal(m, "is a collection");
  }

  @Override
  public Boolean document(Member.Document m) {
    throw refusal(m, "is kept as JSON");
  }

  @Override
  public Boolean dynamic(Member.Dynamic m) {
    throw new DataException(
        "The type is open: CSV has no place for dynamic properties: export JSON.");
  }

  @Override
  public Boolean undeclared(Member.Undeclared m) {
    throw refusal(m, "has no type");
  }

  @Override
  public Boolean stream(Member.Stream m) {
    String name = prefix + (m.name().isEmpty() ? "$value" : m.name());
    if (!prefix.isEmpty() || m.content() == null) {
      throw refusal(m, "is a stream inside of a complex value");
    }
    NestedSql chunks = NestedSql.of(m.content().query(), dialect);
    cells.put(name, row -> Texts.stream(row, m, chunks));
    cells.put(m.name() + "@odata.mediaContentType", row -> text(row.bytes(m.contentType())));
    return true;
  }

  @Override
  public Boolean related(Member.Related m) {
    EntityShape shape = m.shape();
    requireReference(m, shape);
    cells.put(
        m.name() + "@odata.bind",
        row -> row.bytes(m.presence()) == null ? null : Texts.path(row, shape.identity()));
    return true;
  }

  private void requireReference(Member m, EntityShape shape) {
    if (!shape.reference()) {
      throw refusal(m, "is a contained entity");
    }
    if (!prefix.isEmpty()) {
      throw refusal(m, "is a reference inside of a complex value");
    }
  }

  @Override
  public Boolean expanded(Member.Expanded m) {
    EntityShape shape = m.shape();
    if (shape == null || m.read() == null || !m.single()) {
      throw refusal(m, "can lead to many entities");
    }
    requireReference(m, shape);
    NestedSql read = NestedSql.of(m.read().query(), dialect);
    cells.put(
        m.name() + "@odata.bind",
        row -> {
          try (Rows rows = row.related(read)) {
            return rows.next() ? Texts.path(rows, shape.identity()) : null;
          }
        });
    return true;
  }

  @Override
  public Boolean ofAnyType(Member.OfAnyType m) {
    throw refusal(m, "can lead to any type");
  }

  @Override
  public Boolean sometimes(Member.Sometimes m) {
    return m.member().accept(this);
  }
}
