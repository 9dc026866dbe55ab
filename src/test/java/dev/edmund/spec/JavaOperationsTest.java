package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions and actions that jars on the class path have (Part 1, 11.5). */
final class JavaOperationsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String SERVICES =
      "META-INF/services/dev.edmund.core.operation.JavaOperation";
  private static final String MODEL =
      """
      <EntityType Name='Thing'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <Property Name='Price' Type='Edm.Decimal' Scale='variable'/></EntityType>
      <EnumType Name='Colour'><Member Name='Red' Value='1'/><Member Name='Blue' Value='2'/></EnumType>
      <ComplexType Name='Part'><Property Name='Name' Type='Edm.String'/>
        <Property Name='Number' Type='Edm.Int64'/></ComplexType>
      <ComplexType Name='All'>
        <Property Name='Text' Type='Edm.String'/>
        <Property Name='Yes' Type='Edm.Boolean'/>
        <Property Name='Number' Type='Edm.Int16'/>
        <Property Name='Float' Type='Edm.Double'/>
        <Property Name='Money' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='Guid' Type='Edm.Guid'/>
        <Property Name='When' Type='Edm.DateTimeOffset' Precision='3'/>
        <Property Name='Day' Type='Edm.Date'/>
        <Property Name='Time' Type='Edm.TimeOfDay'/>
        <Property Name='Long' Type='Edm.Duration'/>
        <Property Name='Bytes' Type='Edm.Binary'/>
        <Property Name='Colour' Type='self.Colour'/>
        <Property Name='Part' Type='self.Part'/>
        <Property Name='Parts' Type='Collection(self.Part)'/>
        <Property Name='Words' Type='Collection(Edm.String)'/>
        <Property Name='Classes' Type='Collection(Edm.String)'/></ComplexType>
      <Function Name='Add'><Parameter Name='a' Type='Edm.Int32' Nullable='false'/>
        <Parameter Name='b' Type='Edm.Int32' Nullable='false'/><ReturnType Type='Edm.Int64'/></Function>
      <Function Name='Add'><Parameter Name='a' Type='Edm.Int32' Nullable='false'/>
        <Parameter Name='b' Type='Edm.Int32' Nullable='false'/>
        <Parameter Name='c' Type='Edm.Int32' Nullable='false'/><ReturnType Type='Edm.Int64'/></Function>
      <Function Name='Echo'><Parameter Name='all' Type='self.All'/><ReturnType Type='self.All'/></Function>
      <Function Name='Cheapest' IsComposable='true'><ReturnType Type='self.Thing'/></Function>
      <Function Name='Pricier' IsComposable='true'><Parameter Name='than' Type='Edm.Decimal' Scale='variable'/>
        <Parameter Name='but' Type='Collection(Edm.Int32)' Nullable='false'/>
        <ReturnType Type='Collection(self.Thing)' Nullable='false'/></Function>
      <Function Name='Label' IsBound='true'><Parameter Name='thing' Type='self.Thing' Nullable='false'/>
        <Parameter Name='prefix' Type='Edm.String'/><ReturnType Type='Edm.String'/></Function>
      <Function Name='Label' IsBound='true'><Parameter Name='thing' Type='Collection(self.Thing)' Nullable='false'/>
        <Parameter Name='prefix' Type='Edm.String'/><ReturnType Type='Edm.String'/></Function>
      <Function Name='Count'><ReturnType Type='Edm.Int32'/></Function>
      <Function Name='Writes'><ReturnType Type='Edm.Int32'/></Function>
      <Function Name='Sends'><ReturnType Type='Edm.Int32'/></Function>
      <Function Name='Breaks'><ReturnType Type='Edm.Int32'/></Function>
      <Function Name='Refuses'><ReturnType Type='Edm.Int32'/></Function>
      <Function Name='Unwritten'><ReturnType Type='Edm.Int32'/></Function>
      <Action Name='Raise' IsBound='true' EntitySetPath='thing'>
        <Parameter Name='thing' Type='self.Thing' Nullable='false'/>
        <Parameter Name='by' Type='Edm.Decimal' Scale='variable' Nullable='false'/>
        <ReturnType Type='self.Thing'/></Action>
      <Action Name='Make'><Parameter Name='names' Type='Collection(Edm.String)' Nullable='false'/>
        <ReturnType Type='Collection(self.Part)'/></Action>
      <Action Name='HalfDone'><ReturnType Type='Edm.Int32'/></Action>
      <Action Name='Mark'><Parameter Name='thing' Type='self.Thing' Nullable='false'/>
        <Parameter Name='name' Type='Edm.String'/></Action>
      <EntityContainer Name='C'><EntitySet Name='Things' EntityType='self.Thing'/>
        <FunctionImport Name='Add' Function='self.Add'/>
        <FunctionImport Name='Echo' Function='self.Echo'/>
        <FunctionImport Name='Cheapest' Function='self.Cheapest' EntitySet='Things'/>
        <FunctionImport Name='Pricier' Function='self.Pricier' EntitySet='Things'/>
        <FunctionImport Name='Count' Function='self.Count'/>
        <FunctionImport Name='Writes' Function='self.Writes'/>
        <FunctionImport Name='Sends' Function='self.Sends'/>
        <FunctionImport Name='Breaks' Function='self.Breaks'/>
        <FunctionImport Name='Refuses' Function='self.Refuses'/>
        <FunctionImport Name='Unwritten' Function='self.Unwritten'/>
        <ActionImport Name='Make' Action='self.Make'/>
        <ActionImport Name='HalfDone' Action='self.HalfDone'/>
        <ActionImport Name='Mark' Action='self.Mark'/>
      </EntityContainer>
      """;
  private static final Map<String, String> DATA =
      Map.of(
          "Things.json",
          """
          [{"ID":1,"Name":"Lamp","Price":19.5},{"ID":2,"Name":"Desk","Price":300},
           {"ID":3,"Name":"Pen","Price":1.25}]
          """);

  @TempDir Path folder = Path.of("");
  private @Nullable ModelUnderTest service;

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  private ModelUnderTest service() {
    ModelUnderTest running = service;
    if (running == null) {
      URL jar = JavaOperationsTest.class.getResource("/java-operations/");
      running = serve(Objects.requireNonNull(jar), MODEL);
      service = running;
    }
    return running;
  }

  /** Starts with a jar that is on no other test's class path. */
  private ModelUnderTest serve(URL jar, String model) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, before)) {
      thread.setContextClassLoader(loader);
      return ModelUnderTest.serve(folder, model, DATA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private String value(String target) {
    return service().json(target).get("value").asText();
  }

  private List<String> names(String target) {
    return EdmundUnderTest.items(service().json(target)).stream()
        .map(item -> item.get("Name").asText())
        .toList();
  }

  @Test
  void overloadsAreToldByTheNamesOfTheirParameters() {
    assertEquals("5", value("Add(a=2,b=3)"));
    assertEquals("106", value("Add(a=2,b=3,c=4)"));
    assertTrue(
        service().json("Add(a=2,b=3)").get("@odata.context").asText().endsWith("#Edm.Int64"));
    assertTrue(service().get("Add(a=2,b='x')").error(400).contains("b"));
    service().get("Add(a=2)").error(404);
  }

  /** Values of all types go in and come out as they are. */
  @Test
  void valuesKeepTheirTypes() {
    String all =
        "{\"Text\":\"O'Neil\",\"Yes\":true,\"Number\":-3,\"Float\":1.5,\"Money\":12.50,"
            + "\"Guid\":\"11111111-1111-1111-1111-11111111111A\",\"When\":\"2024-01-01T10:00:00.25+01:00\","
            + "\"Day\":\"2024-02-29\",\"Time\":\"08:15:00\",\"Long\":\"PT90.5S\",\"Bytes\":\"AP8\","
            + "\"Colour\":\"Blue\",\"Part\":{\"Name\":\"p\",\"Number\":null},"
            + "\"Parts\":[{\"Name\":\"q\",\"Number\":7}],\"Words\":[\"a\",\"b\"]}";
    JsonNode echo =
        service()
            .json(
                "Echo(all=@a)?@a="
                    + all.replace("\"", "%22")
                        .replace("{", "%7B")
                        .replace("}", "%7D")
                        .replace("+", "%2B"));
    assertEquals(
        "{\"Text\":\"O'Neil\",\"Yes\":true,\"Number\":-3,\"Float\":1.5,\"Money\":12.5,"
            + "\"Guid\":\"11111111-1111-1111-1111-11111111111a\",\"When\":\"2024-01-01T09:00:00.25Z\","
            + "\"Day\":\"2024-02-29\",\"Time\":\"08:15:00\",\"Long\":\"PT1M30.5S\",\"Bytes\":\"AP8\","
            + "\"Colour\":\"Blue\",\"Part\":{\"Name\":\"p\",\"Number\":null},"
            + "\"Parts\":[{\"Name\":\"q\",\"Number\":7}],\"Words\":[\"a\",\"b\"],"
            + "\"Classes\":[\"String\",\"Boolean\",\"Long\",\"Double\",\"BigDecimal\",\"UUID\","
            + "\"String\",\"String\",\"String\",\"BigDecimal\",\"byte[]\",\"Long\",\"Map\",\"List\","
            + "\"List\"]}",
        echo.toString().replaceFirst("^\\{\"@odata.context\":\"[^\"]*\",", "{"));
    service().get("Echo(all=null)").is(204);
  }

  /** 11.5.4.1: what a function gives is read as the entities of its set are. */
  @Test
  void entitiesTakeOptionsAndFurtherSegments() {
    assertEquals("Pen", service().json("Cheapest()").get("Name").asText());
    assertEquals("1.25", value("Cheapest()/Price"));
    assertTrue(service().json("Cheapest()").has("@odata.etag"));
    assertEquals(List.of("Desk", "Lamp"), names("Pricier(than=2,but=[])"));
    assertEquals(List.of("Desk"), names("Pricier(than=2,but=[1,7])"));
    assertEquals(
        List.of("Lamp"), names("Pricier(than=2,but=[])?$filter=Price lt 100&$select=Name"));
    assertEquals("2", service().get("Pricier(than=2,but=[])/$count").ok().text());
    assertEquals("Lamp", service().json("Pricier(than=2,but=[])(1)").get("Name").asText());
    assertEquals(List.of(), names("Pricier(than=null,but=[])"));
  }

  @Test
  void whatIsBoundToIsKnownByItsKey() {
    assertEquals("No: Desk self.Thing", value("Things(2)/self.Label(prefix='No')"));
    assertEquals("x: Pen self.Thing", value("Cheapest()/Label(prefix='x')"));
    assertEquals("#[1, 2, 3]", value("Things/Label(prefix='%23')"));
    assertEquals("#[2]", value("Things/$filter(Price gt 100)/Label(prefix='%23')"));
    service().get("Things(77)/Label(prefix='')").error(404);
  }

  @Test
  void theServiceIsAskedInside() {
    assertEquals("3", value("Count()"));
  }

  /** 11.5.4: functions have no side effects. */
  @ParameterizedTest
  @CsvSource({"Writes", "Sends"})
  void functionsOnlyRead(String name) {
    assertTrue(service().get(name + "()").error(403).contains("only read"));
    String group =
        "{\"requests\":[{\"id\":\"1\",\"atomicityGroup\":\"g\",\"method\":\"get\",\"url\":\"%s()\"}]}";
    JsonNode batch = service().post("$batch", group.formatted(name), JSON).ok().json();
    assertEquals(403, batch.at("/responses/0/status").asInt(), batch.toString());
    assertEquals(List.of("Lamp", "Desk", "Pen"), names("Things"));
  }

  @Test
  void anAnswerOfItsOwnIsSentAndADefectIsNone() {
    assertEquals("Not on Sundays.", service().get("Refuses()").error(409));
    service().get("Breaks()").error(500);
  }

  /** 11.5.5: an action changes data in one transaction, and answers with what is there then. */
  @Test
  void actionsChange() {
    JsonNode raised = service().post("Things(1)/Raise", "{\"by\":0.5}", JSON).ok().json();
    assertEquals(20, raised.get("Price").asDouble());
    assertEquals("W/\"2\"", raised.get("@odata.etag").asText());
    service().post("Things(1)/Raise", "{\"by\":1}", JSON, "If-Match: W/\"1\"").error(412);
    service().post("Things(77)/Raise", "{\"by\":1}", JSON).error(404);
    assertTrue(service().post("Things(1)/Raise", "{}", JSON).error(400).contains("by"));
    JsonNode made = service().post("Make", "{\"names\":[\"A\",\"B\"]}", JSON).ok().json();
    assertEquals(
        "[{\"Name\":\"A\",\"Number\":101},{\"Name\":\"B\",\"Number\":102}]",
        made.get("value").toString());
    assertEquals("5", service().get("Things/$count").ok().text());
  }

  @Test
  void aFailureUndoesAll() {
    service().post("HalfDone", "").error(500);
    assertEquals(List.of("Lamp", "Desk", "Pen"), names("Things"));
  }

  /** 11.7.7.4: an action in Java is part of its group. */
  @Test
  void actionsInGroups() {
    String step = "{\"id\":\"%s\",\"atomicityGroup\":\"g\",\"method\":\"%s\",\"url\":\"%s\"%s}";
    JsonNode batch =
        service()
            .post(
                "$batch",
                "{\"requests\":["
                    + step.formatted("1", "post", "Things(1)/Raise", ",\"body\":{\"by\":1}")
                    + ","
                    + step.formatted("2", "get", "Cheapest()/Name", "")
                    + ","
                    + step.formatted("3", "get", "Count()", "")
                    + ","
                    + step.formatted("4", "get", "Things(9)", "")
                    + "]}",
                JSON)
            .ok()
            .json();
    assertEquals(404, batch.at("/responses/3/status").asInt(), batch.toString());
    assertEquals("19.5", value("Things(1)/Price"));
  }

  /** JSON Format, 18: an entity is a parameter by reference. */
  @Test
  void entitiesAreParameters() {
    service()
        .post("Mark", "{\"thing\":{\"@odata.id\":\"Things(2)\"},\"name\":\"X\"}", JSON)
        .is(204);
    service().post("Mark", "{\"thing\":{\"ID\":3},\"name\":null}", JSON).is(204);
    assertEquals("X", value("Things(2)/Name"));
    service().get("Things(3)/Name").is(204);
    assertTrue(
        service().post("Mark", "{\"thing\":{\"Name\":\"X\"}}", JSON).error(400).contains("'ID'"));
  }

  @Test
  void whatNobodyImplementsIsNamed() {
    assertTrue(service().get("Unwritten()").error(501).contains("self.Unwritten"));
    String message = service().get("Things?$filter=self.Label(prefix='a') eq 'b'").error(501);
    assertTrue(message.contains("Label"), message);
  }

  @Test
  void partsOfResultsTakeNoOptions() {
    String all = "Echo(all=@a)?@a={\"Text\":\"x\"}&$select=";
    assertTrue(service().get(all + "Classes").ok().text().contains("Classes"));
    assertTrue(service().get(all + "Classes($top=1)").error(501).contains("Classes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Add                | <Function Name='Plus'><ReturnType Type='Edm.Int32'/></Function> | no function or action of this name
          Add                | <Function Name='Add'><Parameter Name='x' Type='Edm.Int32'/><ReturnType Type='Edm.Int32'/></Function> | self.Add(x: Edm.Int32)
          Cheapest Dearest   | <Function Name='Cheapest'><ReturnType Type='self.Thing'/></Function> | two operations
          Count              | <Function Name='Count'><ReturnType Type='Edm.Int32'/><Annotation Term='Edmund.V1.Sql' String='SELECT 1'/></Function> | it has SQL
          Nowhere            | <Function Name='Count'><ReturnType Type='Edm.Int32'/></Function> | cannot be loaded
          """)
  void theStartStops(String classes, String operation, String part) throws IOException {
    Path services = folder.resolve("jar").resolve(SERVICES);
    Files.createDirectories(services.getParent());
    List<String> lines =
        Stream.of(classes.split(" ", -1)).map(name -> "dev.edmund.spec.JavaShop$" + name).toList();
    Files.write(services, lines);
    String model =
        MODEL.substring(0, MODEL.indexOf("<EnumType"))
            + operation
            + "<EntityContainer Name='C'><EntitySet Name='Things' EntityType='self.Thing'/>"
            + "</EntityContainer>";
    URL jar = folder.resolve("jar").toUri().toURL();
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> serve(jar, model).close());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(part), message);
  }
}
