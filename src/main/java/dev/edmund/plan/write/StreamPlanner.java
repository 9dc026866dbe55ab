package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.ODataException.Detail;
import dev.edmund.model.Model;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.rules.Handling;
import dev.edmund.plan.rules.PropertyRule;
import dev.edmund.plan.rules.Restrictions;
import dev.edmund.plan.rules.Rules;
import dev.edmund.plan.rules.StreamRule;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/**
 * Plans the writing of streams: of media entities (Part 1, 11.4.7) and of stream properties (Part
 * 1, 11.4.8). The bytes go from the request to the database and are never held together.
 */
final class StreamPlanner {
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /** A slot beside those of another planner, which count from 0. */
  private static final int BESIDE = -1;

  private final Model model;
  private final Rules rules;
  private final Function<WriteRequest, WritePlan> others;

  /**
   * @param others plans what of a request is about the entity itself
   */
  StreamPlanner(Model model, Rules rules, Function<WriteRequest, WritePlan> others) {
    this.model = model;
    this.rules = rules;
    this.others = others;
  }

  /**
   * The plan of a request; empty where it is not about a stream.
   *
   * @throws ODataException when it does not fit the model
   */
  Optional<WritePlan> plan(WriteRequest request) {
    if (!isOfBytes(request)) {
      return Optional.empty();
    }
    Addressed addressed = Addressed.of(model, request.path());
    if (request.method() == WriteRequest.Method.POST) {
      return request.body() instanceof WriteRequest.Raw raw && isOfEntities(addressed, request)
          ? Optional.of(create(request, addressed.type(), raw.bytes()))
          : Optional.empty();
    }
    return of(addressed, request).map(stream -> change(request, addressed, stream));
  }

  /** Whether the request can be about a stream, by what is seen at once. */
  private static boolean isOfBytes(WriteRequest request) {
    Segment last = request.path().get(request.path().size() - 1);
    return request.method() == WriteRequest.Method.POST
        ? request.body() instanceof WriteRequest.Raw
        : last instanceof Segment.Value || last instanceof Segment.Property;
  }

  private static boolean isOfEntities(Addressed addressed, WriteRequest request) {
    return addressed.property().isEmpty() && !addressed.isInside() && !endsInValue(request);
  }

  private static boolean endsInValue(WriteRequest request) {
    return request.path().get(request.path().size() - 1) instanceof Segment.Value;
  }

  /** The stream that a path leads to. */
  private static Optional<PropertyStorage.Stream> of(Addressed addressed, WriteRequest request) {
    if (addressed.isInside()) {
      return Optional.empty();
    }
    return addressed.property().isPresent()
        ? addressed.property().flatMap(PropertyStorage::asStream)
        : endsInValue(request) ? Optional.ofNullable(addressed.type().media()) : Optional.empty();
  }

