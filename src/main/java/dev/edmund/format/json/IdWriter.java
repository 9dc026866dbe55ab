package dev.edmund.format.json;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import java.nio.charset.StandardCharsets;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Writes the id of an entity (JSON Format, 4.6.8). */
final class IdWriter {
  private static final byte[] ID = JsonBuffer.name("@odata.id");
  private static final byte[] END = ")\"".getBytes(StandardCharsets.US_ASCII);

  private IdWriter() {}

  static MemberWriter of(EntityShape.Identity identity, String serviceRoot) {
    MemberWriter general = (frame, out) -> out.member(ID).string(serviceRoot + frame.path());
    Member.Value key = bareKey(identity);
    if (key == null) {
      return general;
    }
    // A Guid or an integer stands in a URL as it is stored: its bytes can be copied.
    byte[] begin = quotedWithoutEnd(serviceRoot + identity.path() + "(");
    int column = key.column();
    return (frame, out) -> {
      byte[] value = frame.row().bytes(column);
      if (value == null) {
        general.write(frame, out);
      } else {
        out.member(ID).raw(begin).raw(value).raw(END);
      }
    };
  }

  /** The value of the key, where it is one and the path is known; else null. */
  static Member.@Nullable Value onlyKey(EntityShape.Identity identity) {
    return identity.path() == null || identity.key().size() != 1
        ? null
        : identity.key().get(0).value();
  }

  private static Member.@Nullable Value bareKey(EntityShape.Identity identity) {
    Member.Value key = onlyKey(identity);
    if (key == null) {
      return null;
    }
    boolean bare =
        key.columnType() == ColumnType.GUID
            || (key.columnType() == ColumnType.INTEGER && key.type().getKind() != EdmTypeKind.ENUM);
    return bare ? key : null;
  }

  private static byte[] quotedWithoutEnd(String text) {
    JsonBuffer quoted = new JsonBuffer(text.length() + 8);
    quoted.string(text);
    quoted.truncate(quoted.size() - 1);
    return quoted.text().getBytes(StandardCharsets.UTF_8);
  }
}
