package dev.edmund.format.transfer;

import dev.edmund.format.json.EntityWriter;
import dev.edmund.format.json.JsonBuffer;
import dev.edmund.format.json.JsonOptions;
import dev.edmund.format.json.JsonOptions.Metadata;
import dev.edmund.format.json.JsonOptions.Omit;
import dev.edmund.format.json.ValueAnnotations;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import dev.edmund.store.Row;
import java.io.IOException;
import java.io.OutputStream;

/** Entities as JSON, each on a line of its own. */
final class JsonOutput implements EntityOutput {
  /** References are relative to the service, and lookups of many types say which they lead to. */
  private static final JsonOptions OPTIONS =
      new JsonOptions(
          Metadata.MINIMAL,
          false,
          ValueAnnotations.LOOKUP_NAVIGATION::equals,
          "",
          Omit.NOTHING,
          true,
          false,
          false);

  private final EntityWriter writer;
  private final Frame frame;
  private final JsonBuffer buffer = new JsonBuffer();
  private boolean first = true;

  /** What stands around the entities. */
  enum Frame {
    NOTHING,
    ARRAY
  }

  JsonOutput(EntityShape shape, Dialect dialect, Frame frame) {
    this.writer = EntityWriter.compile(shape, OPTIONS, dialect);
    this.frame = frame;
  }

  @Override
  public void begin(OutputStream out) throws IOException {
    if (frame == Frame.ARRAY) {
      buffer.raw("[\n").writeTo(out);
    }
  }

  @Override
  public void write(Row row, OutputStream out) throws IOException {
    buffer.clear();
    if (!first) {
      buffer.raw(frame == Frame.ARRAY ? ",\n" : "\n");
    }
    first = false;
    writer.write(row, buffer);
    buffer.writeTo(out);
  }

  @Override
  public void end(OutputStream out) throws IOException {
    buffer.clear();
    if (!first) {
      buffer.raw('\n');
    }
    if (frame == Frame.ARRAY) {
      buffer.raw("]\n");
    }
    buffer.writeTo(out);
  }
}
