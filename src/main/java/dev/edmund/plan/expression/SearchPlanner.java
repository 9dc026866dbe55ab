package dev.edmund.plan.expression;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives {@code $search} its meaning (Part 2, 5.1.7). A term in quotes matches an entity when one of
 * the searchable properties of its type has its words, one behind the other; the last word of a
 * term without quotes may be the beginning of one. A term without a word says nothing.
 */
public final class SearchPlanner implements Search.Visitor<Optional<Condition>> {
  private final List<Searched> searched;
  private final List<Condition> wanted = new ArrayList<>();
  private boolean excluding;
  private boolean choosing;

  private SearchPlanner(List<Searched> searched) {
    this.searched = searched;
  }

  /** An entity and where its words are. */
  private record Searched(Term rowId, List<Condition.HasWords.Words> indexes) {}

  private static SearchPlanner of(List<EntityAlias> entities) {
    List<Searched> searched = new ArrayList<>();
    for (EntityAlias entity : entities) {
      List<Condition.HasWords.Words> indexes = indexes(entity);
      if (!indexes.isEmpty()) {
        searched.add(new Searched(entity.rowId(), indexes));
      }
    }
    if (searched.isEmpty()) {
      String types =
          entities.stream()
              .map(entity -> entity.entity().name().toString())
              .collect(Collectors.joining(" or "));
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "No property of " + types + " is searchable.", "$search");
    }
    return new SearchPlanner(searched);
  }

  /** Which entities a search leaves. */
  public static Condition condition(Search search, EntityAlias of) {
    return condition(search, List.of(of));
  }

  /**
   * Which rows a search leaves of those that {@code $apply} or a cross join makes.
   *
   * @param instance a stored entity, or several side by side: a term may be in any of them
   */
  public static Condition condition(Search search, Operand instance) {
    if (instance.plain() instanceof Operand.Entity entity) {
      return condition(search, entity.alias());
    }
    List<EntityAlias> entities =
        instance instanceof Made made ? made.sideBySide() : List.<EntityAlias>of();
    if (entities.isEmpty()) {
      throw ODataException.notImplemented("$search of what is no entity of a set", "$search");
    }
    return condition(search, entities);
  }

  private static Condition condition(Search search, List<EntityAlias> entities) {
    return search.accept(of(entities)).orElse(new Condition.Constant(true));
  }

  /**
   * Puts the entities first that lack the fewest of the terms asked for as whole words. A count
   * from the words alone is the same on every database.
   */
  public static void order(Search search, EntityAlias of) {
    SearchPlanner planner = of(List.of(of));
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
      wanted.add(has(s.text(), true));
    }
    return Optional.of(has(s.text(), s.phrase()));
  }

  private Condition has(String text, boolean whole) {
    List<Condition> any =
        searched.stream()
            .<Condition>map(of -> new Condition.HasWords(of.rowId(), of.indexes(), text, whole))
            .toList();
    return any.size() == 1 ? any.get(0) : new Condition.Or(any);
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
