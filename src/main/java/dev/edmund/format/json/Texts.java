package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.sql.NestedSql;
import dev.edmund.store.Row;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values as texts, for formats whose cells are no JSON. */
public final class Texts {
  private Texts() {}

  /** The text of a literal, without prefix and quotes; null for null. */
  public static @Nullable String value(Row row, Member.Value member) {
    return ValueEncoders.text(row, member);
  }

  /** The bytes of a stream as base64url; null where there is none. */
  public static @Nullable String stream(Row row, Member.Stream stream, NestedSql chunks) {
    return row.bytes(stream.contentType()) == null
        ? null
        : Base64.getUrlEncoder().withoutPadding().encodeToString(StreamContent.all(row, chunks));
  }

  /** The URL of an entity, relative to the service root. */
  public static String path(Row row, EntityShape.Identity identity) {
    return new Frame(row, identity, null, "").path();
  }
}
