package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as entities of one shape. */
public final class EntityWriter {
  private final EntityShape shape;
  private final Map<String, Variant> variants;
  private final Variant only;

  /** What is written for entities of one type: control information, then members. */
  private record Variant(int version, List<MemberWriter> writers, @Nullable Detail detail) {}

  /** Where the columns of a variant are, if not in the row itself. */
  private record Detail(Statement statement, EntityShape.Identity identity) {}

  private EntityWriter(EntityShape shape, Map<String, Variant> variants, Variant only) {
    this.shape = shape;
    this.variants = variants;
    this.only = only;
  }

  /** The writer for a shape, with the statements of what is nested in it. */
  public static EntityWriter compile(EntityShape shape, JsonOptions options, Dialect dialect) {
    Map<String, Variant> variants = new HashMap<>();
    Variant only = new Variant(-1, List.of(), null);
    for (EntityShape.Variant variant : shape.variants()) {
      only =
          new Variant(
              variant.version(),
              new WriterCompiler(options, dialect).entity(shape, variant),
              detail(variant.detail(), dialect));
      variants.put(variant.type().getFullQualifiedName().getFullQualifiedNameAsString(), only);
    }
    return new EntityWriter(shape, variants, only);
  }

  private static @Nullable Detail detail(EntityShape.@Nullable Detail detail, Dialect dialect) {
    return detail == null
        ? null
        : new Detail(ReadSql.render(detail.read().query(), dialect), detail.identity());
  }

  /** Writes an entity that stands by itself. */
  public void write(ReadSession session, Row row, JsonBuffer out) {
    out.raw('{');
    members(session, row, out);
    out.raw('}');
  }

  /** Writes the members of an entity into an object that has been begun. */
  public void members(ReadSession session, Row row, JsonBuffer out) {
    members(session, row, null, "", out);
  }

  /** Writes an entity that is expanded into another. */
  void write(Row row, Frame parent, String link, JsonBuffer out) {
    out.raw('{');
    members(parent.session(), row, parent, link, out);
    out.raw('}');
  }

  private void members(
      ReadSession session, Row row, @Nullable Frame parent, String link, JsonBuffer out) {
    Variant variant = variant(row);
    Detail detail = variant.detail;
    if (detail == null) {
      write(variant.writers, new Frame(session, row, shape.identity(), parent, link), out);
      return;
    }
    try (Rows rows = session.query(detail.statement, row)) {
      if (rows.next()) {
        write(variant.writers, new Frame(session, rows, detail.identity, parent, link), out);
      }
    }
  }

  private static void write(List<MemberWriter> writers, Frame frame, JsonBuffer out) {
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).write(frame, out);
    }
  }

  private Variant variant(Row row) {
    if (shape.discriminator() < 0) {
      return only;
    }
    byte[] type = row.bytes(shape.discriminator());
    Variant variant = type == null ? null : variants.get(new String(type, StandardCharsets.UTF_8));
    return variant == null ? only : variant;
  }

  /** The ETag of a row, or null where the type has no version. */
  public @Nullable String etag(ReadSession session, Row row) {
    Variant variant = variant(row);
    if (variant.version < 0) {
      return null;
    }
    if (variant.detail == null) {
      return etag(row.bytes(variant.version));
    }
    try (Rows rows = session.query(variant.detail.statement, row)) {
      return rows.next() ? etag(rows.bytes(variant.version)) : null;
    }
  }

  private static @Nullable String etag(byte @Nullable [] version) {
    return version == null ? null : "W/\"" + new String(version, StandardCharsets.UTF_8) + "\"";
  }
}
