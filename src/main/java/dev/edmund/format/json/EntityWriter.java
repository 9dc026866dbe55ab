package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
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
  private record Detail(NestedSql read, EntityShape.Identity identity) {}

  private EntityWriter(EntityShape shape, Map<String, Variant> variants, Variant only) {
    this.shape = shape;
    this.variants = variants;
    this.only = only;
  }

  /** The writer for a shape, with the statements of what is nested in it. */
  public static EntityWriter compile(EntityShape shape, JsonOptions options, Dialect dialect) {
    return compile(shape, options, dialect, Spans.NONE);
  }

  /** The same where the database has written some members. */
  static EntityWriter compile(
      EntityShape shape, JsonOptions options, Dialect dialect, Spans spans) {
    Map<String, Variant> variants = new HashMap<>();
    Variant only = new Variant(-1, List.of(), null);
    for (EntityShape.Variant variant : shape.variants()) {
      only =
          new Variant(
              variant.version(),
              new WriterCompiler(options, dialect, spans).entity(shape, variant),
              detail(shape, variant, dialect));
      variants.put(name(variant), only);
    }
    return new EntityWriter(shape, variants, only);
  }

  private static String name(EntityShape.Variant variant) {
    return variant.type().getFullQualifiedName().getFullQualifiedNameAsString();
  }

  private static @Nullable Detail detail(
      EntityShape shape, EntityShape.Variant variant, Dialect dialect) {
    EntityShape.Detail detail = variant.detail();
    if (detail == null) {
      return null;
    }
    NestedSql read = NestedSql.of(detail.read().query(), dialect);
    return new Detail(read.only(shape.discriminator(), name(variant)), detail.identity());
  }

  /** Writes an entity that stands by itself. */
  public void write(Row row, JsonBuffer out) {
    out.raw('{');
    members(row, out);
    out.raw('}');
  }

  /** Writes the members of an entity into an object that has been begun. */
  public void members(Row row, JsonBuffer out) {
    members(row, null, "", out);
  }

  /** Writes an entity that is expanded into another. */
  void write(Row row, Frame parent, String link, JsonBuffer out) {
    out.raw('{');
    members(row, parent, link, out);
    out.raw('}');
  }

  private void members(Row row, @Nullable Frame parent, String link, JsonBuffer out) {
    Variant variant = variant(row);
    Detail detail = variant.detail;
    if (detail == null) {
      write(variant.writers, new Frame(row, shape.identity(), parent, link), out);
      return;
    }
    try (Rows rows = row.related(detail.read)) {
      if (rows.next()) {
        write(variant.writers, new Frame(rows, detail.identity, parent, link), out);
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
    // A row without a type is none of a stored entity, and is written as one of the declared type.
    String name =
        type == null
            ? shape.declared().getFullQualifiedName().getFullQualifiedNameAsString()
            : new String(type, StandardCharsets.UTF_8);
    Variant variant = variants.get(name);
    return variant == null ? only : variant;
  }

  /** The URL of the entity of a row, relative to the service root. */
  public String path(Row row) {
    Detail detail = variant(row).detail;
    if (detail == null) {
      return new Frame(row, shape.identity(), null, "").path();
    }
    try (Rows rows = row.related(detail.read)) {
      if (!rows.next()) {
        throw new IllegalStateException("A row of a type is in its table");
      }
      return new Frame(rows, detail.identity, null, "").path();
    }
  }

  /** The ETag of a row, or null where it has no version. */
  public @Nullable String etag(Row row) {
    Variant variant = variant(row);
    if (variant.version < 0) {
      return null;
    }
    if (variant.detail == null) {
      return etag(row.bytes(variant.version));
    }
    try (Rows rows = row.related(variant.detail.read)) {
      return rows.next() ? etag(rows.bytes(variant.version)) : null;
    }
  }

  /**
   * The ETag of an entity with a version: weak, as it is the same for all that shows the entity.
   */
  public static @Nullable String etag(byte @Nullable [] version) {
    return version == null ? null : "W/\"" + new String(version, StandardCharsets.UTF_8) + "\"";
  }
}
