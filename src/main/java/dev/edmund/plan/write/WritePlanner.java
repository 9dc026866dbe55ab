package dev.edmund.plan.write;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.plan.Addressed;
import dev.edmund.request.path.Segment;

/** Plans the change that a request wants. Immutable; one serves all requests. */
public final class WritePlanner {
  private final Model model;

  public WritePlanner(Model model) {
    this.model = model;
  }

  /**
   * The plan of a request.
   *
   * @throws ODataException when the path, the body or a header does not fit the model, with all
   *     that is wrong
   */
  public WritePlan plan(WriteRequest request) {
    Writing writing = new Writing(model, request);
    Segment last = request.path().get(request.path().size() - 1);
    if (last instanceof Segment.Ref) {
      return ReferencePlanner.plan(writing);
    }
    if (last instanceof Segment.Each) {
      return EachPlanner.plan(writing);
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
    throw ODataException.notImplemented(request.method() + " of " + addressed.type().name(), null);
  }
}
