package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.rules.Handling;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;

/** Plans changes of one property of an entity (Part 1, 11.4.9). */
final class PropertyPlanner {
  private final Writing writing;
  private final WriteRequest request;
  private final PropertyPath path;
  private final Addressed entity;
  private final Slot slot;
  private final Spot spot;
  private final String name;
  private final Violations violations = new Violations();
  private final Draft draft = new Draft();
  private final List<Step> steps = new ArrayList<>();

  private PropertyPlanner(Writing writing, PropertyPath path) {
    this.writing = writing;
    this.request = writing.request();
    this.path = path;
    this.entity = Addressed.of(writing.model(), path.entity());
    this.slot = writing.slot(entity.type());
    this.spot = Spot.of(entity.type(), path.inside());
    this.name = path.inside().stream().map(PropertyPlanner::name).collect(Collectors.joining("/"));
    if (!entity.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + name + ".", name);
    }
  }

  private static String name(Segment segment) {
    return segment instanceof Segment.Property s
        ? s.property().getName()
        : segment instanceof Segment.Dynamic d
            ? d.name()
            : segment instanceof Segment.TypeCast c
                ? c.type().getFullQualifiedName().toString()
                : "";
  }

  /** The plan of a request whose path ends in a property or its bare value. */
  static WritePlan plan(Writing writing, PropertyPath path) {
    return new PropertyPlanner(writing, path).plan();
  }

  private WritePlan plan() {
    Restrictions restrictions = new Demands(writing).ofPart(path.entity(), entity);
    requireChangeable(restrictions);
    find();
    int found = steps.size();
    if (spot.isMember()) {
      new MemberChange(writing, spot, path.bare(), violations, draft).plan(at());
    } else {
      Objects.requireNonNull(spot.property()).accept(new Columns());
    }
    violations.raise();
    steps.addAll(found, draft.needed(slot));
    found += draft.needed(slot).size();
    steps.add(found, new Step.Update(slot, draft.cells()));
    steps.addAll(draft.hanging(slot));
    return new WritePlan(steps, slot);
  }

  /** What only the server sets, and what tells entities apart, has no change of its own. */
  private void requireChangeable(Restrictions restrictions) {
    EdmStructuredType owner = entity.type().type();
    for (Segment segment : path.inside()) {
      if (segment instanceof Segment.Property s) {
        requireTaken(owner, s.property());
      }
      owner = structured(segment).orElse(owner);
    }
    String plain = String.join("/", path.names());
    for (int end = plain.indexOf('/'); end >= 0; end = plain.indexOf('/', end + 1)) {
      RemovalPlanner.raise(restrictions.updateProperty(plain.substring(0, end)));
    }
    Restricted.paths(plain, at().value()).stream()
        .flatMap(given -> restrictions.updateProperty(given).stream())
        .forEach(violations::add);
  }

  private static Optional<EdmStructuredType> structured(Segment segment) {
    EdmType type =
        segment instanceof Segment.Property s
            ? s.property().getType()
            : segment instanceof Segment.TypeCast c ? c.type() : null;
    return type instanceof EdmStructuredType found ? Optional.of(found) : Optional.empty();
  }

  private void requireTaken(EdmStructuredType owner, EdmProperty property) {
    boolean taken =
        writing
            .rules()
            .of(owner)
            .property(property.getName())
            .map(rule -> rule.onUpdate() == Handling.TAKEN)
            .orElse(true);
    if (!taken) {
      throw new ODataException(ErrorCode.BAD_REQUEST, name + " cannot be changed.", name);
    }
  }

  private void find() {
    steps.add(
        new Wanted(
                slot,
                entity,
                RemovalPlanner.MISSING,
                Conditions.of(request, entity.type()),
                /* changed= */ true)
            .step());
    if (spot.within() != null) {
      steps.add(present(spot.within()));
    } else if (spot.around() != null) {
      List<Segment> parent = new ArrayList<>(path.parent());
      parent.add(new Segment.TypeCast(spot.around()));
      steps.add(present(Addressed.of(writing.model(), parent).query(List.of()), List.of()));
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
    String around = name.substring(0, name.lastIndexOf('/'));
    Refusal missing =
        new Refusal(
            ErrorCode.NOT_FOUND,
            around + " is null: its properties can be set with it, not alone.",
            name);
    return new Step.Find(
        writing.slot(entity.type()), query, columns, missing, Precondition.NONE, false);
  }

  private At at() {
    return new At("", name, Bodies.value(request, name, path.bare(), spot));
  }

  private PropertyCells cells(Mode mode, Draft into, At at) {
    return new PropertyCells(writing, violations, mode, PropertyPlanner::refuseLink, into, at);
  }

  private static void refuseLink(
      PropertyStorage.Complex complex, String path, String name, String term, At member) {
    throw ODataException.notImplemented(
        "Relating entities from inside of a complex value that is changed alone", member.path());
  }

  private ODataException notAllowed(String what) {
    return new ODataException(
        ErrorCode.METHOD_NOT_ALLOWED, what + ", not by " + request.method() + ".", name);
  }

  /** A property in columns of its own. */
  private final class Columns implements PropertyStorage.Visitor<Boolean> {
    private boolean is(WriteRequest.Method method) {
      return request.method() == method;
    }

    @Override
    public Boolean scalar(PropertyStorage.Scalar p) {
      if (is(WriteRequest.Method.POST)) {
        throw notAllowed("A single value is set by PUT and removed by DELETE");
      }
      return p.accept(cells(Mode.UPDATE, draft, at()));
    }

    @Override
    public Boolean complex(PropertyStorage.Complex p) {
      if (is(WriteRequest.Method.POST)) {
        throw notAllowed("A complex value is changed by PATCH, set by PUT and removed by DELETE");
      }
      Mode mode = is(WriteRequest.Method.PATCH) ? Mode.UPDATE : Mode.REPLACE;
      return p.accept(cells(mode, draft, at()));
    }

    @Override
    public Boolean values(PropertyStorage.Values p) {
      if (is(WriteRequest.Method.PATCH)) {
        throw notAllowed("A collection is added to by POST, set by PUT and emptied by DELETE");
      }
      if (is(WriteRequest.Method.DELETE)) {
        draft.members(p, List.of());
      } else if (is(WriteRequest.Method.POST)) {
        append(p);
      } else {
        p.accept(cells(Mode.REPLACE, draft, at()));
      }
      return true;
    }

    private void append(PropertyStorage.Values p) {
      Long index = request.options().rest().index();
      if (index != null && index != -1) {
        throw ODataException.notImplemented("Adding an item at a position", "$index");
      }
      boolean complex = p.property().getType() instanceof EdmComplexType;
      JsonValue item = complex ? Bodies.json(request) : Bodies.wrapped(request, name);
      Draft row = new Draft();
      p.member().accept(cells(Mode.INSERT, row, new At("", name, item)));
      steps.add(new Step.Members(slot, p, List.of(row.cells()), /* append= */ true));
    }

    @Override
    public Boolean document(PropertyStorage.Document p) {
      if (is(WriteRequest.Method.POST)) {
        if (p.collection()) {
          throw ODataException.notImplemented("Adding one item to this collection", name);
        }
        throw notAllowed("A complex value is changed by PATCH, set by PUT and removed by DELETE");
      }
      if (p.collection() && is(WriteRequest.Method.PATCH)) {
        throw notAllowed("A collection is set by PUT and emptied by DELETE");
      }
      if (p.collection() && is(WriteRequest.Method.DELETE)) {
        draft.clear(p.column());
        return true;
      }
      Mode mode = is(WriteRequest.Method.PATCH) ? Mode.UPDATE : Mode.REPLACE;
      return p.accept(cells(mode, draft, at()));
    }

    @Override
    public Boolean stream(PropertyStorage.Stream p) {
      throw ODataException.notImplemented("Changing a stream", name);
    }
  }
}
