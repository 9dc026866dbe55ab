package dev.edmund.plan.write;

import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.Caller;
import dev.edmund.plan.rules.Default;
import dev.edmund.plan.rules.Follow;
import dev.edmund.plan.rules.Handling;
import dev.edmund.plan.rules.PropertyRule;
import dev.edmund.plan.rules.Rules;
import dev.edmund.plan.rules.TypeRules;
import dev.edmund.plan.rules.ValueRule;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.ValueReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a new entity without its values: one row, whose columns get what the members of a
 * body say, in their order, and then what the server puts in.
 */
record InsertForm(Step.Insert insert, List<Sent> sent, List<Filled> filled, boolean asksCaller) {
  InsertForm {
    sent = List.copyOf(sent);
    filled = List.copyOf(filled);
  }

  /**
   * What a member of the body becomes.
   *
   * @param offset the column of the minutes from UTC; null where there is none
   * @param reader null where the member is null
   */
  record Sent(
      Column column, @Nullable Column offset, @Nullable ValueReader reader, ValueRule rule) {

    /** Adds the cells of a value; false where it is none for the property. */
    private boolean add(JsonValue given, List<Cell> cells) {
      if (reader == null) {
        cells.add(Cell.empty(column));
        return addOffset(null, cells);
      }
      try {
        String text = reader.text(given);
        Object value = reader.read(text);
        cells.add(Cell.of(column, value));
        return rule.first(value).isEmpty()
            && addOffset(offset == null ? null : Values.offset(text), cells);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private boolean addOffset(@Nullable Integer minutes, List<Cell> cells) {
      if (offset != null) {
        cells.add(minutes == null ? Cell.empty(offset) : Cell.of(offset, (long) minutes));
      }
      return true;
    }
  }

  /**
   * What the server puts into a column.
   *
   * @param cell that of the entity which was planned
   */
  record Filled(Cell cell, Origin origin) {
    private Optional<Cell> cell(Instant now, @Nullable Caller caller) {
      return origin.source(cell.value(), now, caller).map(value -> new Cell(cell.column(), value));
    }
  }

  /** The plan of an entity of this form; empty where a value is not right. */
  Optional<WritePlan> plan(JsonValue body, Supplier<Optional<Caller>> callers) {
    Instant now = Instant.now();
    List<Cell> cells = new ArrayList<>(insert.cells().size());
    int member = 0;
    for (JsonValue value : body.members().values()) {
      if (!sent.get(member++).add(value, cells)) {
        return Optional.empty();
      }
    }
    Caller caller = asksCaller ? callers.get().orElse(null) : null;
    for (Filled one : filled) {
      Optional<Cell> cell = one.cell(now, caller);
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      cells.add(cell.get());
    }
    Step step = new Step.Insert(insert.slot(), insert.container(), null, cells);
    return Optional.of(new WritePlan(List.of(step), insert.slot()));
  }

  /** The form of an entity that was planned; empty where its values decide on more than cells. */
  static Optional<InsertForm> of(
      WritePlan plan,
      JsonValue body,
      Model model,
      Rules rules,
      Supplier<Optional<Caller>> callers) {
    if (plan.steps().size() != 1
        || !(plan.steps().get(0) instanceof Step.Insert insert)
        || insert.owner() != null) {
      return Optional.empty();
    }
    TypeRules ofType = rules.of(insert.slot().type().type());
    boolean isPlain =
        ofType.constraints().isEmpty()
            && Collections.disjoint(ofType.overrides().keySet(), body.members().keySet());
    return isPlain ? new Reading(insert, model, rules, callers).form(body) : Optional.empty();
  }

  /** Finds out where the cells of a row come from. */
  private static final class Reading {
    private final Step.Insert insert;
    private final EntityStorage type;
    private final Model model;
    private final Rules rules;
    private final Supplier<Optional<Caller>> callers;
    private int next;

    Reading(Step.Insert insert, Model model, Rules rules, Supplier<Optional<Caller>> callers) {
      this.insert = insert;
      this.type = insert.slot().type();
      this.model = model;
      this.rules = rules;
      this.callers = callers;
    }

    Optional<InsertForm> form(JsonValue body) {
      List<Sent> sent = new ArrayList<>();
      for (Map.Entry<String, JsonValue> member : body.members().entrySet()) {
        Optional<Sent> one =
            Optional.ofNullable(type.properties().get(member.getKey()))
                .flatMap(PropertyStorage::asScalar)
                .filter(this::isTaken)
                .filter(scalar -> isNext(scalar, member.getValue()))
                .map(scalar -> sent(scalar, member.getValue()));
        if (one.isEmpty()) {
          return Optional.empty();
        }
        sent.add(one.get());
      }
      List<Filled> filled = new ArrayList<>();
      for (Cell cell : insert.cells().subList(next, insert.cells().size())) {
        Optional<Filled> one = filled(cell);
        if (one.isEmpty()) {
          return Optional.empty();
        }
        filled.add(one.get());
      }
      boolean asksCaller =
          filled.stream()
              .map(Filled::origin)
              .anyMatch(
                  origin -> origin instanceof Origin.Told || origin instanceof Origin.OfCaller);
      return Optional.of(new InsertForm(insert, sent, filled, asksCaller));
    }

    private boolean isTaken(PropertyStorage.Scalar scalar) {
      return !Writing.isGuarded(type, scalar.column())
          && rule(scalar).map(PropertyRule::onInsert).orElse(Handling.TAKEN) == Handling.TAKEN;
    }

    private Optional<PropertyRule> rule(PropertyStorage.Scalar scalar) {
      return rules.of(type.type()).property(scalar.name());
    }

    /** Whether the next cells are what the member says. */
    private boolean isNext(PropertyStorage.Scalar scalar, JsonValue value) {
      boolean given = !value.is(JsonValue.Kind.NULL);
      boolean own =
          isNext(scalar.column())
              && (given
                  ? insert.cells().get(next).value() instanceof Cell.Given
                  : insert.cells().get(next).value() instanceof Cell.Nothing);
      next++;
      Column offset = scalar.offset();
      if (offset == null) {
        return own;
      }
      boolean both = own && isNext(offset);
      next++;
      return both;
    }

    private boolean isNext(Column column) {
      return next < insert.cells().size() && insert.cells().get(next).column().equals(column);
    }

    private Sent sent(PropertyStorage.Scalar scalar, JsonValue value) {
      ValueReader reader =
          value.is(JsonValue.Kind.NULL) ? null : new ValueReader(scalar.type(), scalar.property());
      ValueRule rule = rules.of(scalar.property()).map(PropertyRule::values).orElse(ValueRule.NONE);
      return new Sent(scalar.column(), scalar.offset(), reader, rule);
    }

    private Optional<Filled> filled(Cell cell) {
      return scalar(type.properties().values(), cell.column())
          .map(scalar -> origin(cell, scalar))
          .orElseGet(() -> origin(cell, Optional.empty()))
          .map(origin -> new Filled(cell, origin));
    }

    private Optional<Origin> origin(Cell cell, PropertyStorage.Scalar scalar) {
      Optional<Follow> follow =
          rules.of(type.type()).follows().stream()
              .filter(f -> f.property().equals(scalar.name()))
              .findFirst();
      if (follow.isPresent()) {
        return follow.flatMap(this::followed);
      }
      Optional<Default> ofProperty = rules.of(scalar.property()).flatMap(PropertyRule::onMissing);
      // What a derived type says of an inherited property counts for the property, or does not.
      Optional<Default> ofType =
          Optional.of(scalar)
              .filter(s -> type.properties().get(s.name()) == s)
              .flatMap(this::rule)
              .map(PropertyRule::onMissing)
              .orElse(ofProperty);
      return ofProperty.equals(ofType) ? origin(cell, ofType) : Optional.empty();
    }

    private Optional<Origin> origin(Cell cell, Optional<Default> made) {
      Cell.Source value = cell.value();
      if (made.isPresent() && made.get().kind().isUser()) {
        return made.map(told -> new Origin.Told(told, rules.referenced(cell.column())));
      }
      if (value instanceof Cell.Nothing || value instanceof Cell.Next) {
        return Optional.of(new Origin.Same());
      }
      return value instanceof Cell.Given
          ? Optional.of(
              made.filter(InsertForm::isAnother)
                  .<Origin>map(Origin.Made::new)
                  .orElse(new Origin.Same()))
          : Optional.empty();
    }

    /** Where what is followed comes from, when it is the caller that a link leads to. */
    private Optional<Origin> followed(Follow follow) {
      Link link = type.links().get(follow.navigation());
      if (link == null || link.pairs().size() != 1) {
        return Optional.empty();
      }
      Link.Pair pair = link.pairs().get(0);
      Optional<Default> leading =
          scalar(type.properties().values(), pair.source())
              .flatMap(scalar -> rules.of(scalar.property()))
              .flatMap(PropertyRule::onMissing)
              .filter(made -> made.kind().isUser());
      return leading.flatMap(
          made ->
              callers
                  .get()
                  .flatMap(caller -> Followers.ofUser(model, follow, caller))
                  .map(columns -> new Origin.OfCaller(made, pair.target(), columns)));
    }

    private static Optional<PropertyStorage.Scalar> scalar(
        Collection<? extends PropertyStorage> properties, Column column) {
      return properties.stream()
          .flatMap(
              property ->
                  property
                      .asScalar()
                      .filter(s -> s.column().equals(column))
                      .or(() -> scalar(property.parts(), column))
                      .stream())
          .findFirst();
    }
  }

  /** Whether each entity gets a value of its own. */
  private static boolean isAnother(Default made) {
    return made.kind() == Default.Kind.NOW || made.kind() == Default.Kind.NEW_GUID;
  }
}
