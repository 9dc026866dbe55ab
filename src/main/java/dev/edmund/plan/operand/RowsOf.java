package dev.edmund.plan.operand;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query, or of several one behind the other, as the source of another query; and
 * what their values are there. Columns are added to the inner queries as they are asked for.
 */
public final class RowsOf {
  private final List<QueryBuilder> parts;
  private final QueryBuilder outer;
  private final String alias;
  private final boolean optional;
  private final Map<List<Term>, Term> known = new HashMap<>();

  /** Parts of a union have no columns yet. */
  public RowsOf(List<QueryBuilder> parts) {
    this.parts = List.copyOf(parts);
    this.outer = QueryBuilder.over(parts);
    this.alias = outer.alias();
    this.optional = false;
  }

  private RowsOf(QueryBuilder rows, QueryBuilder outer, String alias) {
    this.parts = List.of(rows);
    this.outer = outer;
    this.alias = alias;
    this.optional = true;
  }

  /**
   * Joins the rows of a query to those of another one, which stay where there are none.
   *
   * @param on the inner terms and those they are the same as
   */
  public static RowsOf joined(QueryBuilder rows, QueryBuilder outer, Map<Term, Term> on) {
    String alias =
        outer.join(
            true,
            rows,
            a -> {
              RowsOf joined = new RowsOf(rows, outer, a);
              List<Condition> same = new ArrayList<>();
              on.forEach((in, out) -> same.add(joined.same(joined.term(in), out)));
              return same.isEmpty() ? new Condition.Constant(true) : new Condition.And(same);
            });
    return new RowsOf(rows, outer, alias);
  }

  /** What cannot be null is plainly equal, which databases can look up. */
  private Condition same(Term inner, Term term) {
    return outer.canBeNull(term) ? new Condition.Same(inner, term) : EntityAlias.equal(inner, term);
  }

  public QueryBuilder builder() {
    return outer;
  }

  /** A term of the only query. */
  public Term term(Term inner) {
    return term(List.of(inner));
  }

  /** What is a term of each part as one. */
  public Term term(List<Term> each) {
    Term seen = known.get(each);
    if (seen == null) {
      List<Term> same = sameType(each);
      int position = -1;
      boolean nullable = false;
      for (int i = 0; i < same.size(); i++) {
        QueryBuilder part = parts.get(i);
        Term term = same.get(i);
        position = parts.size() == 1 ? part.select(term) : part.append(term);
        nullable |= part.canBeNull(term);
      }
      seen = new Term.Output(alias, position, same.get(0).type(), nullable || optional);
      known.put(each, seen);
    }
    return seen;
  }

  /** The rows of a union have values of one type in a column. */
  private static List<Term> sameType(List<Term> each) {
    Set<ColumnType> types = new LinkedHashSet<>();
    each.stream().filter(t -> !(t instanceof Term.Null)).forEach(t -> types.add(t.type()));
    if (types.isEmpty()) {
      return each;
    }
    ColumnType type = types.iterator().next();
    if (types.size() > 1) {
      if (!types.stream().allMatch(Numbers::isNumber)) {
        throw differs();
      }
      type = types.contains(ColumnType.DOUBLE) ? ColumnType.DOUBLE : ColumnType.DECIMAL;
    }
    List<Term> same = new ArrayList<>();
    for (Term term : each) {
      if (term instanceof Term.Null) {
        same.add(new Term.Null(type));
      } else if (types.size() == 1) {
        same.add(term);
      } else {
        same.add(type == ColumnType.DOUBLE ? Numbers.toDouble(term) : Numbers.toDecimal(term));
      }
    }
    return same;
  }

  /** The instances of all parts, whose groups have the same form. */
  public Instances instances(List<Instances> all, boolean distinct) {
    List<Made> groups = new ArrayList<>();
    for (int i = 0; i < all.get(0).groups().size(); i++) {
      int level = i;
      groups.add(made(all.stream().<Operand>map(a -> a.groups().get(level)).toList()));
    }
    Operand instance = operand(all.stream().map(Instances::instance).toList());
    return new Instances(outer, instance, groups, distinct);
  }

  /** A value of the only query. */
  public Operand operand(Operand inner) {
    return operand(List.of(inner));
  }

  /** What is a value of each part as one. */
  Operand operand(List<Operand> each) {
    Operand sample = each.stream().filter(o -> !o.isNullLiteral()).findFirst().orElse(each.get(0));
    if (sample.isNullLiteral()) {
      return sample;
    }
    if (each.stream().anyMatch(Made.class::isInstance)) {
      return made(each);
    }
    if (sample instanceof Operand.Entity entity) {
      return entity(each, entity.alias());
    }
    if (sample instanceof Operand.Structure structure) {
      return structure(each, structure);
    }
    if (sample instanceof Operand.Document document) {
      JsonPlace place = new JsonPlace.Inside(term(each, o -> document(o).object()), List.of());
      return new Operand.Document(outer, place, document.type());
    }
    if (sample instanceof Operand.Nested nested) {
      return nested(each, nested);
    }
    if (sample instanceof Operand.Dynamic || sample instanceof Operand.Members) {
      throw ODataException.notImplemented(
          "A collection or a value without a declared type behind this transformation", "$apply");
    }
    return scalar(each);
  }

  private static JsonPlace document(Operand operand) {
    if (operand instanceof Operand.Document document) {
      return document.place();
    }
    throw differs();
  }

