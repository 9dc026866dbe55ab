package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The control information of an entity (JSON Format, 4.6). */
final class ControlInformation {
  private static final byte[] ETAG = JsonBuffer.name("@odata.etag");
  private static final byte[] EDIT_LINK = JsonBuffer.name("@odata.editLink");
  private static final byte[] WEAK = "\"W/\\\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\\\"\"".getBytes(StandardCharsets.US_ASCII);

  private final JsonOptions options;

  ControlInformation(JsonOptions options) {
    this.options = options;
  }

  /**
   * The control information that stands before the members.
   *
   * @param withETag whether the ETag is among it, and not written with the members
   */
  List<MemberWriter> of(EntityShape shape, EntityShape.Variant variant, boolean withETag) {
    if (shape.reference()) {
      return List.of(IdWriter.of(shape.identity(variant), options.serviceRoot()));
    }
    boolean full = options.metadata() == JsonOptions.Metadata.FULL;
    boolean identified = shape.identified();
    List<MemberWriter> writers = new ArrayList<>();
    if (options.metadata() == JsonOptions.Metadata.NONE || shape.form() == EntityShape.Form.ROW) {
      return writers;
    }
    if (full || shape.told() || isDerived(shape, variant)) {
      writers.add(
          WriterCompiler.constant("@odata.type", "#" + ValueEncoders.typeName(variant.type())));
    }
    // Without its key an entity tells who it is by its id (JSON Format, 4.6.8).
    if (identified && (full || shape.told() || !hasKey(shape.identity(variant), variant))) {
      writers.add(IdWriter.of(shape.identity(variant), options.serviceRoot()));
    }
    if (withETag && variant.version() >= 0 && !options.exact()) {
      writers.add(etag(variant.version()));
    }
    if (full && identified) {
      String cast = cast(shape, variant);
      writers.add((frame, out) -> out.member(EDIT_LINK).string(frame.path() + cast));
    }
    return writers;
  }

  /** The links of the navigation properties by their names; none but with full metadata. */
  Map<String, MemberWriter> links(EntityShape shape, EntityShape.Variant variant) {
    Map<String, MemberWriter> links = new LinkedHashMap<>();
    if (options.metadata() == JsonOptions.Metadata.FULL && shape.identified()) {
      String cast = cast(shape, variant);
      for (String name : variant.type().getNavigationPropertyNames()) {
        links.put(name, links(name, cast + "/" + name));
      }
    }
    return links;
  }

  /** What only the derived type has is reached through a cast (JSON Format, 4.6.9). */
  static String cast(EntityShape shape, EntityShape.Variant variant) {
    return isDerived(shape, variant) ? "/" + ValueEncoders.typeName(variant.type()) : "";
  }

  private static boolean isDerived(EntityShape shape, EntityShape.Variant variant) {
    return !variant.type().getFullQualifiedName().equals(shape.declared().getFullQualifiedName());
  }

  private static boolean hasKey(EntityShape.Identity identity, EntityShape.Variant variant) {
    return identity.key().stream()
        .allMatch(part -> variant.members().stream().anyMatch(m -> m.name().equals(part.name())));
  }

  private static MemberWriter etag(int version) {
    return (frame, out) -> {
      byte[] value = frame.row().bytes(version);
      if (value != null) {
        out.member(ETAG).raw(WEAK).raw(value).raw(END);
      }
    };
  }

  private static MemberWriter links(String property, String end) {
    byte[] association = JsonBuffer.name(property + "@odata.associationLink");
    byte[] navigation = JsonBuffer.name(property + "@odata.navigationLink");
    return (frame, out) -> {
      String path = frame.path() + end;
      out.member(association).string(path + "/$ref");
      out.member(navigation).string(path);
    };
  }
}
