package dev.edmund.request;

import dev.edmund.request.path.Segment;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What a resource path addresses.
 *
 * @param type the type of the value or of the items; null where there is none
 */
record Resource(List<Segment> segments, Kind kind, @Nullable EdmType type, boolean collection) {

  /** The kinds of resources, by what can be asked of them. */
  enum Kind {
    SERVICE("the service"),
    METADATA("$metadata"),
    BATCH("$batch"),
    ENTITY_ID("$entity"),
    CROSSJOIN("$crossjoin"),
    VALUES("this resource"),
    NOTHING("an operation without a result"),
    COUNT("$count"),
    REFERENCES("$ref"),
    RAW("$value"),
    EACH("$each");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
