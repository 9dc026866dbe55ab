package dev.edmund.plan.write;

import dev.edmund.plan.Caller;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request for a change, as it was understood.
 *
 * @param ifMatch the entity tags of {@code If-Match}; null without
 * @param ifNoneMatch the entity tags of {@code If-None-Match}; null without
 * @param strict whether what could be ignored is refused ({@code Prefer: handling=strict})
 * @param version401 whether the request speaks OData 4.01
 * @param ids reads an entity-id of the body, in any form, into the path of the entity
 * @param caller finds who the request is made as, where that is asked for; empty where the model
 *     has no users
 */
public record WriteRequest(
    Method method,
    List<Segment> path,
    QueryOptions options,
    Body body,
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    boolean strict,
    boolean version401,
    Function<String, List<Segment>> ids,
    Supplier<Optional<Caller>> caller) {
  public WriteRequest {
    path = List.copyOf(path);
  }

  /** A request of nobody in particular. */
  public WriteRequest(
      Method method,
      List<Segment> path,
      QueryOptions options,
      Body body,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch,
      boolean strict,
      boolean version401,
      Function<String, List<Segment>> ids) {
    this(
        method,
        path,
        options,
        body,
        ifMatch,
        ifNoneMatch,
        strict,
        version401,
        ids,
        Optional::empty);
  }

  /** What is to be done with the resource. */
  public enum Method {
    POST,
    PATCH,
    PUT,
    DELETE
  }

  /** What was sent. */
  public sealed interface Body {
    <R> R accept(BodyVisitor<R> visitor);
  }

  /** Nothing. */
  public record NoBody() implements Body {
    @Override
    public <R> R accept(BodyVisitor<R> visitor) {
      return visitor.nothing(this);
    }
  }

  /** A JSON value. */
  public record Json(JsonValue value) implements Body {
    @Override
    public <R> R accept(BodyVisitor<R> visitor) {
      return visitor.json(this);
    }
  }

  /** The bytes of a stream, or of a value that is sent bare. */
  public record Raw(Step.Content.Bytes bytes) implements Body {
    @Override
    public <R> R accept(BodyVisitor<R> visitor) {
      return visitor.raw(this);
    }
  }

  /** What can be done to a body. */
  public interface BodyVisitor<R> {
    R nothing(NoBody b);

    R json(Json b);

    R raw(Raw b);
  }
}
