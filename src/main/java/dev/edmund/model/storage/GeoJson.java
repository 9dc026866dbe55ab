package dev.edmund.model.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shapes as GeoJSON (RFC 7946, with the crs object of JSON Format, 7.1). */
final class GeoJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();
  private static final Pattern CRS =
      Pattern.compile("(?:EPSG:|urn:ogc:def:crs:EPSG:[^:]*:)(\\d{1,6})");
  private static final String WGS_84 = "urn:ogc:def:crs:OGC:1.3:CRS84";

  private GeoJson() {}

  /** A shape and its coordinate system; null where none is told. */
  record Read(GeoShape shape, @Nullable Integer srid) {}

  static Read read(String text) {
    try {
      JsonNode object = JSON.readTree(text);
      if (object == null || !object.isObject()) {
        throw new IllegalArgumentException("expected a GeoJSON object");
      }
      return new Read(shape(object), srid(object.get("crs")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected a GeoJSON object", e);
    }
  }

  private static @Nullable Integer srid(@Nullable JsonNode crs) {
    if (crs == null || crs.isNull()) {
      return null;
    }
    String name = crs.path("properties").path("name").asText();
    if (name.equals(WGS_84)) {
      return GeoText.GEOGRAPHY_SRID;
    }
    Matcher m = CRS.matcher(name);
    if (!crs.path("type").asText().equals("name") || !m.matches()) {
      throw new IllegalArgumentException("expected a crs by name, such as EPSG:4326");
    }
    return Integer.valueOf(m.group(1));
  }

  private static GeoShape shape(JsonNode object) {
    String type = object.path("type").asText();
    GeoShape.Kind kind =
        Arrays.stream(GeoShape.Kind.values())
            .filter(k -> k.text().equals(type) && k != GeoShape.Kind.RING)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("expected the type of a GeoJSON geometry"));
    if (kind != GeoShape.Kind.COLLECTION) {
      return shape(kind, object.path("coordinates"));
    }
    List<GeoShape> parts = new ArrayList<>();
    for (JsonNode part : array(object.path("geometries"), "geometries")) {
      parts.add(shape(part));
    }
    return new GeoShape(kind, List.of(), parts);
  }

  private static GeoShape shape(GeoShape.Kind kind, JsonNode coordinates) {
    array(coordinates, "coordinates");
    List<String> position = new ArrayList<>();
    List<GeoShape> parts = new ArrayList<>();
    for (JsonNode item : coordinates) {
      if (kind == GeoShape.Kind.POINT) {
        position.add(GeoNumbers.canonical(item.isNumber() ? item.asText() : ""));
      } else {
        parts.add(shape(kind.part(), item));
      }
    }
    return new GeoShape(kind, position, parts);
  }

  private static JsonNode array(JsonNode node, String name) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("expected an array of " + name + " for the GeoJSON type");
    }
    return node;
  }

  /**
   * The canonical text.
   *
   * @param srid null where the coordinate system goes without saying
   */
  static String write(GeoShape shape, @Nullable Integer srid) {
    StringBuilder out = new StringBuilder(64);
    begin(shape, out);
    if (srid != null) {
      out.append(",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:")
          .append(srid)
          .append("\"}}");
    }
    return out.append('}').toString();
  }

  private static void begin(GeoShape shape, StringBuilder out) {
    boolean collection = shape.kind() == GeoShape.Kind.COLLECTION;
    out.append("{\"type\":\"").append(shape.kind().text()).append("\",\"");
    out.append(collection ? "geometries" : "coordinates").append("\":");
    if (!collection) {
      coordinates(shape, out);
      return;
    }
    String separator = "[";
    for (GeoShape part : shape.parts()) {
      begin(part, out.append(separator));
      out.append('}');
      separator = ",";
    }
    out.append(shape.parts().isEmpty() ? "[]" : "]");
  }

  private static void coordinates(GeoShape shape, StringBuilder out) {
    out.append('[').append(String.join(",", shape.position()));
    String separator = "";
    for (GeoShape part : shape.parts()) {
      coordinates(part, out.append(separator));
      separator = ",";
    }
    out.append(']');
  }
}
