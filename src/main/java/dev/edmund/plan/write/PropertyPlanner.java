package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.rules.StreamRule;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** Plans changes of one property of an entity, or of its items (Part 1, 11.4.9 to 11.4.11). */
final class PropertyPlanner {
  private final Writing writing;
  private final WriteRequest request;
  private final PropertyPath path;
  private final Addressed entity;
  private final Slot slot;
  private final Spot spot;
  private final String name;
  private final Violations violations = new Violations();
  private final Entity changed;
  private final Script out = new Script();

  private PropertyPlanner(Writing writing, PropertyPath path) {
    this.writing = writing;
    this.request = writing.request();
    this.path = path;
    this.entity = Addressed.of(writing.model(), path.entity());
    this.slot = writing.slot(entity.type());
    this.spot = Spot.of(entity.type(), path.inside());
    this.name =
        path.inside().stream()
            .map(PropertyPlanner::name)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
    if (!entity.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + name + ".", name);
    }
    Home home =
        new Home(
            Demands.position(entity),
            RemovalPlanner.places(path.entity(), entity),
            "",
            null,
            path.entity());
    At whole = new At("", "", JsonValue.object(Map.of()));
    Members none = new Members(Map.of(), Map.of());
    this.changed = Entity.of(whole, none, entity.type(), slot, home, Mode.UPDATE, violations);
  }

  private static String name(Segment segment) {
    return segment instanceof Segment.Property s
        ? s.property().getName()
        : segment instanceof Segment.Dynamic d
            ? d.name()
            : segment instanceof Segment.Ordinal o ? String.valueOf(o.index()) : "";
  }

  /** The plan of a request whose path ends in a property, its items or its bare value. */
  static WritePlan plan(Writing writing, PropertyPath path) {
    return new PropertyPlanner(writing, path).plan();
  }

  private WritePlan plan() {
    At at = new At("", name, Bodies.value(request, name, path.bare(), spot));
    new PartRules(writing, path, entity, name).require(at.value(), violations);
    find();
    Columns columns = new Columns(at);
    if (spot.isMember()) {
      columns.member(Objects.requireNonNull(spot.column(), "A member is in a document"));
    } else if (!goes()) {
      Objects.requireNonNull(spot.property()).accept(columns);
    }
    media();
    Spot.Items items = spot.items();
    if (items == null) {
      new LinkCells(writing, new EntityTypes(writing.model())).requireTargets(changed);
    }
    violations.raise();
    out.addAll(changed.before());
    if (items != null) {
      out.add(items(items));
      if (goes()) {
        counts().add(slot, items.values(), out);
      }
      List<Cell> renewed = new Renewal(writing).cells(entity.type());
      if (!renewed.isEmpty()) {
        out.add(new Step.Update(slot, renewed));
      }
    } else {
      new Renewal(writing).add(entity.type(), changed.draft());
      out.addAll(changed.draft().needed(slot));
      out.later(() -> new Step.Update(slot, changed.draft().cells()));
      out.later(changed.draft(), slot);
    }
    out.addAll(columns.after);
    out.addAll(changed.after());
    return new WritePlan(out.build(), isEach() ? null : slot);
  }

  /** Holds bare bytes to their media types, and keeps the one that is told with them. */
  private void media() {
    EdmProperty property = spot.last();
    if (property == null || !(request.body() instanceof WriteRequest.Raw raw)) {
      return;
    }
    PropertyStorage kept = spot.property();
    boolean binary =
        kept != null
            && kept.asScalar().filter(p -> p.column().type() == ColumnType.BINARY).isPresent();
    StreamRule rule = writing.rules().stream(property);
    if (binary && !rule.equals(StreamRule.ANY)) {
      String sent = raw.bytes().contentType();
      rule.refuse(sent)
          .ifPresent(
              wrong -> {
                throw ODataException.of(List.of(wrong));
              });
      Optional.ofNullable(rule.property())
          .filter(told -> entity.type().properties().containsValue(kept))
          .map(told -> entity.type().properties().get(told))
          .flatMap(PropertyStorage::asScalar)
          .ifPresent(told -> changed.draft().set(told.column(), rule.kept(sent)));
    }
  }

  /** All items have no representation of their own. */
  private boolean isEach() {
    return path.inside().get(path.inside().size() - 1) instanceof Segment.Each;
  }

  /** Whether an item in columns of its own is removed. */
  private boolean goes() {
    return request.method() == WriteRequest.Method.DELETE && spot.item() && !spot.isMember();
  }

  private ItemCounts counts() {
    boolean ordinal = path.inside().get(path.inside().size() - 1) instanceof Segment.Ordinal;
    return new ItemCounts(
        writing.rules(), ordinal ? name.substring(0, name.lastIndexOf('/')) : name);
  }

  private Step items(Spot.Items items) {
    PropertyStorage.Complex within = spot.within();
    List<Column> there = within == null ? List.of() : List.of(within.presence());
    return new Step.Items(
        slot, items.values(), items.index(), goes() ? null : changed.draft().cells(), there);
  }

  private void find() {
    Precondition condition = Conditions.of(request, entity.type());
    Wanted wanted = writing.wanted(slot, entity, RemovalPlanner.MISSING, condition, true);
    out.later(wanted::step);
    Spot.Items items = spot.items();
    PropertyStorage.Complex complex = items == null ? spot.within() : items.within();
    if (complex != null) {
      out.add(present(complex));
    } else if (spot.around() != null && spot.within() == null) {
      List<Segment> parent = new ArrayList<>(path.parent());
      parent.add(new Segment.TypeCast(spot.around()));
      out.add(present(Addressed.of(writing.model(), parent).query(List.of()), List.of()));
    }
  }

  /** What is null has no properties. */
  private Step present(PropertyStorage.Complex complex) {
    List<Column> presence = List.of(complex.presence());
    Query query = Addressed.of(writing.model(), path.entity()).query(presence);
    Condition isNull = new Condition.IsNull(query.columns().get(1));
    return present(query.and(new Condition.Not(isNull)), presence);
  }

  private Step present(Query query, List<Column> columns) {
    String around = name.indexOf('/') < 0 ? name : name.substring(0, name.lastIndexOf('/'));
    Refusal missing =
        new Refusal(
            ErrorCode.NOT_FOUND,
            around + " is null: its properties can be set with it, not alone.",
            name);
    return new Step.Find(
        writing.slot(entity.type()), query, columns, missing, Precondition.NONE, false);
  }

  private PropertyCells cells(Mode mode, Draft into, At at) {
    return new PropertyCells(writing, violations, mode, this::link, into, at);
  }

  private void link(
      PropertyStorage.Complex complex, String inside, String property, String term, At member) {
    if (spot.items() != null) {
      throw ODataException.notImplemented(
          "Relating entities from inside of an item of a collection", member.path());
    }
    EntityTypes types = new EntityTypes(writing.model());
    new NestedPlanner(writing, types, new EntityPlanner(writing))
        .inside(changed, complex, inside, property, term, member);
  }

  private ODataException notAllowed(String what) {
    return new ODataException(
        ErrorCode.METHOD_NOT_ALLOWED, what + ", not by " + request.method() + ".", name);
  }

  /** A property in columns of its own. */
  private final class Columns implements PropertyStorage.Visitor<Boolean> {
    private final At at;
    private final List<Step> after = new ArrayList<>();

    Columns(At at) {
      this.at = at;
    }

    private boolean is(WriteRequest.Method method) {
      return request.method() == method;
    }

    private Draft draft() {
      return changed.draft();
    }

    void member(Column column) {
      new MemberChange(writing, spot, column, path.bare(), violations, draft(), counts()).plan(at);
    }

    @Override
    public Boolean scalar(PropertyStorage.Scalar p) {
      if (is(WriteRequest.Method.POST)) {
        throw notAllowed("A single value is set by PUT and removed by DELETE");
      }
      return p.accept(cells(Mode.UPDATE, draft(), at));
    }

    @Override
    public Boolean complex(PropertyStorage.Complex p) {
      if (is(WriteRequest.Method.POST)) {
        throw notAllowed("A complex value is changed by PATCH, set by PUT and removed by DELETE");
      }
      Mode mode = is(WriteRequest.Method.PATCH) ? Mode.UPDATE : Mode.REPLACE;
      return p.accept(cells(mode, draft(), at));
    }

    @Override
    public Boolean values(PropertyStorage.Values p) {
      if (is(WriteRequest.Method.PATCH)) {
        throw notAllowed("A collection is added to by POST, set by PUT and emptied by DELETE");
      }
      if (is(WriteRequest.Method.DELETE)) {
        empty(p.property());
        draft().members(p, List.of());
      } else if (is(WriteRequest.Method.POST)) {
        add(p, request.options().rest().index());
      } else {
        p.accept(cells(Mode.REPLACE, draft(), at));
      }
      return true;
    }

    private void empty(EdmProperty property) {
      writing.rules().countViolations(property, 0).forEach(reason -> violations.add(at, reason));
    }

    private void add(PropertyStorage.Values p, @Nullable Long index) {
      Draft row = new Draft();
      p.member().accept(cells(Mode.INSERT, row, at));
      after.add(
          index == null || index == -1
              ? new Step.Members(slot, p, List.of(row.cells()), /* append= */ true)
              : new Step.InsertItem(slot, p, index, row.cells()));
      counts().check(p.property()).ifPresent(c -> after.add(new Step.Count(slot, p, c)));
    }

    @Override
    public Boolean document(PropertyStorage.Document p) {
      if (is(WriteRequest.Method.POST)) {
        member(p.column());
        return true;
      }
      if (p.collection() && is(WriteRequest.Method.PATCH)) {
        throw notAllowed("A collection is added to by POST, set by PUT and emptied by DELETE");
      }
      if (p.collection() && is(WriteRequest.Method.DELETE)) {
        empty(p.property());
        draft().clear(p.column());
        return true;
      }
      Mode mode = is(WriteRequest.Method.PATCH) ? Mode.UPDATE : Mode.REPLACE;
      return p.accept(cells(mode, draft(), at));
    }

    @Override
    public Boolean stream(PropertyStorage.Stream p) {
      throw ODataException.notImplemented("Changing a stream", name);
    }
  }
}
