package dev.edmund.format.json;

import dev.edmund.core.ODataException;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the writers for a shape: everything that does not depend on a row is done here. */
final class WriterCompiler implements Member.Visitor<List<MemberWriter>> {
  private final JsonOptions options;
  private final Dialect dialect;
  private final DocumentMembers documents;
  private final String path;
  private final Only only;
  private final Spans spans;

  /** The rows that the members are written of: those with a type in a column, or all. */
  private record Only(int discriminator, String type) {
    static final Only ALL = new Only(-1, "");

    static Only of(EntityShape shape, EntityShape.Variant variant) {
      // A detail is read for rows of the type alone.
      return variant.detail() == null
          ? new Only(
              shape.discriminator(),
              variant.type().getFullQualifiedName().getFullQualifiedNameAsString())
          : ALL;
    }
  }

  WriterCompiler(JsonOptions options, Dialect dialect) {
    this(options, dialect, Spans.NONE);
  }

  /**
   * Makes writers.
   *
   * @param spans what the database has written
   */
  WriterCompiler(JsonOptions options, Dialect dialect, Spans spans) {
    this(options, dialect, "/", Only.ALL, spans);
  }

  /**
   * Makes the writers of what is in an entity.
   *
   * @param path what leads from the URL of the entity to its members
   */
  private WriterCompiler(
      JsonOptions options, Dialect dialect, String path, Only only, Spans spans) {
    this.options = options;
    this.dialect = dialect;
    this.documents = new DocumentMembers(options);
    this.path = path;
    this.only = only;
    this.spans = spans;
  }

  private NestedSql nested(NestedRead read) {
    return NestedSql.of(read.query(), dialect).only(only.discriminator, only.type);
  }

  /** Control information and members of an entity. */
  List<MemberWriter> entity(EntityShape shape, EntityShape.Variant variant) {
    if (RemovedWriter.writes(shape)) {
      Member reason = variant.members().get(0);
      int column = reason instanceof Member.Value value ? value.column() : -1;
      return RemovedWriter.of(shape, column, options);
    }
    ControlInformation control = new ControlInformation(options);
    Spans.Span beginning =
        variant.members().isEmpty() ? null : spans.from(variant.members().get(0));
    boolean apart = beginning == null || !beginning.withETag();
    List<MemberWriter> writers = new ArrayList<>(control.of(shape, variant, apart));
    // Links stand at their property, or else behind all properties (JSON Format, 4.4).
    Map<String, MemberWriter> links = control.links(shape, variant);
    WriterCompiler inside =
        new WriterCompiler(
            options,
            dialect,
            ControlInformation.cast(shape, variant) + "/",
            Only.of(shape, variant),
            spans);
    WriterCompiler keys = new WriterCompiler(options.complete(), dialect, path, only, spans);
    for (int i = 0; i < variant.members().size(); i++) {
      Member member = variant.members().get(i);
      Spans.Span span = spans.from(member);
      if (span != null) {
        writers.add((frame, out) -> written(span, frame, out));
        i += span.members().size() - 1;
        continue;
      }
      MemberWriter link = links.remove(member.name());
      if (link != null) {
        writers.add(link);
      }
      boolean key =
          shape.identity(variant).key().stream().anyMatch(k -> k.name().equals(member.name()));
      writers.addAll(member.accept(key ? keys : inside));
    }
    writers.addAll(links.values());
    return List.copyOf(writers);
  }

  private static void written(Spans.Span span, Frame frame, JsonBuffer out) {
    byte[] members = frame.row().bytes(span.column());
    if (members != null) {
      out.members(members);
    }
  }

  @Override
  public List<MemberWriter> value(Member.Value m) {
    List<MemberWriter> writers = new ArrayList<>();
    if (isTypeWanted(m) && !ValueEncoders.isEvident(m)) {
      writers.add(
          GeoTypes.isAbstract(m)
              ? GeoTypes.writer(m)
              : constant(m.name() + "@odata.type", "#" + ValueEncoders.typeName(m.type())));
    }
    writers.addAll(new ValueAnnotations(options).of(m));
    byte[] name = JsonBuffer.name(m.name());
    ValueEncoder encoder = ValueEncoders.of(m, options);
    int column = m.column();
    writers.add((frame, out) -> encoder.write(frame.row(), column, out.member(name)));
    return new Omission(options.omit()).of(m, writers);
  }

  /** The model tells the types of its own properties (JSON Format, 4.6.3). */
  private boolean isTypeWanted(Member.Value m) {
    return options.metadata() == JsonOptions.Metadata.FULL
        || (m.property() == null && options.metadata() == JsonOptions.Metadata.MINIMAL);
  }

