package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import java.util.Optional;

/** Plans the reading of streams: of media entities and of stream properties. */
final class StreamPlanner {
  private StreamPlanner() {}

  /** The stream that a path leads to, if it is one (Part 1, 11.2.3 and 11.2.4). */
  static Optional<PropertyStorage.Stream> of(Resource resource) {
    PropertyStorage property = resource.property();
    if (property != null) {
      return property.asStream();
    }
    return resource.form() == Resource.Form.VALUE
        ? Optional.ofNullable(resource.entity().entity().media())
        : Optional.empty();
  }

  static Plan.Stream plan(Model model, Resource resource, PropertyStorage.Stream stream) {
    if (!resource.single()) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "A key is missing before " + stream.name() + ".", stream.name());
    }
    EntityAlias entity = resource.entity();
    QueryBuilder builder = entity.builder();
    int owner = builder.select(entity.rowId());
    int contentType = builder.select(entity.column(stream.contentType()));
    int length = builder.select(entity.column(stream.length()));
    int etag = builder.select(entity.column(stream.etag()));
    DispositionPlanner dispositions = new DispositionPlanner(model);
    Disposition disposition =
        resource.property() == null
            ? dispositions.ofMedia(entity)
            : dispositions.ofProperty(entity, resource.path());
    return new Plan.Stream(
        builder.build(1L, 0),
        owner,
        contentType,
        length,
        etag,
        disposition,
        stream,
        resource.found());
  }
}
