package dev.edmund.plan.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.plan.rules.Rules;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.payload.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of a form that is kept is the plan that would be made. */
final class KeptInsertsTest {
  private static final String MODEL =
      """
      <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.01">
      <edmx:DataServices>
      <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="self">
        <EnumType Name="Color"><Member Name="Red"/><Member Name="Blue"/></EnumType>
        <ComplexType Name="Place">
          <Property Name="Town" Type="Edm.String" DefaultValue="Ulm"/>
          <Property Name="Since" Type="Edm.DateTimeOffset" Nullable="false">
            <Annotation Term="Org.OData.Core.V1.Computed"/>
          </Property>
        </ComplexType>
        <EntityType Name="Thing">
          <Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.Guid" Nullable="false">
            <Annotation Term="Org.OData.Core.V1.ComputedDefaultValue"/>
          </Property>
          <Property Name="Name" Type="Edm.String" MaxLength="5" Nullable="false"/>
          <Property Name="Size" Type="Edm.Int32" DefaultValue="7">
            <Annotation Term="Org.OData.Validation.V1.Maximum" Int="100"/>
          </Property>
          <Property Name="Price" Type="Edm.Decimal" Precision="6" Scale="2"/>
          <Property Name="At" Type="Edm.DateTimeOffset" Precision="3"/>
          <Property Name="Made" Type="Edm.DateTimeOffset" Nullable="false" Precision="6">
            <Annotation Term="Org.OData.Core.V1.Computed"/>
          </Property>
          <Property Name="Day" Type="Edm.Date"/>
          <Property Name="Good" Type="Edm.Boolean"/>
          <Property Name="Color" Type="self.Color"/>
          <Property Name="Home" Type="self.Place" Nullable="false"/>
          <Property Name="Tags" Type="Collection(Edm.String)"/>
          <Property Name="OwnerId" Type="Edm.Guid"/>
          <NavigationProperty Name="Owner" Type="self.Thing">
            <ReferentialConstraint Property="OwnerId" ReferencedProperty="Id"/>
          </NavigationProperty>
        </EntityType>
        <EntityType Name="Row"><Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
          <Property Name="Low" Type="Edm.Int32"/><Property Name="High" Type="Edm.Int32"/>
          <Annotation Term="Org.OData.Validation.V1.Constraint"><Record>
            <PropertyValue Property="FailureMessage" String="Low is above High."/>
            <PropertyValue Property="Condition"><Le><Path>Low</Path><Path>High</Path></Le>
            </PropertyValue></Record></Annotation>
        </EntityType>
        <EntityContainer Name="C"><EntitySet Name="Things" EntityType="self.Thing"/>
          <EntitySet Name="Rows" EntityType="self.Row"/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
      """;

  /** Right for some of the properties, wrong for others. */
  private static final List<JsonValue> VALUES =
      List.of(
          JsonValue.nothing(),
          JsonValue.string("Ann"),
          JsonValue.string("too long"),
          JsonValue.string("2025-01-02"),
          JsonValue.string("2025-01-02T03:04:05.678+01:30"),
          JsonValue.string("2025-01-02T03:04:05Z"),
          JsonValue.string("6F9619FF-8B86-D011-B42D-00C04FC964FF"),
          JsonValue.string("Blue"),
          JsonValue.number("5"),
          JsonValue.number("1000"),
          JsonValue.number("12.50"),
          JsonValue.bool(true),
          JsonValue.array(List.of(JsonValue.string("a"))),
          JsonValue.object(Map.of("Town", JsonValue.string("Bonn"))));

  /** What fits, so that most bodies are right. */
  private static final Map<String, List<Integer>> FITTING =
      Map.ofEntries(
          Map.entry("Id", List.of(0, 6)),
          Map.entry("Name", List.of(1)),
          Map.entry("Size", List.of(0, 8)),
          Map.entry("Price", List.of(0, 8, 10)),
          Map.entry("At", List.of(0, 4, 5)),
          Map.entry("Made", List.of(5)),
          Map.entry("Day", List.of(0, 3)),
          Map.entry("Good", List.of(0, 11)),
          Map.entry("Color", List.of(0, 7)),
          Map.entry("Home", List.of(13)),
          Map.entry("Tags", List.of(12)),
          Map.entry("OwnerId", List.of(0, 6)),
          Map.entry("Unknown", List.of(8)));

  private static Model model = Model.load(Shop.FILE);

  @BeforeContainer
  static void loadForProperties() throws IOException {
    Path file = Files.createTempFile("kept-inserts", ".csdl.xml");
    try {
      load(file);
    } finally {
      Files.delete(file);
    }
  }

