package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Guards;
import dev.edmund.model.storage.Guards.Rights;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.AllowedQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Puts in front of each step that changes an entity whether the viewer may do that. What a plan
 * adds itself, the viewer may change; what cannot be seen has not been found before.
 */
final class Permits implements Step.Visitor<List<Step>> {
  private final Storage storage;
  private final Set<Integer> added;
  private final Map<Integer, Long> granted = new HashMap<>();

  private Permits(Storage storage, Set<Integer> added) {
    this.storage = storage;
    this.added = new HashSet<>(added);
  }

  /** The plan for somebody, where the model is seen by somebody. */
  static WritePlan of(Storage storage, WritePlan plan) {
    return storage.guards().viewer() == null
        ? plan
        : new WritePlan(new Permits(storage, Set.of()).all(plan.steps()), plan.result());
  }

  private List<Step> all(List<Step> steps) {
    return steps.stream().flatMap(step -> step.accept(this).stream()).toList();
  }

  /** Steps that may be taken or not: what they find out is not known behind them. */
  private List<Step> inside(List<Step> steps) {
    Permits inner = new Permits(storage, added);
    return inner.all(steps);
  }

  private List<Step> changed(Slot slot, long rights, Step step) {
    List<Step> steps = new ArrayList<>(allow(slot, rights));
    steps.add(step);
    return steps;
  }

  private List<Step> allow(Slot slot, long rights) {
    requireNoShare(slot.type());
    long known = granted.getOrDefault(slot.number(), 0L);
    if (added.contains(slot.number()) || (known & rights) == rights) {
      return List.of();
    }
    granted.put(slot.number(), known | rights);
    String type = slot.type().type().getName();
    return AllowedQueries.of(storage, slot.type(), rights)
        .<List<Step>>map(
            query ->
                List.of(
                    new Step.Allow(
                        slot,
                        query,
                        new Refusal(
                            ErrorCode.FORBIDDEN,
                            "The caller may not do this with the " + type + ".",
                            null))))
        .orElse(List.of());
  }

  private void requireNoShare(EntityStorage type) {
    Guards.Shares shares = storage.guards().shares();
    if (shares != null && shares.type().name().equals(type.name())) {
      throw new ODataException(
          ErrorCode.FORBIDDEN, "What is shared is changed by the operations that share it.");
    }
  }

  /** To what a row is led by its columns. */
  private List<Step> led(List<Cell> cells) {
    List<Step> steps = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.value() instanceof Cell.Of of) {
        steps.addAll(allow(of.slot(), Rights.APPEND_TO));
      }
    }
    return steps;
  }

  private boolean isOwner(EntityStorage type, Column column) {
    return storage.guards().restricting(type).filter(o -> o.owner().equals(column)).isPresent();
  }

  @Override
  public List<Step> find(Step.Find s) {
    return List.of(s);
  }

  @Override
  public List<Step> insert(Step.Insert s) {
    requireNoShare(s.slot().type());
    List<Step> steps = led(s.cells());
    steps.add(s);
    added.add(s.slot().number());
    return steps;
  }

  @Override
  public List<Step> update(Step.Update s) {
    long rights = Rights.WRITE;
    for (Cell cell : s.cells()) {
      if (isOwner(s.slot().type(), cell.column())) {
        rights |= Rights.ASSIGN;
      }
    }
    List<Step> led = led(s.cells());
    List<Step> steps = new ArrayList<>(led);
    steps.addAll(changed(s.slot(), led.isEmpty() ? rights : rights | Rights.APPEND, s));
    return steps;
  }

  @Override
  public List<Step> delete(Step.Delete s) {
    return changed(s.slot(), Rights.DELETE, s);
  }

  @Override
  public List<Step> members(Step.Members s) {
    return changed(s.slot(), Rights.WRITE, s);
  }

  @Override
  public List<Step> items(Step.Items s) {
    return changed(s.slot(), Rights.WRITE, s);
  }

  @Override
  public List<Step> insertItem(Step.InsertItem s) {
    return changed(s.slot(), Rights.WRITE, s);
  }

  @Override
  public List<Step> count(Step.Count s) {
    return List.of(s);
  }

  @Override
  public List<Step> content(Step.Content s) {
    return changed(s.slot(), Rights.WRITE, s);
  }

  @Override
  public List<Step> tie(Step.Tie s) {
    List<Step> steps = new ArrayList<>();
    steps.addAll(allow(s.source(), Rights.WRITE | Rights.APPEND | assign(s.source(), s.link())));
    steps.addAll(allow(s.target(), Rights.APPEND_TO | assign(s.target(), s.link())));
    steps.add(s);
    return steps;
  }

  private long assign(Slot slot, Link link) {
    boolean owner =
        link.pairs().stream()
            .anyMatch(
                pair -> isOwner(slot.type(), pair.source()) || isOwner(slot.type(), pair.target()));
    return owner ? Rights.ASSIGN : 0;
  }

  @Override
  public List<Step> tieAny(Step.TieAny s) {
    List<Step> steps = new ArrayList<>(allow(s.source(), Rights.WRITE | Rights.APPEND));
    steps.addAll(changed(s.target(), Rights.APPEND_TO, s));
    return steps;
  }

  @Override
  public List<Step> untie(Step.Untie s) {
    EntityStorage targets = storage.require(s.link().target());
    boolean unseen =
        s.target() == null
            && LinkEnds.holder(s.link(), storage) != LinkEnds.Holder.SOURCE
            && isRestricted(targets);
    if (unseen && !added.contains(s.source().number())) {
      throw new ODataException(
          ErrorCode.FORBIDDEN,
          "All that "
              + s.link().name()
              + " leads to cannot be replaced where access control is on: some may not be seen.",
          s.link().name());
    }
    return changed(s.source(), Rights.WRITE | assign(s.source(), s.link()), s);
  }

  private boolean isRestricted(EntityStorage type) {
    return storage.guards().restricting(type).isPresent()
        || type.derived().stream()
            .anyMatch(name -> storage.guards().restricting(storage.require(name)).isPresent());
  }

  @Override
  public List<Step> untieAny(Step.UntieAny s) {
    return changed(s.source(), Rights.WRITE, s);
  }

  @Override
  public List<Step> require(Step.Require s) {
    return List.of(s);
  }

  @Override
  public List<Step> allow(Step.Allow s) {
    return List.of(s);
  }

  @Override
  public List<Step> choose(Step.Choose s) {
    Permits missing = new Permits(storage, added);
    List<Step> found = inside(s.found());
    return List.of(new Step.Choose(s.slot(), found, missing.all(s.missing())));
  }

  @Override
  public List<Step> byType(Step.ByType s) {
    Map<FullQualifiedName, List<Step>> steps = new LinkedHashMap<>();
    s.steps().forEach((type, each) -> steps.put(type, inside(each)));
    return List.of(new Step.ByType(s.slot(), steps));
  }

  @Override
  public List<Step> forEach(Step.ForEach s) {
    return List.of(new Step.ForEach(s.each(), s.query(), inside(s.steps())));
  }
}
