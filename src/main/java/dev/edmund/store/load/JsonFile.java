package dev.edmund.store.load;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.edmund.core.Limits;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Place;
import java.io.IOException;
import java.io.Reader;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the entities of one set, or one singleton, from a JSON file, one entity at a time. */
final class JsonFile {
  /** More bytes than base64url fits into it are better off in a file of their own. */
  private static final int MAX_STRING = 64 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.defaults().depth())
                  .maxStringLength(MAX_STRING)
                  .build())
          .build();

  private final Window window;

  JsonFile(EntityStorage declared, Where where, EntityReader entities) {
    this.window = new Window(entities, declared, where);
  }

  /** How entities stand in a file. */
  enum Form {
    /** One object, as for a singleton. */
    SINGLE,
    /** An array, or an object with it in {@code value}. */
    ARRAY,
    /** One object after the other. */
    LINES
  }

  /**
   * Reads all entities.
   *
   * @param name what messages call the file
   * @return the number of entities on the top level
   */
  long read(String name, Reader text, Form form, LongConsumer progress) {
    try (JsonParser parser = JSON.createParser(text)) {
      try {
        JsonToken first = parser.nextToken();
        long rows =
            switch (form) {
              case SINGLE -> one(name, parser, first);
              case ARRAY -> many(name, parser, first, progress);
              case LINES -> lines(name, parser, first, progress);
            };
        if (parser.nextToken() != null) {
          throw place(name, parser).problem("expected the end of the file");
        }
        window.flush();
        return rows;
      } catch (DataException e) {
        window.flush(); // An entity before the error may have one too.
        throw e;
      } catch (JacksonException e) {
        window.flush();
        // Errors about limits do not say where they are, the parser does.
        long said = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        long line = Math.max(said, parser.currentLocation().getLineNr());
        throw new DataException(new Place(name, line) + ": the file is no JSON: " + reason(e), e);
      }
    } catch (IOException e) {
      throw new DataException(name + ": " + DataFiles.reason(e), e);
    }
  }

  /** Without the names of methods that stand in the messages about limits. */
  private static String reason(JacksonException e) {
    return e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
  }

  private static Place place(String name, JsonParser parser) {
    return new Place(name, Math.max(1, parser.currentTokenLocation().getLineNr()));
  }

  private long one(String name, JsonParser parser, JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      throw place(name, parser).problem("expected one object");
    }
    entity(name, parser);
    return 1;
  }

  private long lines(
      String name, JsonParser parser, @Nullable JsonToken first, LongConsumer progress)
      throws IOException {
    long rows = 0;
    for (JsonToken token = first; token != null; token = parser.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw place(name, parser).problem("expected an object");
      }
      entity(name, parser);
      progress.accept(++rows);
    }
    return rows;
  }

  private long many(String name, JsonParser parser, JsonToken first, LongConsumer progress)
      throws IOException {
    if (first == JsonToken.START_ARRAY) {
      return array(name, parser, progress);
    }
    long rows = -1;
    while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      if (member.equals("value") && parser.currentToken() == JsonToken.START_ARRAY) {
        rows = array(name, parser, progress);
      } else if (member.startsWith("@")) {
        parser.skipChildren();
      } else {
        throw place(name, parser).problem("expected only 'value' with an array");
      }
    }
    if (rows < 0) {
      throw place(name, parser).problem("expected an array, or an object with it in 'value'");
    }
    return rows;
  }

  private long array(String name, JsonParser parser, LongConsumer progress) throws IOException {
    long rows = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      entity(name, parser);
      progress.accept(++rows);
    }
    return rows;
  }

  private void entity(String name, JsonParser parser) throws IOException {
    long begin = parser.currentTokenLocation().getCharOffset();
    At at = new At(name, "", JsonValue.read(parser));
    window.add(at, parser.currentLocation().getCharOffset() - begin);
  }
}
