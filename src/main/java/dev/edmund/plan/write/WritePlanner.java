package dev.edmund.plan.write;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.rules.Rules;
import dev.edmund.request.path.Segment;
import java.util.Optional;

/** Plans the change that a request wants. Immutable; one serves all requests. */
public final class WritePlanner {
  private final Model model;
  private final StreamPlanner streams;

  public WritePlanner(Model model) {
    this.model = model;
    this.streams = new StreamPlanner(model, new Rules(model), this::plan);
  }

  /**
   * The plan of a request.
   *
   * @throws ODataException when the path, the body or a header does not fit the model, with all
   *     that is wrong
   */
  public WritePlan plan(WriteRequest request) {
    Segment last = request.path().get(request.path().size() - 1);
    if (last instanceof Segment.Ref) {
      throw ODataException.notImplemented("Changing references", "$ref");
    }
    Optional<WritePlan> stream = streams.plan(request);
    if (stream.isPresent()) {
      return stream.get();
    }
    if (last instanceof Segment.Value) {
      throw ODataException.notImplemented("Changing a bare value", "$value");
    }
    Addressed addressed = Addressed.of(model, request.path());
    if (addressed.property().isPresent() || addressed.isInside()) {
      throw ODataException.notImplemented("Changing a property", null);
    }
    throw ODataException.notImplemented(request.method() + " of " + addressed.type().name(), null);
  }
}