  private static ODataException differs() {
    return new ODataException(
        ErrorCode.TYPE_MISMATCH, "concat: a property has values of different types.", "$apply");
  }

  private Term term(List<Operand> each, Function<Operand, Term> value) {
    return term(
        each.stream()
            .map(o -> o.isNullLiteral() ? new Term.Null(ColumnType.TEXT) : value.apply(o))
            .toList());
  }

  private Operand scalar(List<Operand> each) {
    Term offset = null;
    if (each.stream().anyMatch(o -> o.offset() != null)) {
      offset =
          term(
              each.stream()
                  .map(o -> o.offset() == null ? new Term.Null(ColumnType.INTEGER) : o.offset())
                  .map(Objects::requireNonNull)
                  .toList());
    }
    return new Operand.Scalar(term(each, Operand::term), offset);
  }

  private Operand entity(List<Operand> each, EntityAlias sample) {
    Term rowId = term(each, Operand::presence);
    boolean perhaps =
        optional
            || each.stream().anyMatch(o -> o.isNullLiteral())
            || each.stream().anyMatch(o -> o instanceof Operand.Entity e && e.alias().isOptional());
    return new Operand.Entity(
        EntityAlias.known(outer, sample.storage(), sample.entity(), rowId, perhaps));
  }

  /** Nested instances of one kind; rows without them have no keys. */
  private Operand nested(List<Operand> each, Operand.Nested sample) {
    List<Term> keys = new ArrayList<>();
    for (int i = 0; i < sample.keys().size(); i++) {
      int position = i;
      keys.add(
          term(
              each.stream()
                  .map(o -> o instanceof Operand.Nested n ? n : null)
                  .map(
                      n ->
                          n == null
                              ? new Term.Null(sample.keys().get(position).type())
                              : n.keys().get(position))
                  .toList()));
    }
    boolean same =
        each.stream()
            .allMatch(
                o ->
                    o.isNullLiteral()
                        || (o instanceof Operand.Nested n && n.recipe().equals(sample.recipe())));
    if (!same) {
      throw ODataException.notImplemented(
          "concat of nested instances that were made in different ways", "$apply");
    }
    return new Operand.Nested(keys, sample.type(), sample.single(), sample.recipe());
  }

  private Operand structure(List<Operand> each, Operand.Structure sample) {
    Access columns = column -> term(each, o -> access(o).column(column));
    return new Operand.Structure(columns, null, sample.storage(), outer);
  }

  private static Access access(Operand operand) {
    if (operand instanceof Operand.Structure structure) {
      return structure.access();
    }
    throw differs();
  }

  private Made made(List<Operand> each) {
    Operand base = null;
    if (each.stream().anyMatch(o -> base(o) != null)) {
      base =
          operand(
              each.stream()
                  .map(o -> Optional.ofNullable(base(o)).orElseGet(Operand.NullLiteral::new))
                  .toList());
    }
    Term there = null;
    if (each.stream().anyMatch(o -> !(o instanceof Made made) || made.there() != null)) {
      there = term(each, o -> o instanceof Made made ? made.presence() : o.presence());
    }
    Set<String> names = new LinkedHashSet<>();
    each.forEach(o -> names.addAll(o instanceof Made made ? made.parts().keySet() : Set.of()));
    Map<String, Made.Part> parts = new LinkedHashMap<>();
    for (String name : names) {
      parts.put(name, part(name, each));
    }
    Term type = null;
    if (each.stream().anyMatch(o -> o instanceof Made made && made.type() != null)) {
      type = term(each.stream().map(RowsOf::type).toList());
    }
    return new Made(base, there, type, parts);
  }

  private static Term type(Operand operand) {
    Term type = operand instanceof Made made ? made.type() : null;
    return type == null ? new Term.Null(ColumnType.TEXT) : type;
  }

  private static @Nullable Operand base(Operand operand) {
    if (operand instanceof Made made) {
      return made.base();
    }
    return operand.isNullLiteral() ? null : operand;
  }

  private Made.Part part(String name, List<Operand> each) {
    List<Optional<Made.Part>> found = each.stream().map(o -> part(name, o)).toList();
    Made.Part sample =
        found.stream()
            .flatMap(Optional::stream)
            .max(Comparator.comparing(p -> p.type() != null))
            .orElseThrow();
    boolean always = found.stream().allMatch(p -> p.isPresent() && p.get().there() == null);
    Term there = always ? null : term(found.stream().map(RowsOf::there).toList());
    List<Operand> values = new ArrayList<>();
    found.forEach(p -> values.add(p.isPresent() ? p.get().value() : new Operand.NullLiteral()));
    return new Made.Part(operand(values), sample.type(), sample.declared(), there);
  }

  private static Term there(Optional<Made.Part> part) {
    if (part.isEmpty()) {
      return new Term.Null(ColumnType.INTEGER);
    }
    Term there = part.get().there();
    return there == null ? new Term.Bind(1L, ColumnType.INTEGER) : there;
  }

  /** The property of that name; where the instance is stored, the one that its type declares. */
  private static Optional<Made.Part> part(String name, Operand of) {
    Made.Part part = of instanceof Made made ? made.parts().get(name) : null;
    Operand base = base(of);
    if (part != null || base == null) {
      return Optional.ofNullable(part);
    }
    return base.declared(name).map(value -> Made.Part.dynamic(value, null));
  }
}
