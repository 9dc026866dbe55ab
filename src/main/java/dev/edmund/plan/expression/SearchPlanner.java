package dev.edmund.plan.expression;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives {@code $search} its meaning (Part 2, 5.1.7). A term in quotes matches an entity when one of
 * the searchable properties of its type has its words, one behind the other; the last word of a
 * term without quotes may be the beginning of one. A term without a word says nothing.
 */
public final class SearchPlanner implements Search.Visitor<Optional<Condition>> {
  private final Term rowId;
  private final List<Condition.HasWords.Words> indexes;
  private final List<Condition> wanted = new ArrayList<>();
  private boolean excluding;
  private boolean choosing;

  private SearchPlanner(Term rowId, List<Condition.HasWords.Words> indexes) {
    this.rowId = rowId;
    this.indexes = indexes;
  }

  private static SearchPlanner of(EntityAlias of) {
    List<Condition.HasWords.Words> indexes = indexes(of);
    if (indexes.isEmpty()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "No property of " + of.entity().name() + " is searchable.",
          "$search");
    }
    return new SearchPlanner(of.rowId(), indexes);
  }

  /** Which entities a search leaves. */
  public static Condition condition(Search search, EntityAlias of) {
    return search.accept(of(of)).orElse(new Condition.Constant(true));
  }

  /**
   * Puts the entities first that lack the fewest of the terms asked for as whole words. A count
   * from the words alone is the same on every database.
   */
  public static void order(Search search, EntityAlias of) {
    SearchPlanner planner = of(of);
    search.accept(planner);
    if (!planner.wanted.isEmpty()) {
      List<Condition> lacks = planner.wanted.stream().<Condition>map(Condition.Not::new).toList();
      of.builder().orderBy(new Term.HowMany(lacks), false);
    }
  }

  private static List<Condition.HasWords.Words> indexes(EntityAlias of) {
    List<Condition.HasWords.Words> found = new ArrayList<>();
    List<Column> texts = of.entity().searchable();
    for (Optional<EntityStorage> at = Optional.of(of.entity()); at.isPresent(); ) {
      Table table = at.get().table();
      List<Column> over = texts.stream().filter(c -> c.table().equals(table.name())).toList();
      table.indexes().stream()
          .filter(index -> index.words() && index.columns().equals(over))
          .forEach(index -> found.add(new Condition.HasWords.Words(table, index)));
      at = Optional.ofNullable(at.get().base()).map(of.storage()::require);
    }
    return found;
  }

  @Override
  public Optional<Condition> term(Search.Term s) {
    if (s.text().codePoints().noneMatch(SearchPlanner::isInWords)) {
      return Optional.empty();
    }
    // What all entities that are found have orders nothing.
    if (!excluding && (choosing || !s.phrase())) {
      wanted.add(new Condition.HasWords(rowId, indexes, s.text(), true));
    }
    return Optional.of(new Condition.HasWords(rowId, indexes, s.text(), s.phrase()));
  }

  /** Whether a character can be of a word; what is so rare that it takes a pair may be. */
  private static boolean isInWords(int c) {
    return Character.isLetterOrDigit(c)
        || Character.isSupplementaryCodePoint(c)
        || switch (Character.getType(c)) {
          case Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.PRIVATE_USE -> true;
          default -> false;
        };
  }

  @Override
  public Optional<Condition> not(Search.Not s) {
    boolean outer = excluding;
    excluding = true;
    Optional<Condition> operand = s.operand().accept(this);
    excluding = outer;
    return operand.map(Condition.Not::new);
  }

  @Override
  public Optional<Condition> and(Search.And s) {
    return all(s.operands(), Condition.And::new);
  }

  @Override
  public Optional<Condition> or(Search.Or s) {
    boolean outer = choosing;
    choosing = true;
    Optional<Condition> any = all(s.operands(), Condition.Or::new);
    choosing = outer;
    return any;
  }

  private Optional<Condition> all(
      List<Search> operands, Function<List<Condition>, Condition> join) {
    List<Condition> said = operands.stream().flatMap(o -> o.accept(this).stream()).toList();
    return said.size() < 2 ? said.stream().findFirst() : Optional.of(join.apply(said));
  }
}
