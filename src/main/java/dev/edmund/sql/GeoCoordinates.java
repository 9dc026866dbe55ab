package dev.edmund.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stored GeoJSON text says, as the geo functions need it.
 *
 * @param type the GeoJSON type
 * @param lines the positions, of each line or ring; one of one position for a point
 */
record GeoCoordinates(String type, List<List<Position>> lines) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String CRS = "\"crs\"";
  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{1,6})");

  /** Without altitude and measure, which these functions do not look at. */
  record Position(BigDecimal x, BigDecimal y) {}

  static GeoCoordinates read(String json) {
    try (JsonParser in = JSON.createParser(json)) {
      String type = "";
      List<List<Position>> lines = new ArrayList<>();
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "type" -> type = in.getText();
          case "coordinates" -> lines = lines(in);
          default -> in.skipChildren();
        }
      }
      return new GeoCoordinates(type, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Arrays of arrays, however deep: a position is what has numbers, a line what has positions. */
  private static List<List<Position>> lines(JsonParser in) throws IOException {
    List<List<Position>> lines = new ArrayList<>();
    List<Position> line = new ArrayList<>();
    List<BigDecimal> numbers = new ArrayList<>();
    int depth = 1;
    while (depth > 0) {
      switch (in.nextToken()) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> {
          depth--;
          if (!numbers.isEmpty()) {
            line.add(new Position(numbers.get(0), numbers.get(1)));
            numbers.clear();
          } else if (!line.isEmpty()) {
            lines.add(line);
            line = new ArrayList<>();
          }
        }
        default -> numbers.add(new BigDecimal(in.getText()));
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  /** The coordinate system that a stored text names, or else the one that goes without saying. */
  static long srid(String json, long implied) {
    if (!json.contains(CRS)) {
      return implied;
    }
    Matcher named = EPSG.matcher(json);
    return named.find() ? Long.parseLong(named.group(1)) : implied;
  }
}
