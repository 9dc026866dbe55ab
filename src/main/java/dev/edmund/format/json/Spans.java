package dev.edmund.format.json;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Members in a row that the database writes together. What it cannot write in just the way that
 * {@link ValueEncoders} does stands between them.
 */
final class Spans {
  static final Spans NONE = new Spans(Map.of());

  /** One alone is read as fast by itself. */
  private static final int FEWEST = 2;

  /** More arguments than these have not always been allowed. */
  private static final int MOST = 50;

  private final Map<Member, Span> byFirst;

  private Spans(Map<Member, Span> byFirst) {
    this.byFirst = byFirst;
  }

  /**
   * Some members.
   *
   * @param column where the database puts them
   * @param version the column of the version whose ETag stands before them; -1 for none
   */
  record Span(int column, int version, List<Member.Value> members) {
    Span {
      members = List.copyOf(members);
    }

    /** Whether the ETag stands before the members. */
    boolean withETag() {
      return version >= 0;
    }

    private Term.Members term(Query query) {
      List<String> names = new ArrayList<>();
      List<Term> values = new ArrayList<>();
      if (withETag()) {
        names.add("@odata.etag");
        values.add(new Term.ETag(query.columns().get(version)));
      }
      for (Member.Value member : members) {
        names.add(member.name());
        values.add(query.columns().get(member.column()));
      }
      return new Term.Members(names, values);
    }
  }

  /** The spans of an entity, and of those that are joined to it. */
  static Spans of(Query query, EntityShape shape, JsonOptions options, Dialect dialect) {
    boolean plain =
        dialect.writesObjects()
            && query.groups().isEmpty()
            && options.metadata() != JsonOptions.Metadata.FULL
            && options.omit() == JsonOptions.Omit.NOTHING
            && !options.ieee754Compatible();
    if (!plain) {
      return NONE;
    }
    Collection found = new Collection(query, options);
    found.shape(shape);
    return new Spans(found.spans);
  }

  boolean isEmpty() {
    return byFirst.isEmpty();
  }

  /** The span that begins with a member; null where none does. */
  @Nullable Span from(Member member) {
    return byFirst.get(member);
  }

  /** The members that are not read by themselves. */
  Set<Member> members() {
    Set<Member> all = new HashSet<>();
    byFirst.values().forEach(span -> all.addAll(span.members));
    return all;
  }

  /** The query with a column for each span, and without those that are not needed any more. */
  Query query(Query query, Set<Integer> needed) {
    List<Term> columns = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      Term column = query.columns().get(i);
      columns.add(needed.contains(i) ? column : new Term.Null(column.type()));
    }
    byFirst.values().forEach(span -> columns.add(span.term(query)));
    return new Query(
        query.from(),
        query.joins(),
        columns,
        query.where(),
        query.order(),
        query.limit(),
        query.offset());
  }

  private static final class Collection {
    private final Query query;
    private final JsonOptions options;
    private final Set<String> tables = new HashSet<>();
    private final Map<Member, Span> spans = new LinkedHashMap<>();

    Collection(Query query, JsonOptions options) {
      this.query = query;
      this.options = options;
      Stream.concat(Stream.of(query.from()), query.joins().stream().map(Query.Join::source))
          .filter(Query.Rows.class::isInstance)
          .forEach(rows -> tables.add(rows.alias()));
    }

    void shape(EntityShape shape) {
      boolean one = shape.variants().size() == 1 && shape.discriminator() < 0;
      if (one && shape.identified() && shape.variants().get(0).detail() == null) {
        EntityShape.Variant variant = shape.variants().get(0);
        members(variant.members(), hasETag(variant) ? variant.version() : -1);
      }
    }

    private boolean hasETag(EntityShape.Variant variant) {
      return variant.version() >= 0
          && options.metadata() != JsonOptions.Metadata.NONE
          && !options.exact()
          && query.columns().get(variant.version()) instanceof Term.Field field
          && tables.contains(field.alias())
          && !field.column().nullable();
    }

    /**
     * Finds the spans among members.
     *
     * @param version the column of the version whose ETag comes first; -1 for none
     */
    private void members(List<Member> members, int version) {
      List<Member.Value> run = new ArrayList<>();
      int before = version;
      for (Member member : members) {
        int most = before < 0 ? MOST : MOST - 1;
        if (run.size() == most || !(member instanceof Member.Value value) || !isPlain(value)) {
          end(run, before);
          before = -1;
        }
        if (member instanceof Member.Value value && isPlain(value)) {
          run.add(value);
        } else if (member instanceof Member.Related related) {
          shape(related.shape());
        }
      }
      end(run, before);
    }

    private void end(List<Member.Value> run, int version) {
      if (!run.isEmpty() && run.size() + (version < 0 ? 0 : 1) >= FEWEST) {
        spans.put(run.get(0), new Span(query.columns().size() + spans.size(), version, run));
      }
      run.clear();
    }

    private boolean isPlain(Member.Value member) {
      EdmType type = ValueEncoders.underlying(member.type());
      return type.getKind() != EdmTypeKind.ENUM
          && isPlain(member.columnType())
          && member.offset() < 0
          && (member.property() != null || ValueEncoders.isEvident(member))
          && query.columns().get(member.column()) instanceof Term.Field field
          && tables.contains(field.alias())
          && new ValueAnnotations(options).of(member).isEmpty();
    }

    private static boolean isPlain(ColumnType type) {
      return switch (type) {
        case TEXT, GUID, DATE, TIME, DATETIME, INTEGER, BOOLEAN -> true;
        case DOUBLE, DECIMAL, DURATION, BINARY, GEO, JSON -> false;
      };
    }
  }
}
