package dev.edmund.spec;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model of all that is kept as JSON, with two rows as a database has them. */
final class DocumentModel {
  private DocumentModel() {}

  static final Path MODEL = Path.of("src/test/resources/models/documents.csdl.xml");

  private static final String PLACE =
      """
      {"City":"Łódź","Since":"2025-03-01T06:15:00.25+120","Tax":"12345678901234567890.0000000001","Ratio":"INF",\
      "Count":9223372036854775807,"Wait":"93784.5","Colour":2,"Image":"_w8","Capital":true,"Tags":["a","b"],\
      "Parts":[{"Name":"p1","Price":"10.5","Kids":[{"Name":"k1"},{"Name":"k2","Price":"7"}]},{"Name":"p2","Price":"9"},null],\
      "Motto":"dynamic","Mayor@type":"Edm.Int32","Mayor":7}""";

  private static final String DYNAMIC =
      """
      {"Text":"x\\"y","Flag":true,"Small@type":"Edm.Int32","Small":5,"Exact@type":"Edm.Decimal",\
      "Exact":"12345678901234567890.5","Half@type":"Edm.Double","Half":0.5,"Endless@type":"Edm.Double","Endless":"-INF",\
      "When@type":"Edm.DateTimeOffset","When":"2025-03-01T22:30:00+120","Day@type":"Edm.Date","Day":"2025-03-01",\
      "Span@type":"Edm.Duration","Span":"90","Id@type":"Edm.Guid","Id":"11111111-2222-3333-4444-555555555555",\
      "Hue@type":"self.Colour","Hue":1,"Mass@type":"self.Weight","Mass":"1.5",\
      "Spot@type":"self.Node","Spot":{"Name":"n","Price":"2.5"},"Form@type":"self.Shape",\
      "Form":{"@type":"self.Square","Label":"s","Side":4},\
      "Sizes@type":"Collection(Edm.Decimal)","Sizes":["1.5","20"],"Words@type":"Collection(Edm.String)","Words":["u","v"],\
      "Loose@type":"Edm.Untyped","Loose":{"a":[1,"two",{"b":null}],"c":12.5}}""";

  /** Serves the model; things 1, 2 and 3, of which 2 has only nulls and 3 is special. */
  static ModelUnderTest serve(Path folder) {
    ModelUnderTest served = ModelUnderTest.serve(folder, MODEL);
    try (Connection database = served.database()) {
      insert(
          database,
          "INSERT INTO \"self_Thing\"(\"_rid\",\"_type\",\"ID\",\"Name\",\"Place\",\"Node\",\"Shape\",\"Wide\",\"Any\",\"_dynamic\") VALUES (?,?,?,?,?,?,?,?,?,?)",
          1,
          "self.Thing",
          1,
          "one",
          PLACE,
          "{\"Name\":\"a\",\"Next\":{\"Name\":\"b\",\"Next\":{\"Name\":\"c\",\"Price\":\"3\"}}}",
          "{\"@type\":\"self.Ball\",\"Label\":\"ball\",\"Radius\":1.5,\"Air\":3}",
          "{\"W3\":3,\"W69\":69}",
          "{\"x\":[1,2],\"y\":\"text\"}",
          DYNAMIC);
      insert(
          database,
          "INSERT INTO \"self_Thing\"(\"_rid\",\"_type\",\"ID\",\"Name\") VALUES (?,?,?,?)",
          2,
          "self.Thing",
          2,
          "two");
      insert(
          database,
          "INSERT INTO \"self_Thing\"(\"_rid\",\"_type\",\"ID\",\"Name\",\"Place\",\"Shape\",\"Any\",\"_dynamic\") VALUES (?,?,?,?,?,?,?,?)",
          3,
          "self.Special",
          3,
          "three",
          "{\"City\":\"Rome\",\"Tax\":\"5\",\"Colour\":1,\"Motto@type\":\"Edm.Int32\",\"Motto\":4,\"Tags\":[]}",
          "{\"@type\":\"self.Square\",\"Label\":\"sq\",\"Side\":2}",
          "5",
          "{\"Text\":\"zebra\",\"Small@type\":\"Edm.Decimal\",\"Small\":\"5.0\",\"Exact@type\":\"Edm.Int64\",\"Exact\":7,"
              + "\"Flag\":false,\"Half\":\"text\",\"Sizes@type\":\"Collection(Edm.Decimal)\",\"Sizes\":[]}");
      insert(database, "INSERT INTO \"self_Special\"(\"_rid\",\"Extra\") VALUES (?,?)", 3, "more");
      insert(
          database,
          "INSERT INTO \"self_Thing_Shapes\"(\"_owner\",\"_ordinal\",\"value\") VALUES (?,?,?),(?,?,?),(?,?,?)",
          1,
          0,
          "{\"@type\":\"self.Ball\",\"Label\":\"s0\",\"Radius\":2.0}",
          1,
          1,
          "{\"@type\":\"self.Square\",\"Label\":\"s1\",\"Side\":9}",
          3,
          0,
          null);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return served;
  }

  /** The keys of the things on a page, in their order. */
  static String ids(ModelUnderTest model, String query) {
    return EdmundUnderTest.items(model.json("Things?$select=ID&" + query)).stream()
        .map(thing -> thing.get("ID").asText())
        .collect(Collectors.joining(" "));
  }

  private static void insert(Connection database, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
