package dev.edmund.format.json;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.sql.Dialect;
import dev.edmund.store.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a single property as a response of its own (JSON Format, 11). */
public final class PropertyWriter {
  private final Member member;
  private final JsonOptions options;
  private final Dialect dialect;

  public PropertyWriter(Member member, JsonOptions options, Dialect dialect) {
    this.member = member;
    this.options = options;
    this.dialect = dialect;
  }

  /** The URL of the entity whose property this is, relative to the service root. */
  public String entityPath(Row row, EntityShape.Identity identity) {
    return new Frame(row, identity, null, "").path();
  }

  /** Whether the property has no value in a row. */
  public boolean isNull(Row row) {
    return member.accept(new Presence(row, options.evolvable())).isEmpty();
  }

  /**
   * Writes the response.
   *
   * @param context the whole context URL; null where it is not wanted
   */
  public void write(Row row, @Nullable String context, JsonBuffer out) {
    Frame frame = new Frame(row, null, null, "");
    out.raw('{');
    if (context != null) {
      out.context(context);
    }
    if (options.metadata() == JsonOptions.Metadata.FULL) {
      member.accept(new TypeName()).ifPresent(type -> type(type, frame, out));
    }
    WriterCompiler compiler = new WriterCompiler(options, dialect);
    Optional<List<Member>> parts = member.accept(new Parts());
    DocumentMembers documents = new DocumentMembers(options);
    if (member instanceof Member.Document document && !document.collection()) {
      documents.inline(document).write(frame, out);
    } else if (member instanceof Member.Undeclared undeclared) {
      documents.inline(undeclared).write(frame, out);
    } else if (parts.isEmpty()) {
      if (member instanceof Member.Values values && values.count() != null) {
        compiler.count("", values.count()).write(frame, out);
      }
      MemberWriter bare = compiler.bare(member);
      out.member(JsonBuffer.name("value"));
      bare.write(frame, out);
    } else {
      parts.get().forEach(part -> part.accept(compiler).forEach(w -> w.write(frame, out)));
    }
    out.raw('}');
  }

  private static void type(String name, Frame frame, JsonBuffer out) {
    WriterCompiler.constant("@odata.type", "#" + name).write(frame, out);
  }

  /** The bare value: text, or the bytes of a binary one. */
  public byte[] raw(Row row) {
    if (member instanceof Member.Undeclared undeclared) {
      return undeclared(undeclared, new Frame(row, null, null, ""));
    }
    return member.accept(new Presence(row, options.evolvable())).orElse(new byte[0]);
  }

  private byte[] undeclared(Member.Undeclared value, Frame frame) {
    if (DocumentMembers.isStructured(value, frame.row())) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "Only single primitive values have $value.", "$value");
    }
    return String.valueOf(new DocumentMembers(options).text(value, frame))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the property is not there, which only one that the model does not declare can be. */
  public boolean isMissing(Row row) {
    return member instanceof Member.Undeclared undeclared
        && !undeclared.declared()
        && DocumentMembers.isNull(undeclared, row);
  }

  /** Whether the bare value is not text. */
  public boolean isBinary() {
    return member instanceof Member.Value value && value.columnType() == ColumnType.BINARY;
  }

  /** The bare value of a member in a row; empty for null. */
  private record Presence(Row row, boolean evolvable) implements Member.Visitor<Optional<byte[]>> {
    @Override
    public Optional<byte[]> value(Member.Value m) {
      if (m.columnType() == ColumnType.BINARY) {
        return Optional.ofNullable(row.bytes(m.column()));
      }
      return Optional.ofNullable(ValueEncoders.text(row, m, evolvable))
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> complex(Member.Complex m) {
      return Optional.ofNullable(row.bytes(m.presence()));
    }

    @Override
    public Optional<byte[]> values(Member.Values m) {
      return Optional.of(new byte[0]);
    }

    @Override
    public Optional<byte[]> document(Member.Document m) {
      return Optional.ofNullable(row.bytes(m.column()));
    }

    @Override
    public Optional<byte[]> dynamic(Member.Dynamic m) {
      return Optional.ofNullable(row.bytes(m.column()));
    }

    @Override
    public Optional<byte[]> undeclared(Member.Undeclared m) {
      return DocumentMembers.isNull(m, row) ? Optional.empty() : Optional.of(new byte[0]);
    }

    @Override
    public Optional<byte[]> stream(Member.Stream m) {
      return Optional.ofNullable(row.bytes(m.contentType()));
    }

    @Override
    public Optional<byte[]> related(Member.Related m) {
      return Optional.ofNullable(row.bytes(m.presence()));
    }

    @Override
    public Optional<byte[]> expanded(Member.Expanded m) {
      return Optional.of(new byte[0]);
    }

    @Override
    public Optional<byte[]> sometimes(Member.Sometimes m) {
      return m.member().accept(this);
    }

    @Override
    public Optional<byte[]> ofAnyType(Member.OfAnyType m) {
      return Optional.of(new byte[0]);
    }
  }

  /** The parts of a complex value, which stand in the response itself; empty for any other. */
  private record Parts() implements Member.Visitor<Optional<List<Member>>> {
    @Override
    public Optional<List<Member>> value(Member.Value m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> complex(Member.Complex m) {
      return Optional.of(m.parts());
    }

    @Override
    public Optional<List<Member>> values(Member.Values m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> document(Member.Document m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> dynamic(Member.Dynamic m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> undeclared(Member.Undeclared m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> stream(Member.Stream m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> related(Member.Related m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> expanded(Member.Expanded m) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Member>> sometimes(Member.Sometimes m) {
      return m.member().accept(this);
    }

    @Override
    public Optional<List<Member>> ofAnyType(Member.OfAnyType m) {
      return Optional.empty();
    }
  }

  /** What the type is where the value does not tell it (JSON Format, 4.6.3). */
  private record TypeName() implements Member.Visitor<Optional<String>> {
    @Override
    public Optional<String> value(Member.Value m) {
      return ValueEncoders.isEvident(m)
          ? Optional.empty()
          : Optional.of(ValueEncoders.typeName(m.type()));
    }

    @Override
    public Optional<String> complex(Member.Complex m) {
      return Optional.of(ValueEncoders.typeName(m.type()));
    }

    @Override
    public Optional<String> values(Member.Values m) {
      return Optional.of("Collection(" + ValueEncoders.typeName(m.memberType()) + ")");
    }

    @Override
    public Optional<String> document(Member.Document m) {
      return m.collection()
          ? Optional.of("Collection(" + ValueEncoders.typeName(m.type()) + ")")
          : Optional.empty();
    }

    @Override
    public Optional<String> dynamic(Member.Dynamic m) {
      return Optional.empty();
    }

    @Override
    public Optional<String> undeclared(Member.Undeclared m) {
      return Optional.empty();
    }

    @Override
    public Optional<String> stream(Member.Stream m) {
      return Optional.empty();
    }

    @Override
    public Optional<String> related(Member.Related m) {
      return Optional.empty();
    }

    @Override
    public Optional<String> expanded(Member.Expanded m) {
      return Optional.empty();
    }

    @Override
    public Optional<String> sometimes(Member.Sometimes m) {
      return m.member().accept(this);
    }

    @Override
    public Optional<String> ofAnyType(Member.OfAnyType m) {
      return Optional.empty();
    }
  }
}
