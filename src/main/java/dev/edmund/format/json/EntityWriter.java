package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import dev.edmund.store.ReadSession;
import dev.edmund.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as entities of one shape. */
public final class EntityWriter {
  private final EntityShape shape;
  private final Map<String, Variant> variants = new HashMap<>();
  private final Variant only;

  /** What is written for entities of one type: control information, then members. */
  private record Variant(int version, List<MemberWriter> writers) {}

  private EntityWriter(EntityShape shape, Map<String, Variant> variants, Variant only) {
    this.shape = shape;
    this.variants.putAll(variants);
    this.only = only;
  }

  /** The writer for a shape, with the statements of what is nested in it. */
  public static EntityWriter compile(EntityShape shape, JsonOptions options, Dialect dialect) {
    Map<String, Variant> variants = new HashMap<>();
    Variant only = new Variant(-1, List.of());
    for (EntityShape.Variant variant : shape.variants()) {
      only =
          new Variant(
              variant.version(), new WriterCompiler(options, dialect).entity(shape, variant));
      variants.put(variant.type().getFullQualifiedName().getFullQualifiedNameAsString(), only);
    }
    return new EntityWriter(shape, variants, only);
  }

  /** Writes an entity that stands by itself. */
  public void write(ReadSession session, Row row, JsonBuffer out) {
    out.raw('{');
    members(new Frame(session, row, shape.identity(), null, ""), out);
    out.raw('}');
  }

  /** Writes the members of an entity into an object that has been begun. */
  public void members(ReadSession session, Row row, JsonBuffer out) {
    members(new Frame(session, row, shape.identity(), null, ""), out);
  }

  /** Writes an entity that is expanded into another. */
  void write(Row row, Frame parent, String link, JsonBuffer out) {
    out.raw('{');
    members(new Frame(parent.session(), row, shape.identity(), parent, link), out);
    out.raw('}');
  }

  private void members(Frame frame, JsonBuffer out) {
    List<MemberWriter> writers = variant(frame.row()).writers;
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
  public @Nullable String etag(Row row) {
    int column = variant(row).version;
    byte[] version = column < 0 ? null : row.bytes(column);
    return version == null ? null : "W/\"" + new String(version, StandardCharsets.UTF_8) + "\"";
  }
}
