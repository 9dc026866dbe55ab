package dev.edmund.conventions.dataverse.fetch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes an answer of the service into the rows of FetchXML while it is written: columns of linked
 * tables stand beside those of the entity, under the names that the query gave, and those without a
 * value are left out. Bytes go through as they come; no more is kept than a name.
 */
final class FlatRows extends OutputStream {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser in;
  private final ByteArrayFeeder feeder;
  private final JsonGenerator out;
  private final Envelope envelope;

  /** What is around the rows. */
  interface Envelope {
    /** The context of the rows, from that of the service. */
    String context(String ofService);

    /** All rows have come. */
    void end(@Nullable String nextLink, JsonGenerator out) throws IOException;
  }

  /** The objects that are open; the last is that of the rows' array or within it. */
  private final Deque<Output> objects = new ArrayDeque<>();

  private final Output rows;
  private List<Output.Column> columns = List.of();
  private String suffix = "";
  private @Nullable Output next;
  private @Nullable String nextLink;
  private String member = "";
  private int copied;
  private int skipped;
  private boolean started;
  private boolean inRows;

  /**
   * Writes to a stream.
   *
   * @param rows where the members of a row go to
   */
  FlatRows(OutputStream out, Output rows, Envelope envelope) throws IOException {
    this.in = JSON.createNonBlockingByteArrayParser();
    this.feeder = (ByteArrayFeeder) in.getNonBlockingInputFeeder();
    this.out = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.rows = rows;
    this.envelope = envelope;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    feeder.feedInput(bytes, offset, offset + length);
    take();
  }

  /** All bytes have come. */
  void end() throws IOException {
    feeder.endOfInput();
    take();
    out.close();
  }

  private void take() throws IOException {
    for (JsonToken token = in.nextToken();
        token != null && token != JsonToken.NOT_AVAILABLE;
        token = in.nextToken()) {
      take(token);
    }
  }

  private void take(JsonToken token) throws IOException {
    if (skipped > 0) {
      skipped += depth(token);
    } else if (copied > 0) {
      copied += depth(token);
      event(token);
    } else if (!inRows) {
      around(token);
    } else {
      within(token);
    }
  }

  private static int depth(JsonToken token) {
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }

  /** What stands before and behind the rows. */
  private void around(JsonToken token) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      member = in.currentName();
    } else if (token == JsonToken.START_OBJECT && !started) {
      started = true;
      out.writeStartObject();
    } else if (token == JsonToken.END_OBJECT) {
      envelope.end(nextLink, out);
      out.writeEndObject();
    } else if (token == JsonToken.START_ARRAY && member.equals("value")) {
      inRows = true;
      out.writeFieldName(member);
      out.writeStartArray();
    } else {
      other(token);
    }
  }

  private void other(JsonToken token) throws IOException {
    switch (member) {
      case "@odata.nextLink", "@nextLink" -> nextLink = in.getText();
      case "@odata.context", "@context" ->
          out.writeStringField(member, envelope.context(in.getText()));
      default -> {
        out.writeFieldName(member);
        copy(token);
      }
    }
  }

  private void within(JsonToken token) throws IOException {
    switch (token) {
      case FIELD_NAME -> name(in.currentName());
      case START_OBJECT -> {
        if (objects.isEmpty()) {
          objects.push(rows);
          out.writeStartObject();
        } else if (next != null) {
          objects.push(next);
        } else {
          value(token);
        }
      }
      case END_OBJECT -> {
        objects.pop();
        if (objects.isEmpty()) {
          out.writeEndObject();
        }
      }
      case END_ARRAY -> {
        inRows = false;
        out.writeEndArray();
      }
      default -> value(token);
    }
  }

  /** Where the value goes to that comes next. */
  private void name(String name) {
    Output at = objects.getFirst();
    int annotation = name.indexOf('@');
    next = annotation < 0 ? at.inside(name) : null;
    suffix = annotation < 0 ? "" : name.substring(annotation);
    if (annotation == 0) {
      // What is said of a row is said of the entity alone.
      columns = objects.size() == 1 ? List.of(new Output.Column("", false)) : List.of();
    } else {
      columns = at.columns(annotation < 0 ? name : name.substring(0, annotation));
    }
    // The type of a made value tells no more than the value.
    if (suffix.equals("@odata.type") && Output.isMade(name)) {
      columns = List.of();
    }
  }

  private void value(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      for (Output.Column column : columns) {
        if (column.zero()) {
          out.writeNumberField(column.name(), 0);
        }
      }
      return;
    }
    if (columns.isEmpty()) {
      skipped = depth(token);
      return;
    }
    if (token.isStructStart()) {
      out.writeFieldName(columns.get(0).name() + suffix);
      copy(token);
      return;
    }
    for (Output.Column column : columns) {
      out.writeFieldName(column.name() + suffix);
      copy(token);
    }
  }

  private void copy(JsonToken token) throws IOException {
    copied = depth(token);
    event(token);
  }

  /** Numbers keep all their digits. */
  private void event(JsonToken token) throws IOException {
    if (token.isNumeric()) {
      out.writeNumber(in.getText());
    } else {
      out.copyCurrentEvent(in);
    }
  }
}
