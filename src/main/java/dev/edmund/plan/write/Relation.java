package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.write.LinkEnds.Holder;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** What a navigation property relates, to one type or to any. */
sealed interface Relation {

  /** What steps have to know of a source. */
  List<Column> ofSource(EntityStorage source);

  /** What steps have to know of a target. */
  List<Column> ofTarget(EntityStorage target);

  /** The columns of a row that lead to another one; none where it is another table that does. */
  List<Column> dependents();

  /** Whether the target's columns say that the two are related. */
  boolean isHeldByTarget();

  /** Refuses what would change a key. */
  void requireChangeable(EntityStorage source);

  /** Refuses to end what the model demands. */
  void requireOptional(EntityStorage source);

  /**
   * The type that an entity has to be seen as to be a target.
   *
   * @param type of the entity
   * @throws ODataException 400 when it can be none
   */
  EntityStorage fit(EntityStorage type, String id);

  /** Where targets have to be; see {@link ValueHome#of}. */
  Optional<ValueHome> home(Model model, Position source, String complex);

  Step tie(Slot source, Slot target);

  Step untie(Slot source, Slot target);

  Step untieOthers(Slot source, List<Slot> kept);

  private static ODataException misfit(String id, EntityStorage type, EdmNavigationProperty to) {
    return new ODataException(
        ErrorCode.TYPE_MISMATCH,
        "'"
            + id
            + "' is of the type "
            + type.name()
            + ", and "
            + to.getName()
            + " leads to "
            + to.getType().getFullQualifiedName()
            + ".",
        to.getName());
  }

  /** To entities of one type and those derived from it. */
  record To(Link link, Storage storage, @Nullable EdmEntityType cast) implements Relation {
    private Holder holder() {
      return LinkEnds.holder(link, storage);
    }

    @Override
    public List<Column> ofSource(EntityStorage source) {
      return LinkEnds.ofSource(link).stream()
          .filter(column -> !LinkEnds.isRowId(storage, source, column))
          .toList();
    }

    @Override
    public List<Column> ofTarget(EntityStorage target) {
      return LinkEnds.ofTarget(link).stream()
          .filter(column -> !LinkEnds.isRowId(storage, target, column))
          .toList();
    }

    @Override
    public List<Column> dependents() {
      return holder() == Holder.BRIDGE ? List.of() : LinkEnds.dependents(link, holder());
    }

    @Override
    public boolean isHeldByTarget() {
      return holder() == Holder.TARGET;
    }

    @Override
    public void requireChangeable(EntityStorage source) {
      if (LinkEnds.isToOwner(source, link)) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST, link.name() + " " + LinkCells.TO_OWNER + ".", link.name());
      }
      EntityStorage dependent = holder() == Holder.SOURCE ? source : storage.require(link.target());
      boolean key =
          holder() != Holder.BRIDGE
              && LinkEnds.dependents(link, holder()).stream().anyMatch(dependent.key()::contains);
      if (key) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            link.name() + " is told by the key of " + dependent.name() + ", which never changes.",
            link.name());
      }
    }

    @Override
    public void requireOptional(EntityStorage source) {
      Required.refusal(storage, source, link)
          .ifPresent(
              refusal -> {
                throw refusal.exception();
              });
    }

    @Override
    public EntityStorage fit(EntityStorage type, String id) {
      FullQualifiedName wanted = cast == null ? link.target() : cast.getFullQualifiedName();
      EntityStorage target = storage.require(wanted);
      if (type.name().equals(wanted) || target.derived().contains(type.name())) {
        return type;
      }
      if (type.derived().contains(wanted)) {
        return target;
      }
      throw Relation.misfit(id, type, link.property());
    }

    @Override
    public Optional<ValueHome> home(Model model, Position source, String complex) {
      return ValueHome.of(model, source, complex, link);
    }

    @Override
    public Step tie(Slot source, Slot target) {
      return new Step.Tie(source, link, target);
    }

    @Override
    public Step untie(Slot source, Slot target) {
      return new Step.Untie(source, link, target, List.of());
    }

    @Override
    public Step untieOthers(Slot source, List<Slot> kept) {
      return new Step.Untie(
          source, link, null, kept, Required.refusal(storage, source.type(), link).orElse(null));
    }
  }

  /** To entities of any type. */
  record Any(AnyLink link) implements Relation {
    @Override
    public List<Column> ofSource(EntityStorage source) {
      return List.of();
    }

    @Override
    public List<Column> ofTarget(EntityStorage target) {
      return List.of();
    }

    @Override
    public List<Column> dependents() {
      return List.of();
    }

    @Override
    public boolean isHeldByTarget() {
      return false;
    }

    @Override
    public void requireChangeable(EntityStorage source) {}

    @Override
    public void requireOptional(EntityStorage source) {
      if (!link.collection() && !link.property().isNullable()) {
        throw Required.direct(source, link.property()).exception();
      }
    }

    @Override
    public EntityStorage fit(EntityStorage type, String id) {
      if (!type.isOrDerives(link.property().getType())) {
        throw Relation.misfit(id, type, link.property());
      }
      return type;
    }

    @Override
    public Optional<ValueHome> home(Model model, Position source, String complex) {
      return Optional.empty();
    }

    @Override
    public Step tie(Slot source, Slot target) {
      return new Step.TieAny(source, link, target);
    }

    @Override
    public Step untie(Slot source, Slot target) {
      return new Step.UntieAny(source, link, target, List.of());
    }

    @Override
    public Step untieOthers(Slot source, List<Slot> kept) {
      return new Step.UntieAny(source, link, null, kept);
    }
  }
}
