package dev.edmund.plan.write;

import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.Caller;
import dev.edmund.plan.rules.Default;
import dev.edmund.plan.rules.Handling;
import dev.edmund.plan.rules.PropertyRule;
import dev.edmund.plan.rules.Rules;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DocumentRules;
import dev.edmund.request.payload.Documents;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** What the planning of one request shares: not kept, used by one thread. */
final class Writing {
  /** Why what the model has the server keep is refused where a request is strict. */
  static final String KEPT = "is kept by the server and cannot be set";

  private final Model model;
  private final Rules rules;
  private final Instant now = Instant.now();
  private final WriteRequest request;
  private final Documents documents;
  private final Map<Integer, Wanted> wanted = new HashMap<>();
  private int slots;

  Writing(Model model, Rules rules, WriteRequest request) {
    this.model = model;
    this.rules = rules;
    this.request = request;
    this.documents = new Documents(model.edm(), new KeptDocuments());
  }

  Model model() {
    return model;
  }

  WriteRequest request() {
    return request;
  }

  Documents documents() {
    return documents;
  }

  Rules rules() {
    return rules;
  }

  /** What the server makes for a column, all of a request at the same moment. */
  Cell.Source made(Default made, Column column) {
    return switch (made.kind()) {
      case NEXT -> new Cell.Next();
      case USER, DELEGATE ->
          request
              .caller()
              .get()
              .map(caller -> told(made, caller, rules.referenced(column)))
              .orElseGet(Cell.Nothing::new);
      case CONSTANT, NOW, NEW_GUID ->
          made.value(now).<Cell.Source>map(Cell.Given::new).orElseGet(Cell.Nothing::new);
    };
  }

  /**
   * A user that the caller tells.
   *
   * @param referenced the columns by whose values the user may be referred to; one that the user
   *     does not have is left out
   */
  static Cell.Source told(Default made, Caller caller, Collection<Column> referenced) {
    Object user =
        made.kind() == Default.Kind.DELEGATE
            ? caller.delegate()
            : caller.first(List.copyOf(referenced)).orElse(caller.user());
    return Cell.given(
        Optional.ofNullable(user).map(id -> Values.parse(made.type(), id.toString())));
  }

  /** The type that the row of a slot is looked for as; empty where it is not looked for. */
  Optional<EntityStorage> sought(Slot slot) {
    return Optional.ofNullable(wanted.get(slot.number())).map(Wanted::type);
  }

  /** Whether a value that is given for a property is taken; if not so, the client may be told. */
  boolean takes(Entity entity, PropertyStorage property, At at) {
    boolean guarded =
        property.asScalar().map(s -> isGuarded(entity.type(), s.column())).orElse(false);
    Handling handling = guarded ? Handling.IGNORED : handling(entity, property.name());
    if (handling == Handling.TAKEN) {
      return true;
    }
    boolean key =
        property.asScalar().map(s -> entity.type().key().contains(s.column())).orElse(false);
    if (request.strict() && !key) {
      entity.violations().add(at, KEPT);
    }
    return false;
  }

  private Handling handling(Entity entity, String property) {
    return rules
        .of(entity.type().type())
        .property(property)
        .map(rule -> entity.isNew() ? rule.onInsert() : rule.onUpdate())
        .orElse(Handling.TAKEN);
  }

  /** Whether a column only tells its target together with another one. */
  static boolean isGuarded(EntityStorage type, Column column) {
    return type.links().values().stream()
        .anyMatch(
            link ->
                link.guards().stream().anyMatch(Link.Guard::onSource)
                    && link.pairs().stream().anyMatch(p -> p.source().equals(column)));
  }

  /** What a replacement does not give, it leaves related (Part 1, 11.4.3). */
  private static boolean isDependent(Entity entity, Column column) {
    return entity.mode() == Mode.REPLACE
        && entity.type().links().values().stream()
            .filter(Link::constrained)
            .anyMatch(link -> link.pairs().stream().anyMatch(p -> p.source().equals(column)));
  }

  /** Whether the server keeps a part of a complex value, whatever a body says. */
  boolean keeps(EdmType complex, String part, Mode mode) {
    return rules
        .of((EdmComplexType) complex)
        .property(part)
        .map(rule -> mode == Mode.INSERT ? rule.onInsert() : rule.onUpdate())
        .filter(handling -> handling == Handling.IGNORED)
        .isPresent();
  }

  /** Documents are held to the same rules as columns. */
  private final class KeptDocuments implements DocumentRules {
    @Override
    public List<String> violations(EdmProperty property, Object value) {
      return rules.violations(property, value);
    }

    @Override
    public List<String> countViolations(EdmProperty property, long items) {
      return rules.countViolations(property, items);
    }

    @Override
    public boolean takes(EdmComplexType type, String part, boolean isNew, At at) {
      if (!keeps(type, part, isNew ? Mode.INSERT : Mode.UPDATE)) {
        return true;
      }
      if (request.strict()) {
        throw at.problem(KEPT);
      }
      return false;
    }

    @Override
    public Optional<Made> made(EdmComplexType type, String part) {
      return rules
          .of(type)
          .property(part)
          .flatMap(PropertyRule::onMissing)
          .flatMap(made -> made.value(now).map(value -> new Made(value, made.offset())));
    }

    @Override
    public boolean requires(EdmComplexType type, EdmProperty part) {
      return !part.isNullable()
          && rules.of(type).property(part.getName()).map(PropertyRule::required).orElse(true);
    }
  }

  /** Whether a property that is not given gets its default. */
  boolean defaults(Entity entity, PropertyStorage property) {
    boolean kept =
        property
            .asScalar()
            .map(s -> entity.type().key().contains(s.column()) || isDependent(entity, s.column()))
            .orElse(false);
    return !kept && (entity.isNew() || handling(entity, property.name()) == Handling.TAKEN);
  }

  /** Has the row in a slot bring a column, where it is looked for. */
  void bring(Slot slot, Column column) {
    Wanted found = wanted.get(slot.number());
    if (found != null) {
      found.bring(column);
    }
  }

  /** A row that has to be found. */
  Wanted wanted(
      Slot slot,
      Addressed addressed,
      @Nullable Refusal missing,
      Precondition condition,
      boolean changed) {
    Wanted found = new Wanted(slot, addressed, missing, condition, changed);
    wanted.put(slot.number(), found);
    return found;
  }

  /** A row that only has to be there. */
  Wanted wanted(Slot slot, Addressed addressed, Refusal missing, boolean changed) {
    return wanted(slot, addressed, missing, Precondition.NONE, changed);
  }

  Slot slot(EntityStorage type) {
    return new Slot(slots++, type);
  }
}
