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
  static final Spans NONE = new Spans(Map.of(), Map.of(), List.of());

  /** One alone is read as fast by itself. */
  private static final int FEWEST = 2;

  /** More arguments than these have not always been allowed. */
  private static final int MOST = 50;

  private final Map<Member, Span> byFirst;
  private final Map<Member, Items> items;
  private final List<Term> columns;

  private Spans(Map<Member, Span> byFirst, Map<Member, Items> items, List<Term> columns) {
    this.byFirst = byFirst;
    this.items = items;
    this.columns = List.copyOf(columns);
  }

  /**
   * Related entities.
   *
   * @param column where the database puts them
   * @param most how many there can be
   */
  private record Items(int column, long most) {}

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

    /** What the database writes. */
    Term.Members term(Query query) {
      Term.Field field = withETag() ? field(query, version) : null;
      return new Term.Members(
          field,
          members.stream().map(Member.Value::name).toList(),
          members.stream().map(member -> query.columns().get(member.column())).toList());
    }
  }

  /** A column of a table; null where it is none. */
  private static Term.@Nullable Field field(Query query, int column) {
    return query.columns().get(column) instanceof Term.Field field ? field : null;
  }

  /** The spans of an entity, and of those that are joined to it. */
  static Spans of(Query query, EntityShape shape, JsonOptions options, Dialect dialect) {
    return of(query, shape, options, dialect.writesObjects(), false);
  }

  /** The same with the entities that are expanded into it, where a few are wanted of each. */
  static Spans withItems(Query query, EntityShape shape, JsonOptions options, Dialect dialect) {
    boolean each = ReadOrder.asTheyCome(query);
    return of(query, shape, options, dialect.writesObjects(), each);
  }

  /**
   * Finds them.
   *
   * @param objects whether members of the row itself are written together
   * @param withItems whether what is nested in it is
   */
  static Spans of(
      Query query, EntityShape shape, JsonOptions options, boolean objects, boolean withItems) {
    boolean plain =
        query.groups().isEmpty()
            && options.metadata() != JsonOptions.Metadata.FULL
            && options.omit() == JsonOptions.Omit.NOTHING
            && !options.ieee754Compatible();
    if (!plain) {
      return NONE;
    }
    Collection found = new Collection(query, options, objects, withItems);
    found.shape(shape);
    return new Spans(found.spans, found.items, found.columns);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The column with the related entities of a member; null where it is none of these. */
  @Nullable Integer items(Member member) {
    Items found = items.get(member);
    return found == null ? null : found.column();
  }

  /** How many entities a row has in it at most, itself included. */
  long entities() {
    return 1 + items.values().stream().mapToLong(Items::most).sum();
  }

  /** The span that begins with a member; null where none does. */
  @Nullable Span from(Member member) {
    return byFirst.get(member);
  }

  /** The members that are not read by themselves. */
  Set<Member> members() {
    Set<Member> all = new HashSet<>();
    byFirst.values().forEach(span -> all.addAll(span.members));
    all.addAll(items.keySet());
    return all;
  }

  /** The query with a column for each span, and without those that are not needed any more. */
  Query query(Query query, Set<Integer> needed) {
    List<Term> all = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      Term column = query.columns().get(i);
      all.add(needed.contains(i) ? column : new Term.Null(column.type()));
    }
    all.addAll(columns);
    return query.with(all);
  }

  private static final class Collection {
    private final Query query;
    private final JsonOptions options;
    private final boolean objects;
    private final boolean withItems;
    private final Set<String> tables = new HashSet<>();
    private final Map<Member, Span> spans = new LinkedHashMap<>();
    private final Map<Member, Items> items = new LinkedHashMap<>();
    private final List<Term> columns = new ArrayList<>();

    Collection(Query query, JsonOptions options, boolean objects, boolean withItems) {
      this.query = query;
      this.options = options;
      this.objects = objects;
      this.withItems = withItems;
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
          && isOfTable(variant.version());
    }

    private boolean isOfTable(int column) {
      Term.Field field = field(query, column);
      return field != null && tables.contains(field.alias());
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
        } else if (member instanceof Member.Expanded expanded && withItems) {
          WrittenItems.of(expanded, query, options).ifPresent(term -> add(expanded, term));
        }
      }
      end(run, before);
    }

    private void add(Member.Expanded member, Term.Items term) {
      Long most = term.query().limit();
      items.put(member, new Items(next(), most == null ? 0 : most));
      columns.add(term);
    }

    /** Where the next column is put. */
    private int next() {
      return query.columns().size() + columns.size();
    }

    private void end(List<Member.Value> run, int version) {
      if (objects && !run.isEmpty() && run.size() + (version < 0 ? 0 : 1) >= FEWEST) {
        Span span = new Span(next(), version, run);
        spans.put(run.get(0), span);
        columns.add(span.term(query));
      }
      run.clear();
    }

    private boolean isPlain(Member.Value member) {
      EdmType type = ValueEncoders.underlying(member.type());
      return type.getKind() != EdmTypeKind.ENUM
          && isPlain(member.columnType())
          && member.offset() < 0
          && (member.property() != null || ValueEncoders.isEvident(member))
          && isOfTable(member.column())
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
