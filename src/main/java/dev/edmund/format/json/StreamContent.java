package dev.edmund.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.edmund.core.Limits;
import dev.edmund.plan.shape.Member;
import dev.edmund.sql.NestedSql;
import dev.edmund.store.Row;
import dev.edmund.store.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes the bytes of a stream into the entity it belongs to (JSON Format, 9 and 10). */
final class StreamContent {
  private static final Pattern JSON =
      Pattern.compile("application/(json|[^;\\s]+\\+json)\\s*(;.*)?");
  private static final Pattern TEXT = Pattern.compile("text/[^;\\s]+\\s*(;.*)?");
  private static final Pattern CHARSET =
      Pattern.compile(".*;\\s*charset\\s*=\\s*\"?([^\";\\s]+).*");
  private static final JsonFactory PARSER = new JsonFactory();

  private StreamContent() {}

  static MemberWriter of(Member.Stream stream, NestedSql chunks, boolean exact) {
    boolean media = stream.name().isEmpty();
    byte[] name = JsonBuffer.name(media ? "$value" : stream.name());
    int contentType = stream.contentType();
    return (frame, out) -> {
      byte[] type = frame.row().bytes(contentType);
      out.member(name);
      if (type == null) {
        out.nullValue();
        return;
      }
      byte[] bytes = all(frame.row(), chunks);
      write(bytes, media || exact ? "" : new String(type, StandardCharsets.UTF_8), out);
    };
  }

  /** All bytes of the stream of a row. */
  static byte[] all(Row row, NestedSql chunks) {
    try (Rows rows = row.related(chunks)) {
      return all(rows);
    }
  }

  private static byte[] all(Rows chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (chunks.next()) {
      byte[] chunk = chunks.bytes(0);
      if (chunk != null) {
        if ((long) all.size() + chunk.length > JsonBuffer.MOST) {
          throw Limits.exceeded("bufferedBytes", JsonBuffer.MOST, "$expand");
        }
        all.writeBytes(chunk);
      }
    }
    return all.toByteArray();
  }

  /** As the media type has it; what is not what its type says is written as bytes. */
  private static void write(byte[] bytes, String mediaType, JsonBuffer out) {
    String type = mediaType.toLowerCase(Locale.ROOT).trim();
    if (JSON.matcher(type).matches() && isJson(bytes)) {
      out.raw(bytes);
    } else if (TEXT.matcher(type).matches() && isUtf8(type) && isText(bytes)) {
      out.string(bytes);
    } else {
      out.quoted(Base64.getUrlEncoder().withoutPadding().encode(bytes));
    }
  }

  private static boolean isUtf8(String type) {
    var charset = CHARSET.matcher(type);
    return !charset.matches()
        || charset.group(1).equals("utf-8")
        || charset.group(1).equals("us-ascii");
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isJson(byte[] bytes) {
    if (!isText(bytes)) {
      return false;
    }
    try (JsonParser in = PARSER.createParser(bytes)) {
      if (in.nextToken() == null) {
        return false;
      }
      in.skipChildren();
      return in.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
