package dev.edmund.store.sample;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.request.payload.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes entities, contained ones included, as JSON. */
final class EntityMaker {
  /** How many levels of contained entities there are at most. */
  private static final int LEVELS = 3;

  /** How many entities the first of a set contains at most, and how many any other. */
  private static final int FIRST_CONTAINS = 100;

  private static final int OTHERS_CONTAIN = 6;
  private static final int ITEMS = 3;
  private static final String FIRST_MOMENT = "2026-01-01T00:00:00Z";
  private static final String NAVIGATION = "@Microsoft.Dynamics.CRM.associatednavigationproperty";

  private final RowPlan plan;
  private final Storage storage;
  private final Choices choices;
  private final ValueMaker values;

  /** How many contained entities a storage root has got. */
  private final Map<String, Long> contained = new HashMap<>();

  EntityMaker(RowPlan plan, Storage storage, Choices choices, ValueMaker values) {
    this.plan = plan;
    this.storage = storage;
    this.choices = choices;
    this.values = values;
  }

  /** An entity of a set or singleton. */
  JsonValue entity(RowPlan.SetRows set, int index) {
    int budget = index == 0 ? FIRST_CONTAINS : OTHERS_CONTAIN;
    return entity(plan.spot(set, index), set.declared(), LEVELS, budget);
  }

  private JsonValue entity(Spot spot, EntityStorage declared, int levels, int budget) {
    EntityStorage type = spot.type();
    Choices.Made made = choices.of(spot);
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (!type.name().equals(declared.name())) {
      members.put("@odata.type", JsonValue.string("#" + type.name()));
    }
    values.members(members, type.type(), new ValueMaker.Context(made.values(), spot.dice()));
    version(members, type, spot);
    if (type.media() != null) {
      values.stream(members, "$value", spot.dice().at("$value"));
    }
    made.navigation()
        .forEach((name, value) -> members.put(name + NAVIGATION, JsonValue.string(value)));
    made.binds()
        .forEach(
            (name, texts) -> {
              List<JsonValue> references = texts.stream().map(JsonValue::string).toList();
              boolean many = Objects.requireNonNull(type.links().get(name)).collection();
              members.put(
                  name + "@odata.bind", many ? JsonValue.array(references) : references.get(0));
            });
    contained(members, spot, made, levels, budget);
    return JsonValue.object(members);
  }

  /** What a load would make up itself would be another value each time. */
  private static void version(Map<String, JsonValue> members, EntityStorage type, Spot spot) {
    Column column = type.version().column();
    type.properties().values().stream()
        .flatMap(property -> property.asScalar().stream())
        .filter(scalar -> scalar.column().equals(column) && isNull(scalar, members))
        .forEach(
            scalar ->
                firstVersion(type, spot)
                    .ifPresent(text -> members.put(scalar.name(), JsonValue.string(text))));
  }

  private static boolean isNull(PropertyStorage.Scalar scalar, Map<String, JsonValue> members) {
    JsonValue made = members.get(scalar.name());
    return made == null
        ? scalar.property().getDefaultValue() == null
        : made.equals(JsonValue.nothing());
  }

  private static Optional<String> firstVersion(EntityStorage type, Spot spot) {
    return switch (type.version().kind()) {
      case COUNTER, HIDDEN, SEQUENCE -> Optional.empty();
      case MOMENT -> Optional.of(FIRST_MOMENT);
      case GUID -> {
        String row = spot.root() + spot.number();
        yield Optional.of(UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8)).toString());
      }
    };
  }

  /** Shares the budget among the navigation properties, or chooses some where it is too small. */
  private void contained(
      Map<String, JsonValue> members, Spot spot, Choices.Made made, int levels, int budget) {
    List<Link> links = plan.facts(spot.type()).contained();
    if (links.isEmpty() || levels == 0) {
      return;
    }
    Dice dice = spot.dice().at("contained");
    int share = budget / links.size();
    int left = budget;
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      boolean required = !link.collection() && !link.property().isNullable();
      int most = link.collection() ? 1 + dice.below(ITEMS) : 1;
      int count;
      if (share > 0) {
        count = Math.min(most, share);
      } else {
        // As likely for each of those that are still to come.
        count = left > 0 && dice.below(links.size() - i) < left ? 1 : 0;
        left -= count;
      }
      count = required ? 1 : count;
      if (count > 0) {
        items(members, spot, made, link, levels - 1, count, Math.max(0, share - count) / count);
      }
    }
  }

  private void items(
      Map<String, JsonValue> members,
      Spot owner,
      Choices.Made made,
      Link link,
      int levels,
      int count,
      int budget) {
    EntityStorage declared = storage.require(link.target());
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spot(owner, made, link, i)
          .ifPresent(item -> items.add(entity(item, declared, levels, budget)));
    }
    if (!items.isEmpty()) {
      members.put(link.name(), link.collection() ? JsonValue.array(items) : items.get(0));
    }
  }

  private Optional<Spot> spot(Spot owner, Choices.Made made, Link link, int index) {
    EntityStorage declared = storage.require(link.target());
    Dice dice = owner.dice().at(link.name()).at(index);
    List<EntityStorage> types = concrete(declared, storage);
    if (types.isEmpty()) {
      return Optional.empty();
    }
    String root = declared.root().name();
    long number = plan.total(root) + contained.merge(root, 1L, Long::sum) - 1;
    Spot spot =
        new Spot(
            dice.at("type").pick(types),
            "",
            number,
            index,
            dice,
            new Spot.Owner(link, owner.type(), made.keys()));
    return choices.isPossible(spot) ? Optional.of(spot) : Optional.empty();
  }

  /** The types that entities declared with a type may have. */
  static List<EntityStorage> concrete(EntityStorage declared, Storage storage) {
    List<EntityStorage> types = new ArrayList<>();
    types.add(declared);
    declared.derived().forEach(name -> types.add(storage.require(name)));
    return types.stream().filter(type -> !type.type().isAbstract()).toList();
  }
}
