package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Terms;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.rules.Rules;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmStructuredType;

/** Plans the change that a request wants. Immutable; one serves all requests. */
public final class WritePlanner {
  private final Model model;
  private final Rules rules;
  private final StreamPlanner streams;
  private final KeptInserts inserts;

  public WritePlanner(Model model) {
    this.model = model;
    this.rules = new Rules(model);
    this.streams = new StreamPlanner(model, rules, this::planned);
    this.inserts = new KeptInserts(model, rules);
  }

  /**
   * The plan of a request.
   *
   * @throws ODataException when the path, the body or a header does not fit the model, with all
   *     that is wrong
   */
  public WritePlan plan(WriteRequest request) {
    return Permits.of(model.storage(), inserts.plan(request, this::planned));
  }

  /** The plan as it is made anew, for somebody who may do everything. */
  WritePlan planned(WriteRequest request) {
    Writing writing = new Writing(model, rules, request);
    Segment last = request.path().get(request.path().size() - 1);
    requirePlace(request);
    if (last instanceof Segment.Ref) {
      return ReferencePlanner.plan(writing);
    }
    if (last instanceof Segment.Each) {
      return EachPlanner.plan(writing);
    }
    Optional<WritePlan> stream = streams.plan(request);
    if (stream.isPresent()) {
      return stream.get();
    }
    PropertyPath path = PropertyPath.of(request.path());
    if (path.isProperty()) {
      return PropertyPlanner.plan(writing, path);
    }
    if (last instanceof Segment.Value) {
      throw ODataException.notImplemented("Changing a media entity", "$value");
    }
    if (request.method() == WriteRequest.Method.DELETE) {
      return RemovalPlanner.plan(writing);
    }
    Addressed addressed = Addressed.of(model, request.path());
    RootPlanner planner = new RootPlanner(writing);
    return addressed.single()
        ? entity(planner, request, addressed)
        : collection(planner, writing, addressed);
  }

  private static WritePlan entity(RootPlanner planner, WriteRequest request, Addressed addressed) {
    return switch (request.method()) {
      case PATCH -> planner.change(addressed, json(request), Mode.UPDATE);
      case PUT -> planner.change(addressed, json(request), Mode.REPLACE);
      case POST ->
          throw new ODataException(
              ErrorCode.METHOD_NOT_ALLOWED, "An entity is changed by PATCH or PUT, not by POST.");
      case DELETE -> throw new IllegalStateException("A removal is planned apart");
    };
  }

  private static WritePlan collection(RootPlanner planner, Writing writing, Addressed addressed) {
    WriteRequest request = writing.request();
    return switch (request.method()) {
      case POST -> planner.create(addressed, json(request));
      case PATCH -> new CollectionPlanner(writing).change(addressed, json(request));
      case PUT -> throw ODataException.notImplemented("Replacing a collection", null);
      case DELETE -> throw new IllegalStateException("A removal is planned apart");
    };
  }

  /** Items of collections have places at which others are added (Part 2, 5.1.11). */
  private void requirePlace(WriteRequest request) {
    Long index = request.options().rest().index();
    if (index == null) {
      return;
    }
    List<Segment> path = request.path();
    if (request.method() != WriteRequest.Method.POST
        || path.get(path.size() - 1) instanceof Segment.Ref) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST,
          "$index says where a POST inserts an item; here it has no meaning.",
          "$index");
    }
    if (index != -1 && !PropertyPath.of(path).isProperty()) {
      throw positions(model, path);
    }
  }

  /** Only what the model says can be inserted at a position can. */
  private static ODataException positions(Model model, List<Segment> path) {
    return hasPositions(model, path)
        ? ODataException.notImplemented("Adding an entity at a position", "$index")
        : new ODataException(
            ErrorCode.BAD_REQUEST,
            "These entities have no positions at which others can be added.",
            "$index");
  }

  private static boolean hasPositions(Model model, List<Segment> path) {
    Segment last = path.get(path.size() - 1);
    if (last instanceof Segment.EntitySet s) {
      return model.annotations().isTrue(Model.target(s.set()), Terms.POSITIONAL_INSERT);
    }
    if (!(last instanceof Segment.Navigation navigation)) {
      return false;
    }
    String name = navigation.property().getName();
    EdmStructuredType type = Addressed.of(model, path.subList(0, path.size() - 1)).type().type();
    while (type != null) {
      if (model.annotations().isTrue(Model.target(type, name), Terms.POSITIONAL_INSERT)) {
        return true;
      }
      type = type.getBaseType();
    }
    return false;
  }

  /** The JSON value that a request has to have. */
  static JsonValue json(WriteRequest request) {
    return request
        .body()
        .accept(
            new WriteRequest.BodyVisitor<JsonValue>() {
              @Override
              public JsonValue nothing(WriteRequest.NoBody b) {
                throw new ODataException(
                    ErrorCode.BAD_REQUEST, "The request needs a body with a JSON object.");
              }

              @Override
              public JsonValue json(WriteRequest.Json b) {
                return b.value();
              }

              @Override
              public JsonValue raw(WriteRequest.Raw b) {
                throw new ODataException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body has to be JSON.", "Content-Type");
              }
            });
  }
}
