package dev.edmund.store.sample;

import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.store.load.EntitySource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Entities for all sets and singletons of a model that fit it and each other. The same model, rows
 * and seed give the same entities.
 */
public final class Samples implements EntitySource {
  /** Fewer rows for one can mean fewer for another; then it is worked out again. */
  private static final int ROUNDS = 50;

  private static final int STEP = 100;

  private final RowPlan plan;
  private final EntityMaker maker;
  private final Notes notes;
  private final Progress progress;

  private Samples(RowPlan plan, EntityMaker maker, Notes notes, Progress progress) {
    this.progress = progress;
    this.plan = plan;
    this.maker = maker;
    this.notes = notes;
  }

  /**
   * Works out which entities there are.
   *
   * @param rows how many each entity set has, where keys and references allow
   */
  public static Samples of(Model model, int rows, long seed, Progress progress) {
    Storage storage = model.storage();
    Notes notes = new Notes();
    Dice dice = new Dice(seed);
    Rules rules = new Rules(model);
    Patterns patterns = new Patterns(notes);
    Map<FullQualifiedName, TypeFacts> facts = new HashMap<>();
    Map<Column, Domain> domains = new HashMap<>();
    Set<Column> unique = unique(storage);
    List<RowPlan.SetRows> wanted = wanted(model, rows);
    for (int round = 0; ; round++) {
      RowPlan plan = new RowPlan(storage, dice, wanted, facts);
      Keys keys = new Keys(plan, storage, rules, patterns, unique, domains);
      Choices choices = new Choices(plan, storage, keys);
      List<RowPlan.SetRows> possible =
          plan.sets().stream().map(set -> possible(set, plan, keys, choices)).toList();
      if (possible.equals(plan.sets()) || round == ROUNDS) {
        notes(wanted(model, rows), plan, notes);
        ValueMaker values =
            new ValueMaker(model.edm(), rules, new Scalars(new Words(seed), patterns));
        return new Samples(plan, new EntityMaker(plan, storage, choices, values), notes, progress);
      }
      wanted = possible;
    }
  }

  private static void notes(List<RowPlan.SetRows> wanted, RowPlan plan, Notes notes) {
    for (RowPlan.SetRows set : wanted) {
      int count = plan.set(set.name()).count();
      if (count < set.count()) {
        notes.add(
            count == 0
                ? set.name() + " stays empty: what its entities must refer to is in no set"
                : set.name() + " has " + count + " rows: there are no more different keys");
      }
    }
  }

  /** Columns that others refer to, or that are alternate keys. */
  private static Set<Column> unique(Storage storage) {
    Set<Column> unique = new HashSet<>();
    for (EntityStorage type : storage.entities().values()) {
      for (Link link : type.links().values()) {
        if (!link.collection() && link.constrained()) {
          link.pairs().forEach(pair -> unique.add(pair.target()));
        }
      }
      for (EntityStorage.AlternateKey key : type.alternateKeys()) {
        unique.add(key.parts().get(0).column());
      }
    }
    return unique;
  }

  private static List<RowPlan.SetRows> wanted(Model model, int rows) {
    EdmEntityContainer container = model.edm().getEntityContainer();
    List<RowPlan.SetRows> wanted = new ArrayList<>();
    if (container == null) {
      return wanted;
    }
    for (EdmEntitySet set : container.getEntitySets()) {
      model
          .storage()
          .of(set.getEntityType())
          .ifPresent(type -> wanted.add(rows(model, set, false, type, rows)));
    }
    container
        .getSingletons()
        .forEach(
            single ->
                model
                    .storage()
                    .of(single.getEntityType())
                    .ifPresent(type -> wanted.add(rows(model, single, true, type, 1))));
    return wanted;
  }

  private static RowPlan.SetRows rows(
      Model model, EdmBindingTarget target, boolean single, EntityStorage declared, int rows) {
    Map<String, String> bound = new LinkedHashMap<>();
    for (EdmNavigationPropertyBinding binding : target.getNavigationPropertyBindings()) {
      String path = binding.getPath();
      bound.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), binding.getTarget());
    }
    bound.values().removeIf(name -> !model.storage().containers().containsKey(name));
    boolean apart = !model.storage().containers().getOrDefault(target.getName(), "").isEmpty();
    List<EntityStorage> types =
        EntityMaker.concrete(declared, model.storage()).stream()
            .filter(type -> apart || isNearest(model, declared, type))
            .toList();
    int count = types.isEmpty() ? 0 : rows;
    return new RowPlan.SetRows(target.getName(), single, apart, declared, types, count, 0, bound);
  }

  /**
   * A set holds the entities of the sets of derived types too; of these types it needs none of its
   * own.
   */
  private static boolean isNearest(Model model, EntityStorage declared, EntityStorage type) {
    Map<String, String> containers = model.storage().containers();
    return model.edm().getEntityContainer().getEntitySets().stream()
        .filter(other -> containers.getOrDefault(other.getName(), "").isEmpty())
        .flatMap(other -> model.storage().of(other.getEntityType()).stream())
        .noneMatch(
            other ->
                !other.name().equals(declared.name())
                    && RowPlan.isOf(other, declared)
                    && RowPlan.isOf(type, other));
  }

  private static RowPlan.SetRows possible(
      RowPlan.SetRows set, RowPlan plan, Keys keys, Choices choices) {
    List<EntityStorage> types =
        set.types().stream()
            .filter(
                type ->
                    choices.isPossible(new Spot(type, set.name(), 0, 0, plan.dice(), null))
                        && keys.capacity(type) > 0)
            .toList();
    long capacity = types.isEmpty() ? 0 : Long.MAX_VALUE;
    for (EntityStorage type : types) {
      capacity = Math.min(capacity, keys.capacity(type));
    }
    long before = set.apart() ? 0 : set.first();
    return set.with(types, (int) Math.max(0, Math.min(set.count(), capacity - before)));
  }

  /** How many entities each set has; singletons are left out. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (RowPlan.SetRows set : plan.sets()) {
      if (!set.single()) {
        counts.put(set.name(), set.count());
      }
    }
    return counts;
  }

  /** What could not be made as the model asks; complete when all has been sent. */
  public List<String> notes() {
    return notes.all();
  }

  @Override
  public void send(Sink sink) {
    long total = plan.sets().stream().mapToLong(RowPlan.SetRows::count).sum();
    long done = 0;
    for (RowPlan.SetRows set : plan.sets()) {
      for (int i = 0; i < set.count(); i++) {
        if (done++ % STEP == 0) {
          progress.step("sample entities", done - 1, total);
        }
        sink.accept(set.name(), maker.entity(set, i));
      }
    }
    progress.step("sample entities", total, total);
  }
}