  static MemberWriter constant(String member, String value) {
    JsonBuffer text = new JsonBuffer(value.length() + 8);
    text.string(value);
    byte[] name = JsonBuffer.name(member);
    String json = text.text();
    byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return (frame, out) -> out.member(name).raw(bytes);
  }

  @Override
  public List<MemberWriter> complex(Member.Complex m) {
    byte[] name = JsonBuffer.name(m.name());
    MemberWriter object = object(m);
    MemberWriter member = (frame, out) -> object.write(frame, out.member(name));
    return List.of(new Omission(options.omit()).of(m.presence(), member));
  }

  private MemberWriter object(Member.Complex m) {
    List<MemberWriter> parts = new ArrayList<>();
    if (options.metadata() == JsonOptions.Metadata.FULL) {
      parts.add(constant("@odata.type", "#" + ValueEncoders.typeName(m.type())));
    }
    WriterCompiler inside =
        new WriterCompiler(options, dialect, path + m.name() + "/", only, spans);
    m.parts().forEach(part -> parts.addAll(part.accept(inside)));
    int presence = m.presence();
    return (frame, out) -> {
      if (frame.row().bytes(presence) == null) {
        out.nullValue();
      } else {
        out.raw('{');
        parts.forEach(part -> part.write(frame, out));
        out.raw('}');
      }
    };
  }

  @Override
  public List<MemberWriter> values(Member.Values m) {
    List<MemberWriter> writers = new ArrayList<>();
    if (options.metadata() == JsonOptions.Metadata.FULL) {
      writers.add(
          constant(
              m.name() + "@odata.type",
              "#Collection(" + ValueEncoders.typeName(m.memberType()) + ")"));
    }
    if (m.count() != null) {
      writers.add(count(m.name(), m.count()));
    }
    byte[] name = JsonBuffer.name(m.name());
    MemberWriter array = array(m);
    writers.add(
        (frame, out) -> {
          out.member(name);
          array.write(frame, out);
        });
    return writers;
  }

  /** The bare array of a collection's members. */
  MemberWriter array(Member.Values m) {
    NestedSql nested = nested(m.read());
    MemberWriter element = m.element().accept(new BareValue());
    return (frame, out) -> {
      out.raw('[');
      try (var rows = frame.row().related(nested)) {
        Frame inner = new Frame(rows, null, frame, "");
        while (rows.next()) {
          element.write(inner, out.separate());
        }
      }
      out.raw(']');
    };
  }

  @Override
  public List<MemberWriter> document(Member.Document m) {
    return documents.document(m);
  }

  @Override
  public List<MemberWriter> dynamic(Member.Dynamic m) {
    return documents.dynamic(m);
  }

  @Override
  public List<MemberWriter> undeclared(Member.Undeclared m) {
    return documents.undeclared(m);
  }

  @Override
  public List<MemberWriter> stream(Member.Stream m) {
    List<MemberWriter> writers = new ArrayList<>(StreamInformation.of(m, path, options));
    if (m.content() != null) {
      writers.add(StreamContent.of(m, nested(m.content()), options.exact()));
    }
    return writers;
  }

  @Override
  public List<MemberWriter> related(Member.Related m) {
    if (m.shape().form() == EntityShape.Form.LINK) {
      byte[] link = JsonBuffer.name(m.name() + "@odata.navigationLink");
      EntityShape.Identity identity = m.shape().identity();
      return List.of(
          (frame, out) ->
              out.member(link).string(new Frame(frame.row(), identity, null, "").path()));
    }
    byte[] name = JsonBuffer.name(m.name());
    EntityWriter entity = EntityWriter.compile(m.shape(), options, dialect, spans);
    int presence = m.presence();
    return List.of(
        (frame, out) -> {
          out.member(name);
          if (frame.row().bytes(presence) == null) {
            out.nullValue();
          } else {
            entity.write(frame.row(), frame, m.path(), out);
          }
        });
  }

  @Override
  public List<MemberWriter> expanded(Member.Expanded m) {
    List<MemberWriter> writers = new ArrayList<>();
    if (m.count() != null) {
      writers.add(count(m.name(), m.count()));
    }
    Integer items = spans.items(m);
    if (items != null) {
      writers.add(items(m, items));
    } else if (m.read() != null && m.shape() != null) {
      NestedRead read = m.read();
      Packed packed = Packed.nested(read.query(), m.shape(), options, dialect);
      NestedSql nested = NestedSql.of(packed.query(), dialect).only(only.discriminator, only.type);
      writers.add(
          m.single() ? one(m, nested, packed.writer()) : many(m, read, nested, packed.writer()));
    }
    return writers;
  }

