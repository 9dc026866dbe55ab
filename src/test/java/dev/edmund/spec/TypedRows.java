package dev.edmund.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/**
 * Entities with two properties of each primitive type, nullable and full of edge values.
 *
 * @param json the data file
 * @param values by position and property, nulls left out
 */
record TypedRows(String json, List<Map<String, Object>> values) {
  /** The values of each type, few enough that many are equal. */
  static final Map<String, List<String>> POOLS =
      Map.ofEntries(
          pool("Int32", "0", "1", "-1", "2", "7", "-7", "100", "2147483647", "-2147483648"),
          pool(
              "Int64",
              "0",
              "3",
              "-5",
              "9007199254740993",
              "9223372036854775807",
              "-9223372036854775808",
              "4294967296"),
          pool("Byte", "0", "1", "7", "255"),
          pool("SByte", "0", "-1", "3", "127", "-128"),
          pool("Int16", "0", "5", "-300", "32767", "-32768"),
          pool(
              "Decimal",
              "0",
              "0.1",
              "-0.1",
              "1",
              "2.5",
              "-2.5",
              "3.5",
              "9007199254740993",
              "0.3",
              "12345678901234567890.12345",
              "-0.00000000000000000000000000000000000001",
              "1e30"),
          pool("Decimal4", "0", "0.5", "-0.5", "1234.5678", "-7", "99999999999999.9999"),
          pool(
              "Double",
              "0",
              "0.1",
              "0.5",
              "-2.5",
              "3",
              "1e300",
              "-1e300",
              "1e-300",
              "1e22",
              "9007199254740992",
              "0.49999999999999994",
              "INF",
              "-INF",
              "NaN"),
          pool("Single", "0", "0.1", "1.5", "-2.5", "16777216", "3e38", "1e-40", "INF", "NaN"),
          pool(
              "String",
              "",
              "a",
              "A",
              "ab",
              "abc",
              " b ",
              "\u00a0é\u2003",
              "É",
              "𝄞b",
              "a𝄞b𝄞",
              "Straße",
              "\u0308",
              "12",
              "-7",
              "2.50",
              "1e3",
              "true",
              "2024-02-29",
              "2023-02-29",
              "08:15:00.5",
              "PT1H30M",
              "-P1D",
              "2024-02-29T12:00:00+02:00",
              "INF",
              "it's",
              "01234567-89AB-cdef-0123-456789abcdef",
              "\ufffd",
              "300"),
          pool("Boolean", "true", "false"),
          pool(
              "Guid",
              "01234567-89ab-cdef-0123-456789abcdef",
              "00000000-0000-0000-0000-000000000000",
              "ffffffff-ffff-ffff-ffff-ffffffffffff",
              "80000000-0000-0000-0000-000000000000"),
          pool(
              "Date",
              "0001-01-01",
              "9999-12-31",
              "2024-02-29",
              "1970-01-01",
              "1969-12-31",
              "2000-03-01",
              "1900-02-28"),
          pool("TimeOfDay", "00:00:00", "23:59:59.999999999999", "08:15:00.5", "12:00:00"),
          pool(
              "DateTimeOffset",
              "0001-01-01T00:00:00Z",
              "9999-12-31T23:59:59.999999999999Z",
              "2024-02-29T23:30:00.5-05:30",
              "2024-03-01T05:00:00.5Z",
              "1970-01-01T00:00:00Z",
              "1969-12-31T23:59:59.25Z",
              "2025-01-01T00:45:00.000000000001+01:30",
              "2000-01-01T00:00:00+14:00",
              "1600-02-29T12:34:56.789-14:00"),
          pool(
              "Duration",
              "PT0S",
              "PT1S",
              "-PT0.5S",
              "P1D",
              "-P1D",
              "PT36H",
              "P400DT1H2M3.25S",
              "-P3652058D",
              "PT0.000000000001S"),
          pool("Binary", "", "_w", "AQID"),
          pool("Hue", "Red", "Green", "Blue"),
          pool("Looks", "Dotted", "Striped", "Dotted,Striped", "Plain"));

  /** The names of properties and their pools. */
  private static final Map<String, String> PROPERTIES = properties();

  private static final Map<String, Long> MEMBERS =
      Map.of(
          "Red",
          1L,
          "Green",
          2L,
          "Blue",
          -3L,
          "Dotted",
          1L,
          "Striped",
          2L,
          "Dotted,Striped",
          3L,
          "Plain",
          4L);

  private static Map.Entry<String, List<String>> pool(String name, String... values) {
    return Map.entry(name, List.of(values));
  }