  @BeforeEach
  void loadForTests(@TempDir Path folder) {
    load(folder.resolve("model.csdl.xml"));
  }

  private static void load(Path file) {
    try {
      model = Model.load(Files.writeString(file, MODEL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WriteRequest request(String set, JsonValue body) {
    UriParser parser = new UriParser(model.edm(), Limits.defaults(), ParserSettings.DEFAULT);
    ODataRequestLine line = parser.parse(set, null, "http://host/");
    return new WriteRequest(
        WriteRequest.Method.POST,
        line.path(),
        line.options(),
        new WriteRequest.Json(body),
        /* ifMatch= */ null,
        /* ifNoneMatch= */ null,
        /* strict= */ false,
        /* version401= */ true,
        id -> parser.parseEntityId(id, "http://host/"));
  }

  /** A plan without what each makes itself, or the errors in the place of it. */
  private static String outcome(java.util.function.Supplier<WritePlan> planned) {
    try {
      return PlanText.of(planned.get())
          .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}", "GUID")
          .replaceAll("(Made|Home_Since|Since)=20[0-9T:.-]+", "$1=NOW");
    } catch (ODataException e) {
      return e.code() + " " + e.getMessage() + " " + e.details();
    }
  }

  private static JsonValue body(Random random) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    List<String> names = FITTING.keySet().stream().sorted().toList();
    int shift = random.nextInt(names.size());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get((i * 5 + shift) % names.size());
      boolean usual = name.equals("Name") || random.nextInt(4) == 0;
      boolean odd = name.equals("Tags") || name.equals("Unknown") || name.equals("OwnerId");
      if (usual && (!odd || random.nextInt(6) == 0)) {
        members.put(name, VALUES.get(value(name, random)));
      }
    }
    return JsonValue.object(members);
  }

  private static int value(String name, Random random) {
    List<Integer> fitting = java.util.Objects.requireNonNull(FITTING.get(name));
    return random.nextInt(10) == 0
        ? random.nextInt(VALUES.size())
        : fitting.get(random.nextInt(fitting.size()));
  }

  /** Whatever the bodies before were, and however often. */
  @Property(tries = 60)
  void keptPlansAreThoseThatWouldBeMade(@ForAll Random random) {
    WritePlanner keeping = new WritePlanner(model);
    for (int i = 0; i < 60; i++) {
      WriteRequest request = request("Things", body(random));
      String anew = outcome(() -> new WritePlanner(model).planned(request));
      assertEquals(anew, outcome(() -> keeping.plan(request)), () -> request.body().toString());
    }
  }

  private static JsonValue thing(String name, long size) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("Name", JsonValue.string(name));
    members.put("Size", JsonValue.number(Long.toString(size)));
    return JsonValue.object(members);
  }

  @Test
  void aFormIsPlannedOnceWhateverItsValues() {
    AtomicInteger planned = new AtomicInteger();
    KeptInserts kept = new KeptInserts(model, new Rules(model));
    for (int i = 0; i < 10; i++) {
      WritePlan plan =
          kept.plan(
              request("Things", thing("N" + i, i)),
              request -> {
                planned.incrementAndGet();
                return new WritePlanner(model).planned(request);
              });
      Step.Insert insert = (Step.Insert) plan.steps().get(0);
      assertEquals(new Cell.Given("N" + i), insert.cells().get(0).value());
      assertEquals(new Cell.Given((long) i), insert.cells().get(1).value());
    }
    assertEquals(1, planned.get());
  }

  @Test
  void everyWrongValueIsToldThoughTheFormIsKept() {
    WritePlanner planner = new WritePlanner(model);
    planner.plan(request("Things", thing("Ann", 1)));
    WriteRequest wrong = request("Things", thing("too long", 101));
    ODataException e = assertThrows(ODataException.class, () -> planner.plan(wrong));
    assertEquals(2, e.details().size());
  }

  /** What several values decide together is not seen in a form. */
  @Test
  void constraintsAreCheckedWithEachEntity() {
    WritePlanner planner = new WritePlanner(model);
    planner.plan(request("Rows", row(1, 2)));
    planner.plan(request("Rows", row(3, 4)));
    assertThrows(ODataException.class, () -> planner.plan(request("Rows", row(6, 5))));
  }

  private static JsonValue row(long low, long high) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("Id", JsonValue.number("1"));
    members.put("Low", JsonValue.number(Long.toString(low)));
    members.put("High", JsonValue.number(Long.toString(high)));
    return JsonValue.object(members);
  }
}