  /** A new media entity; its other properties have their defaults (Part 1, 11.4.7.1). */
  private WritePlan create(WriteRequest request, EntityStorage type, Step.Content.Bytes bytes) {
    PropertyStorage.Stream media = type.media();
    if (media == null) {
      throw new ODataException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Entities of type " + type.name() + " are sent as JSON: they are no media entities.",
          "Content-Type");
    }
    StreamRule rule = rules.media(type.type());
    Step.Content.Bytes content = checked(rule, media, bytes);
    boolean told = typeProperty(type, rule).filter(this::isTaken).isPresent();
    Map<String, JsonValue> members =
        told && rule.property() != null
            ? Map.of(rule.property(), JsonValue.string(content.contentType()))
            : Map.of();
    WritePlan plan =
        others.apply(
            with(request, request.path(), new WriteRequest.Json(JsonValue.object(members)), null));
    Slot slot = plan.result();
    if (slot == null) {
      throw new IllegalStateException("A new entity has a slot");
    }
    List<Step> steps = new ArrayList<>(plan.steps());
    steps.add(new Step.Content(slot, media, content));
    if (!told) {
      steps.addAll(typeKept(slot, rule, content));
    }
    return new WritePlan(steps, slot);
  }

  private boolean isTaken(PropertyStorage.Scalar property) {
    return rules.of(property.property()).map(PropertyRule::onInsert).orElse(Handling.TAKEN)
        == Handling.TAKEN;
  }

  private WritePlan change(
      WriteRequest request, Addressed addressed, PropertyStorage.Stream stream) {
    if (!addressed.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + stream.name() + ".", stream.name());
    }
    EdmProperty property = stream.property();
    if (property == null && request.method() == WriteRequest.Method.DELETE) {
      return delete(request, addressed, stream);
    }
    PropertyPath path = PropertyPath.of(request.path());
    Restrictions restrictions =
        new Demands(new Writing(model, rules, request))
            .ofPart(path.entity(), Addressed.of(model, path.entity()));
    if (property != null) {
      requireWritable(property);
      refuse(restrictions.updateProperty(String.join("/", path.names())));
    }
    Slot slot = new Slot(0, addressed.type());
    requirePresent(request, addressed);
    List<Step> steps = new ArrayList<>();
    steps.add(find(slot, addressed, Conditions.of(request, stream.etag()), stream));
    switch (request.method()) {
      case PUT -> {
        StreamRule rule =
            property == null ? rules.media(addressed.type().type()) : rules.stream(property);
        Step.Content.Bytes content = checked(rule, stream, bytes(request));
        steps.add(new Step.Content(slot, stream, content));
        steps.addAll(typeKept(slot, rule, content));
      }
      case DELETE -> {
        requireNullable(stream);
        steps.add(new Step.Content(slot, stream, null));
      }
      case POST, PATCH ->
          throw new ODataException(
              ErrorCode.METHOD_NOT_ALLOWED, "A stream is changed by PUT, not in parts.");
    }
    return new WritePlan(steps, slot);
  }

  /** What deletes the stream of a media entity deletes the entity (Part 1, 11.4.7.3). */
  private WritePlan delete(
      WriteRequest request, Addressed addressed, PropertyStorage.Stream stream) {
    List<Segment> entity = request.path().subList(0, request.path().size() - 1);
    Precondition condition = Conditions.of(request, stream.etag());
    boolean silent = condition.equals(Precondition.NONE);
    // What is said about the stream is all that the deletion of its entity needs.
    WritePlan plan = others.apply(with(request, entity, request.body(), silent ? null : "*"));
    if (silent) {
      return plan;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(find(new Slot(BESIDE, addressed.type()), addressed, condition, stream));
    steps.addAll(plan.steps());
    return new WritePlan(steps, plan.result());
  }

  private static Step find(
      Slot slot, Addressed addressed, Precondition condition, PropertyStorage.Stream stream) {
    Set<Column> columns = new LinkedHashSet<>();
    columns.add(stream.etag());
    columns.add(addressed.type().version().column());
    List<Column> all = List.copyOf(columns);
    Refusal missing = new Refusal(ErrorCode.NOT_FOUND, "There is no such entity.", null);
    return new Step.Find(slot, addressed.query(all), all, missing, condition, true, stream.etag());
  }

  /** The stream of a complex value is there only with the value. */
  private static void requirePresent(WriteRequest request, Addressed addressed) {
    Map<String, PropertyStorage> known = addressed.type().properties();
    for (Segment segment : request.path()) {
      if (segment instanceof Segment.Property property) {
        PropertyStorage storage = known.get(property.property().getName());
        Optional<PropertyStorage.Complex> complex =
            Optional.ofNullable(storage).flatMap(PropertyStorage::asComplex);
        if (complex.isPresent()) {
          addressed.require(complex.get().presence(), true);
          known = byName(complex.get().parts());
        }
      }
    }
  }

  private static Map<String, PropertyStorage> byName(List<PropertyStorage> parts) {
    Map<String, PropertyStorage> named = new HashMap<>();
    parts.forEach(part -> named.put(part.name(), part));
    return named;
  }

  private static Step.Content.Bytes bytes(WriteRequest request) {
    return request.body() instanceof WriteRequest.Raw raw
        ? raw.bytes()
        : new Step.Content.Bytes(UNKNOWN_TYPE, InputStream::nullInputStream);
  }

  private static Step.Content.Bytes checked(
      StreamRule rule, PropertyStorage.Stream stream, Step.Content.Bytes bytes) {
    refuse(rule.refuse(bytes.contentType()));
    String kept = rule.kept(bytes.contentType());
    Integer most = stream.property() == null ? null : stream.property().getMaxLength();
    return new Step.Content.Bytes(
        kept, most == null ? bytes.open() : new BoundedBytes(bytes.open(), most, stream.name()));
  }

  /** Keeps the media type in the property that tells it ({@code Core.MediaType}). */
  private static List<Step> typeKept(Slot slot, StreamRule rule, Step.Content.Bytes content) {
    return typeProperty(slot.type(), rule)
        .<List<Step>>map(
            p ->
                List.of(new Step.Update(slot, List.of(Cell.of(p.column(), content.contentType())))))
        .orElse(List.of());
  }

  private static Optional<PropertyStorage.Scalar> typeProperty(
      EntityStorage type, StreamRule rule) {
    @Nullable PropertyStorage found =
        rule.property() == null ? null : type.properties().get(rule.property());
    return Optional.ofNullable(found).flatMap(PropertyStorage::asScalar);
  }

  private void requireWritable(EdmProperty property) {
    Handling handling = rules.of(property).map(PropertyRule::onUpdate).orElse(Handling.TAKEN);
    if (handling == Handling.IGNORED) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED, property.getName() + " cannot be changed.");
    }
  }

  private static void requireNullable(PropertyStorage.Stream stream) {
    if (stream.property() != null && !stream.property().isNullable()) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE, "'" + stream.name() + "': must not be null.", stream.name());
    }
  }

  private static void refuse(Optional<Detail> wrong) {
    wrong.ifPresent(
        detail -> {
          throw ODataException.of(List.of(detail));
        });
  }

  private static WriteRequest with(
      WriteRequest request, List<Segment> path, WriteRequest.Body body, @Nullable String ifMatch) {
    return new WriteRequest(
        request.method(),
        path,
        request.options(),
        body,
        ifMatch,
        null,
        request.strict(),
        request.version401(),
        request.ids(),
        request.caller());
  }
}