  private static Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    String all =
        "I1 Int32 I2 Int32 L1 Int64 L2 Int64 By Byte Sb SByte Sh Int16 D1 Decimal D2 Decimal"
            + " Q1 Decimal4 F1 Double F2 Double R1 Single R2 Single T1 String T2 String T3 String"
            + " O1 Boolean O2 Boolean U1 Guid U2 Guid A1 Date A2 Date C1 TimeOfDay C2 TimeOfDay"
            + " M1 DateTimeOffset M2 DateTimeOffset P1 Duration P2 Duration X1 Binary X2 Binary"
            + " N1 Hue N2 Hue K1 Looks K2 Looks";
    String[] words = all.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      properties.put(words[i], words[i + 1]);
    }
    return properties;
  }

  /** What stands in the schema. */
  static String schema() {
    String declared =
        PROPERTIES.entrySet().stream()
            .map(p -> "<Property Name='%s' %s/>".formatted(p.getKey(), type(p.getValue())))
            .collect(Collectors.joining());
    return "<EnumType Name='Hue'><Member Name='Red' Value='1'/><Member Name='Green' Value='2'/>"
        + "<Member Name='Blue' Value='-3'/></EnumType>"
        + "<EnumType Name='Looks' IsFlags='true'><Member Name='Dotted' Value='1'/>"
        + "<Member Name='Striped' Value='2'/><Member Name='Plain' Value='4'/></EnumType>"
        + "<EntityType Name='Row'><Key><PropertyRef Name='Id'/></Key>"
        + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
        + declared
        + "<Property Name='Ns' Type='Collection(Edm.Int32)' Nullable='false'/>"
        + "<Property Name='Ts' Type='Collection(Edm.String)' Nullable='false'/></EntityType>"
        + "<EntityContainer Name='C'><EntitySet Name='Rows' EntityType='self.Row'/>"
        + "</EntityContainer>";
  }

  private static String type(String pool) {
    return switch (pool) {
      case "Decimal" -> "Type='Edm.Decimal' Scale='variable'";
      case "Decimal4" -> "Type='Edm.Decimal' Precision='18' Scale='4'";
      case "TimeOfDay", "DateTimeOffset", "Duration" -> "Type='Edm." + pool + "' Precision='12'";
      case "Hue", "Looks" -> "Type='self." + pool + "'";
      default -> "Type='Edm." + pool + "'";
    };
  }

  private static Object value(String pool, String text) {
    Long member = MEMBERS.get(text);
    if (member != null && (pool.equals("Hue") || pool.equals("Looks"))) {
      return member;
    }
    String kind = pool.equals("Decimal4") ? "Decimal" : pool;
    return EvaluatedValues.parse(EdmPrimitiveTypeKind.valueOf(kind), text);
  }

  private static String token(String pool, String text) {
    boolean bare =
        switch (pool) {
          case "Int32", "Int64", "Byte", "SByte", "Int16", "Decimal", "Decimal4", "Boolean" -> true;
          case "Double", "Single" -> !text.contains("N");
          default -> false;
        };
    return bare ? text : JsonNodeFactory.instance.textNode(text).toString();
  }

  /** The value in a URL, not yet encoded. */
  static String literal(String type, String text) {
    return switch (type) {
      case "String" -> "'" + text.replace("'", "''") + "'";
      case "Duration" -> "duration'" + text + "'";
      case "Binary" -> "binary'" + text + "'";
      default -> text;
    };
  }

  /** Random rows, numbered from 0. */
  static TypedRows of(Random random, int number) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<String> json = new ArrayList<>();
    for (int id = 0; id < number; id++) {
      Map<String, Object> values = new HashMap<>();
      List<String> members = new ArrayList<>(List.of("\"Id\":" + id));
      PROPERTIES.forEach(
          (name, pool) -> {
            if (random.nextInt(7) > 0) {
              String text = any(random, pool);
              values.put(name, value(pool, text));
              members.add("\"" + name + "\":" + token(pool, text));
            }
          });
      members.add(collection("Ns", "Int32", random, values));
      members.add(collection("Ts", "String", random, values));
      rows.add(values);
      json.add("{" + String.join(",", members) + "}");
    }
    return new TypedRows("[" + String.join(",\n", json) + "]", rows);
  }

  private static String any(Random random, String pool) {
    List<String> all = POOLS.getOrDefault(pool, List.of());
    return all.get(random.nextInt(all.size()));
  }

  private static String collection(
      String name, String pool, Random random, Map<String, Object> values) {
    List<Object> items = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String text = any(random, pool);
      items.add(value(pool, text));
      tokens.add(token(pool, text));
    }
    values.put(name, items);
    return "\"" + name + "\":[" + String.join(",", tokens) + "]";
  }
}
