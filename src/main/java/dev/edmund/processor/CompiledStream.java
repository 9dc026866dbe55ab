package dev.edmund.processor;

import dev.edmund.core.Kept;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.Packed;
import dev.edmund.format.json.StreamParts;
import dev.edmund.plan.Plan;
import dev.edmund.plan.paging.Keyset;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Statements and writers of the entities of a plan, made when they are wanted first. */
final class CompiledStream implements StreamParts {
  private static final int MOST = 64;

  private final Plan.Union plan;
  private final JsonOptions options;
  private final Dialect dialect;
  private final Kept<Integer, Packed> parts = new Kept<>(MOST);
  private final Kept<Beginning, Statement> beginnings = new Kept<>(MOST);
  private final Kept<GoingOn, List<LongFunction<Statement>>> goingOn = new Kept<>(MOST);

  private record Beginning(int part, long limit, long offset) {}

  /**
   * What goes on behind a row.
   *
   * @param nulls which sort keys of the row are null, one bit for each
   */
  private record GoingOn(int part, BitSet nulls) {}

  CompiledStream(Plan.Union plan, JsonOptions options, Dialect dialect) {
    this.plan = plan;
    this.options = options;
    this.dialect = dialect;
  }

  @Override
  public Packed part(int number) {
    return parts.get(number, () -> packed(plan.parts().get(number)));
  }

  private Packed packed(Plan.Entities part) {
    return Packed.of(part.query(), part.shape(), part.paging().order(), options, dialect);
  }

  @Override
  public Statement first(int number, long limit, long offset) {
    return beginnings.get(
        new Beginning(number, limit, offset),
        () -> ReadSql.render(part(number).query().window(limit, offset), dialect));
  }

  @Override
  public List<LongFunction<Statement>> behind(
      int number, List<@Nullable Object> lastKeys, int given) {
    return goingOn.get(
        new GoingOn(number, nulls(lastKeys)), () -> rest(part(number).query(), lastKeys, given));
  }

  private static BitSet nulls(List<@Nullable Object> values) {
    BitSet nulls = new BitSet();
    for (int i = 0; i < values.size(); i++) {
      nulls.set(i, values.get(i) == null);
    }
    return nulls;
  }

  private List<LongFunction<Statement>> rest(
      Query query, List<@Nullable Object> lastKeys, int given) {
    int position = given;
    List<@Nullable Term> keys = new ArrayList<>();
    for (int i = 0; i < lastKeys.size(); i++) {
      Term key = query.order().get(i).term();
      keys.add(lastKeys.get(i) == null ? null : new Term.Parameter(position++, key.type()));
    }
    return Keyset.after(query, keys, dialect.keyset()).stream().map(this::limited).toList();
  }

  private LongFunction<Statement> limited(Query query) {
    Kept<Long, Statement> limited = new Kept<>(MOST);
    return limit -> limited.get(limit, () -> ReadSql.render(query.window(limit, 0), dialect));
  }
}