  @Override
  public List<MemberWriter> ofAnyType(Member.OfAnyType m) {
    return List.of(AnyTypeWriter.of(m, options, dialect));
  }

  @Override
  public List<MemberWriter> sometimes(Member.Sometimes m) {
    List<MemberWriter> writers = m.member().accept(this);
    int there = m.there();
    return List.of(
        (frame, out) -> {
          if (frame.row().bytes(there) != null) {
            writers.forEach(writer -> writer.write(frame, out));
          }
        });
  }

  /**
   * The number of all members.
   *
   * @param link the member they are in, or nothing for the response itself
   */
  MemberWriter count(String link, NestedRead read) {
    NestedSql nested = nested(read);
    byte[] name = JsonBuffer.name(link + "@odata.count");
    return (frame, out) -> {
      try (var rows = frame.row().related(nested)) {
        byte[] number = rows.next() ? rows.bytes(0) : null;
        byte[] told = number == null ? new byte[] {'0'} : number;
        if (options.ieee754Compatible()) {
          out.member(name).quoted(told);
        } else {
          out.member(name).raw(told);
        }
      }
    };
  }

  private MemberWriter one(Member.Expanded m, NestedSql nested, EntityWriter entity) {
    byte[] name = JsonBuffer.name(m.name());
    return (frame, out) -> {
      out.member(name);
      try (var rows = frame.row().related(nested)) {
        if (rows.next()) {
          entity.write(rows, frame, m.path(), out);
        } else {
          out.nullValue();
        }
      }
    };
  }

  /** All of them, as the database has written them. */
  private static MemberWriter items(Member.Expanded m, int column) {
    byte[] name = JsonBuffer.name(m.name());
    return (frame, out) -> {
      byte[] items = frame.row().bytes(column);
      out.member(name).raw('[');
      if (items != null) {
        out.raw(items);
      }
      out.raw(']');
    };
  }

  private MemberWriter many(
      Member.Expanded m, NestedRead read, NestedSql nested, EntityWriter entity) {
    byte[] name = JsonBuffer.name(m.name());
    byte[] nextLink = JsonBuffer.name(m.name() + "@odata.nextLink");
    long page = read.page() == null ? Long.MAX_VALUE : read.page();
    return (frame, out) -> {
      out.member(name).raw('[');
      long written = 0;
      boolean more;
      try (var rows = frame.row().related(nested)) {
        while ((more = rows.next()) && written < page) {
          entity.write(rows, frame, m.path(), out.separate());
          written++;
        }
      }
      out.raw(']');
      if (more) {
        out.member(nextLink).string(nextLink(frame, m.path(), read.nextOptions(), read, page));
      }
    };
  }

  private String nextLink(
      Frame frame, String link, @Nullable String nextOptions, NestedRead read, long page) {
    String query = nextOptions == null || nextOptions.isEmpty() ? "" : nextOptions + "&";
    return options.serviceRoot()
        + frame.path()
        + "/"
        + link
        + "?"
        + query
        + "$skip="
        + (read.skipped() + page);
  }

  /** A member of a collection: the value without a name. */
  private final class BareValue implements Member.Visitor<MemberWriter> {
    @Override
    public MemberWriter value(Member.Value m) {
      ValueEncoder encoder = ValueEncoders.of(m, options);
      int column = m.column();
      return (frame, out) -> encoder.write(frame.row(), column, out);
    }

    @Override
    public MemberWriter complex(Member.Complex m) {
      return object(m);
    }

    @Override
    public MemberWriter values(Member.Values m) {
      return array(m);
    }

    @Override
    public MemberWriter document(Member.Document m) {
      return documents.bare(m);
    }

    @Override
    public MemberWriter dynamic(Member.Dynamic m) {
      throw new IllegalStateException("Dynamic properties are members of an object");
    }

    @Override
    public MemberWriter undeclared(Member.Undeclared m) {
      return documents.bare(m);
    }

    @Override
    public MemberWriter stream(Member.Stream m) {
      throw ODataException.notImplemented("Reading this property", m.name());
    }

    @Override
    public MemberWriter related(Member.Related m) {
      throw new IllegalStateException("Values have no navigation properties");
    }

    @Override
    public MemberWriter expanded(Member.Expanded m) {
      throw new IllegalStateException("Values have no navigation properties");
    }

    @Override
    public MemberWriter sometimes(Member.Sometimes m) {
      return m.member().accept(this);
    }

    @Override
    public MemberWriter ofAnyType(Member.OfAnyType m) {
      throw new IllegalStateException("Values have no navigation properties");
    }
  }

  /** The bare JSON value of a property. */
  MemberWriter bare(Member member) {
    return member.accept(new BareValue());
  }
}
