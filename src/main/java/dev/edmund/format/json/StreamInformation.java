package dev.edmund.format.json;

import dev.edmund.plan.shape.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The control information of media entities and stream properties (JSON Format, 4.6.14). */
final class StreamInformation {
  private StreamInformation() {}

  /**
   * The writers for a stream: type and ETag of its bytes, and with full metadata where they are.
   *
   * @param path what leads from the URL of the entity to its members
   */
  static List<MemberWriter> of(Member.Stream stream, String path, JsonOptions options) {
    JsonOptions.Metadata metadata = options.metadata();
    if (metadata == JsonOptions.Metadata.NONE) {
      // Without its type nobody could read a stream that is there itself (JSON Format, 9).
      return stream.content() == null ? List.of() : List.of(contentType(stream));
    }
    List<MemberWriter> writers = new ArrayList<>();
    if (metadata == JsonOptions.Metadata.FULL) {
      writers.add(
          links(stream.name(), path + (stream.name().isEmpty() ? "$value" : stream.name())));
    }
    writers.add(contentType(stream));
    if (options.exact()) {
      return writers;
    }
    byte[] tag = JsonBuffer.name(stream.name() + "@odata.mediaEtag");
    int etag = stream.etag();
    writers.add(
        (frame, out) -> {
          byte[] value = frame.row().bytes(etag);
          if (value != null) {
            out.member(tag).string('"' + new String(value, StandardCharsets.UTF_8) + '"');
          }
        });
    return writers;
  }

  private static MemberWriter contentType(Member.Stream stream) {
    byte[] type = JsonBuffer.name(stream.name() + "@odata.mediaContentType");
    int contentType = stream.contentType();
    return (frame, out) -> {
      byte[] value = frame.row().bytes(contentType);
      if (value != null) {
        out.member(type).string(value);
      }
    };
  }

  /** A stream that is not there yet has a URL too. */
  private static MemberWriter links(String name, String end) {
    byte[] edit = JsonBuffer.name(name + "@odata.mediaEditLink");
    byte[] read = JsonBuffer.name(name + "@odata.mediaReadLink");
    return (frame, out) -> {
      String url = frame.path() + end;
      out.member(edit).string(url);
      out.member(read).string(url);
    };
  }
}
