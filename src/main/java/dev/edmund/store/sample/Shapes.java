package dev.edmund.store.sample;

import dev.edmund.request.payload.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Small shapes on the map as GeoJSON (RFC 7946). */
final class Shapes {
  private static final double SIDE = 0.5;

  private Shapes() {}

  static boolean isShape(EdmType type) {
    return type.getKind() == EdmTypeKind.PRIMITIVE && type.getName().startsWith("Geo");
  }

  static JsonValue of(Rule rule, Dice dice) {
    String name = rule.type().getName().replaceFirst("Geography|Geometry", "");
    String kind =
        switch (name) {
          case "" -> "Point";
          case "Collection" -> "GeometryCollection";
          default -> name;
        };
    return shape(kind, dice, rule.srid());
  }

  private static JsonValue shape(String kind, Dice dice, @Nullable String srid) {
    double x = dice.between(-1_700, 1_700) / 10.0;
    double y = dice.between(-800, 800) / 10.0;
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("type", JsonValue.string(kind));
    switch (kind) {
      case "Point" -> members.put("coordinates", point(x, y));
      case "LineString", "MultiPoint" -> members.put("coordinates", line(x, y));
      case "MultiLineString" -> members.put("coordinates", array(line(x, y)));
      case "Polygon" -> members.put("coordinates", array(ring(x, y)));
      case "MultiPolygon" -> members.put("coordinates", array(array(ring(x, y))));
      default -> members.put("geometries", array(shape("Point", dice, null)));
    }
    if (srid != null && srid.matches("\\d+")) {
      JsonValue name = JsonValue.object(Map.of("name", JsonValue.string("EPSG:" + srid)));
      Map<String, JsonValue> crs = new LinkedHashMap<>();
      crs.put("type", JsonValue.string("name"));
      crs.put("properties", name);
      members.put("crs", JsonValue.object(crs));
    }
    return JsonValue.object(members);
  }

  private static JsonValue array(JsonValue... items) {
    return JsonValue.array(List.of(items));
  }

  private static JsonValue point(double x, double y) {
    return array(JsonValue.number(Double.toString(x)), JsonValue.number(Double.toString(y)));
  }

  private static JsonValue line(double x, double y) {
    return array(point(x, y), point(x + SIDE, y + SIDE));
  }

  /** Counter-clockwise and closed (RFC 7946, 3.1.6). */
  private static JsonValue ring(double x, double y) {
    return array(
        point(x, y),
        point(x + SIDE, y),
        point(x + SIDE, y + SIDE),
        point(x, y + SIDE),
        point(x, y));
  }
}
