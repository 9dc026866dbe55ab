package dev.edmund.format.json;

import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes entities that are not in a result any more (JSON Format, 15.3). */
final class RemovedWriter {
  private static final byte[] REMOVED =
      "\"@removed\":{\"reason\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = JsonBuffer.name("id");
  private static final byte[] CONTROL_ID = JsonBuffer.name("@odata.id");
  private static final byte[] REASON = JsonBuffer.name("reason");

  private RemovedWriter() {}

  static boolean writes(EntityShape shape) {
    return shape.form() == EntityShape.Form.REMOVED || shape.form() == EntityShape.Form.DELETED;
  }

  /**
   * The members of such an entity.
   *
   * @param reason the column that says why
   */
  static List<MemberWriter> of(EntityShape shape, int reason, JsonOptions options) {
    boolean legacy = shape.form() == EntityShape.Form.DELETED;
    List<MemberWriter> writers = new ArrayList<>();
    if (legacy || options.metadata() == JsonOptions.Metadata.FULL) {
      writers.add(
          WriterCompiler.constant(
              "@odata.context",
              options.serviceRoot() + "$metadata#" + shape.identity().path() + "/$deletedEntity"));
    }
    String root = options.serviceRoot();
    if (legacy) {
      Member.Value key = options.deletedByKey() ? IdWriter.onlyKey(shape.identity()) : null;
      writers.add(
          key == null
              ? (frame, out) -> out.member(ID).string(root + frame.path())
              : (frame, out) ->
                  out.member(ID)
                      .string(Objects.requireNonNull(ValueEncoders.text(frame.row(), key))));
      writers.add((frame, out) -> out.member(REASON).quoted(reason(frame, reason)));
    } else {
      writers.add((frame, out) -> out.member(REMOVED).quoted(reason(frame, reason)).raw('}'));
      writers.add((frame, out) -> out.member(CONTROL_ID).string(root + frame.path()));
    }
    return writers;
  }

  private static byte[] reason(Frame frame, int column) {
    byte[] reason = frame.row().bytes(column);
    if (reason == null) {
      throw new IllegalStateException("There is a reason for each");
    }
    return reason;
  }
}
