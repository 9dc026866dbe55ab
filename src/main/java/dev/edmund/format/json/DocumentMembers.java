package dev.edmund.format.json;

import dev.edmund.plan.shape.Member;
import dev.edmund.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.jspecify.annotations.Nullable;

/** Makes the writers for members that are kept as JSON. */
final class DocumentMembers {
  private final JsonOptions options;

  DocumentMembers(JsonOptions options) {
    this.options = options;
  }

  List<MemberWriter> document(Member.Document m) {
    List<MemberWriter> writers = new ArrayList<>();
    if (m.collection() && options.metadata() == JsonOptions.Metadata.FULL) {
      writers.add(
          WriterCompiler.constant(
              m.name() + "@odata.type", "#Collection(" + ValueEncoders.typeName(m.type()) + ")"));
    }
    byte[] name = JsonBuffer.name(m.name());
    MemberWriter bare = bare(m);
    MemberWriter member = (frame, out) -> bare.write(frame, out.member(name));
    writers.add(m.collection() ? member : new Omission(options.omit()).of(m.column(), member));
    return writers;
  }

  /** The value alone; a collection that is not stored is empty. */
  MemberWriter bare(Member.Document m) {
    DocumentWriter documents = new DocumentWriter(m.model(), options);
    int column = m.column();
    return (frame, out) -> {
      byte[] json = frame.row().bytes(column);
      if (json != null) {
        documents.value(json, m.type(), m.collection(), m.parts(), out);
      } else if (m.collection()) {
        out.raw('[').raw(']');
      } else {
        out.nullValue();
      }
    };
  }

  /** The members of a complex value, which stand in the object around them. */
  MemberWriter inline(Member.Document m) {
    DocumentWriter documents = new DocumentWriter(m.model(), options);
    return (frame, out) -> {
      byte[] json = frame.row().bytes(m.column());
      if (json != null) {
        documents.members(json, (EdmComplexType) m.type(), m.parts(), out);
      }
    };
  }

  List<MemberWriter> dynamic(Member.Dynamic m) {
    DocumentWriter documents = new DocumentWriter(m.model(), options);
    return List.of(
        (frame, out) -> {
          byte[] json = frame.row().bytes(m.column());
          if (json != null) {
            documents.dynamic(json, m.parts(), m.declared(), out);
          }
        });
  }

  List<MemberWriter> undeclared(Member.Undeclared m) {
    byte[] name = JsonBuffer.name(m.name());
    MemberWriter bare = bare(m);
    return List.of(
        (frame, out) -> {
          out.member(name);
          bare.write(frame, out);
        });
  }

  MemberWriter bare(Member.Undeclared m) {
    DocumentWriter documents = new DocumentWriter(m.model(), options);
    return (frame, out) -> {
      byte[] json = json(m, frame.row());
      if (json == null) {
        out.nullValue();
      } else {
        documents.undeclared(json, tag(m, frame.row()), m.parts(), out);
      }
    };
  }

  /** An undeclared value as a response: an object's members, or what the type is and the value. */
  MemberWriter inline(Member.Undeclared m) {
    DocumentWriter documents = new DocumentWriter(m.model(), options);
    MemberWriter bare = bare(m);
    byte[] value = JsonBuffer.name("value");
    return (frame, out) -> {
      String kind = kind(m, frame.row());
      String tag = tag(m, frame.row());
      byte[] json = json(m, frame.row());
      if (json != null && "object".equals(kind)) {
        documents.undeclaredMembers(json, tag, m.parts(), out);
        return;
      }
      String told = documents.told(tag, "text".equals(kind));
      if (told != null && options.metadata() != JsonOptions.Metadata.NONE) {
        WriterCompiler.constant("@odata.type", told).write(frame, out);
      }
      bare.write(frame, out.member(value));
    };
  }

  /** The text of a single primitive value, for {@code $value}; null where there is none. */
  @Nullable String text(Member.Undeclared m, Frame frame) {
    JsonBuffer out = new JsonBuffer(64);
    bare(m).write(frame, out);
    String json = out.text();
    return json.equals("null") ? null : DocumentWriter.unquoted(json);
  }

  static boolean isNull(Member.Undeclared m, Row row) {
    String kind = kind(m, row);
    return kind == null || kind.equals("null");
  }

  static boolean isStructured(Member.Undeclared m, Row row) {
    String kind = kind(m, row);
    return "object".equals(kind) || "array".equals(kind);
  }

  private static @Nullable String kind(Member.Undeclared m, Row row) {
    return text(row.bytes(m.kind()));
  }

  private static @Nullable String tag(Member.Undeclared m, Row row) {
    return text(row.bytes(m.tag()));
  }

  private static @Nullable String text(byte @Nullable [] utf8) {
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  /** The value as JSON again, which the database has taken apart. */
  private static byte @Nullable [] json(Member.Undeclared m, Row row) {
    String kind = kind(m, row);
    if (kind == null) {
      return null;
    }
    return switch (kind) {
      case "null", "true", "false" -> kind.getBytes(StandardCharsets.US_ASCII);
      case "text" -> quoted(row.bytes(m.value()));
      // The driver's text of a floating point number is shortened, so the number itself is read,
      // which is a text where the database leaves numbers in JSON as they are.
      case "real" ->
          Double.toString(Double.parseDouble(String.valueOf(row.value(m.value()))))
              .getBytes(StandardCharsets.US_ASCII);
      default -> row.bytes(m.value());
    };
  }

  private static byte @Nullable [] quoted(byte @Nullable [] utf8) {
    if (utf8 == null) {
      return null;
    }
    JsonBuffer out = new JsonBuffer(utf8.length + 2);
    out.string(utf8);
    return out.text().getBytes(StandardCharsets.UTF_8);
  }
}
