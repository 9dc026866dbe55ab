package dev.edmund.plan.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Documents;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.rules.Rules;
import dev.edmund.plan.write.WriteRequest.Method;
import dev.edmund.request.AlternateKeys;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.VocabularyTerms;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that write streams (Part 1, 11.4.7 and 11.4.8). */
final class StreamPlannerTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path folder = Path.of("");

  private final List<WriteRequest> passed = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Model model;

  @BeforeEach
  void load() {
    model =
        Documents.model(
            folder,
            """
            <ComplexType Name="Scan"><Property Name="Page" Type="Edm.Stream"/></ComplexType>
            <EntityType Name="Person">
              <Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
              <Property Name="Name" Type="Edm.String"/>
              <Property Name="Photo" Type="Edm.Stream" MaxLength="2"/>
              <Property Name="Seal" Type="Edm.Stream" Nullable="false"/>
              <Property Name="Stamp" Type="Edm.Stream">
                <Annotation Term="Core.Permissions" EnumMember="Core.Permission/Read"/>
              </Property>
              <Property Name="Card" Type="self.Scan"/>
            </EntityType>
            <EntityType Name="Picture" HasStream="true">
              <Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
              <Property Name="Kind" Type="Edm.String" Nullable="false"/>
              <Annotation Term="Core.MediaType" Path="Kind"/>
              <Annotation Term="Core.AcceptableMediaTypes">
                <Collection><String>image/*</String></Collection>
              </Annotation>
            </EntityType>
            <EntityContainer Name="Container">
              <EntitySet Name="People" EntityType="self.Person"/>
              <EntitySet Name="Pictures" EntityType="self.Picture"/>
              <EntitySet Name="Fixed" EntityType="self.Person">
                <Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions">
                  <Record><PropertyValue Property="Updatable" Bool="false"/></Record>
                </Annotation>
              </EntitySet>
            </EntityContainer>
            """);
  }

  private WriteRequest request(
      Method method, String url, @Nullable String contentType, @Nullable String ifMatch) {
    UriParser parser =
        new UriParser(
            model.edm(),
            VocabularyTerms.NONE,
            AlternateKeys.stored(model.storage()),
            Limits.defaults(),
            ParserSettings.DEFAULT);
    ODataRequestLine line = parser.parse(url, null, "http://host/");
    WriteRequest.Body body =
        contentType == null
            ? new WriteRequest.NoBody()
            : new WriteRequest.Raw(
                new Step.Content.Bytes(contentType, () -> new ByteArrayInputStream(BYTES)));
    return new WriteRequest(
        method, line.path(), line.options(), body, ifMatch, null, false, true, id -> List.of());
  }

  private List<Step> steps(WriteRequest request) {
    StreamPlanner planner = new StreamPlanner(model, new Rules(model), this::other);
    return planner.plan(request).orElseThrow().steps();
  }

  /** Stands in for what plans entities. */
  private WritePlan other(WriteRequest request) {
    passed.add(request);
    EntityStorage type = model.storage().require(Documents.shopName("Picture"));
    return new WritePlan(List.of(new Step.Delete(new Slot(7, type))), new Slot(7, type));
  }

  private void assertRefused(ErrorCode code, String message, WriteRequest request) {
    ODataException error = assertThrows(ODataException.class, () -> steps(request));
    assertEquals(code, error.code());
    assertEquals(message, error.getMessage());
  }

  private PropertyStorage.Stream stream(String name) {
    EntityStorage person = model.storage().require(Documents.shopName("Person"));
    return Objects.requireNonNull(person.properties().get(name)).asStream().orElseThrow();
  }

  /** Part 1, 11.4.8.1. */
  @Test
  void putWritesAStreamPropertyOfAnEntityThatIsHeld() throws IOException {
    List<Step> steps = steps(request(Method.PUT, "People(1)/Seal", "image/png", null));
    assertEquals(2, steps.size());
    Step.Find find = (Step.Find) steps.get(0);
    assertEquals(true, find.changed());
    assertEquals(Precondition.NONE, find.condition());
    assertEquals(ErrorCode.NOT_FOUND, Objects.requireNonNull(find.missing()).code());
    Step.Content content = (Step.Content) steps.get(1);
    assertEquals(stream("Seal"), content.property());
    assertEquals("image/png", Objects.requireNonNull(content.content()).contentType());
    try (InputStream in = content.content().open().get()) {
      assertArrayEquals(BYTES, in.readAllBytes());
    }
  }

  /** Part 1, 8.2.4: the condition is about the stream and not about the entity. */
  @Test
  void theConditionIsAboutTheVersionOfTheStream() {
    WriteRequest request = request(Method.PUT, "People(1)/Seal", "image/png", "\"abc\"");
    Step.Find find = (Step.Find) steps(request).get(0);
    assertEquals(new Precondition.Match(List.of("abc")), find.condition());
    assertEquals(stream("Seal").etag(), find.version());
    assertEquals(true, find.columns().contains(stream("Seal").etag()));
  }

  /** Part 1, 11.4.8.2. */
  @Test
  void deleteMakesAStreamPropertyNull() {
    Step.Content content =
        (Step.Content) steps(request(Method.DELETE, "People(1)/Photo", null, null)).get(1);
    assertNull(content.content());
    assertRefused(
        ErrorCode.INVALID_VALUE,
        "'Seal': must not be null.",
        request(Method.DELETE, "People(1)/Seal", null, null));
  }

  @Test
  void aStreamIsNotLongerThanItsFacet() throws IOException {
    Step.Content content =
        (Step.Content) steps(request(Method.PUT, "People(1)/Photo", "a/b", null)).get(1);
    try (InputStream in = Objects.requireNonNull(content.content()).open().get()) {
      ODataException error = assertThrows(ODataException.class, in::readAllBytes);
      assertEquals("'Photo': longer than MaxLength 2 (bytes).", error.getMessage());
    }
  }

  @Test
  void whatMayNotBeChangedIsRefused() {
    assertRefused(
        ErrorCode.METHOD_NOT_ALLOWED,
        "Stamp cannot be changed.",
        request(Method.PUT, "People(1)/Stamp", "a/b", null));
    assertRefused(
        ErrorCode.METHOD_NOT_ALLOWED,
        "Entities in Fixed cannot be changed.",
        request(Method.PUT, "Fixed(1)/Seal", "a/b", null));
    assertRefused(
        ErrorCode.METHOD_NOT_ALLOWED,
        "A stream is changed by PUT, not in parts.",
        request(Method.PATCH, "People(1)/Seal", "a/b", null));
    assertRefused(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        "The media type text/html is not taken here, only image/*.",
        request(
            Method.PUT,
            "Pictures(00000000-0000-0000-0000-000000000001)/$value",
            "text/html",
            null));
  }

  @Test
  void theStreamOfAComplexValueIsThereWithTheValue() {
    Step.Find with =
        (Step.Find) steps(request(Method.PUT, "People(1)/Card/Page", "a/b", null)).get(0);
    Step.Find without =
        (Step.Find) steps(request(Method.PUT, "People(1)/Seal", "a/b", null)).get(0);
    assertEquals(without.query().where().size() + 1, with.query().where().size());
  }

  /** Part 1, 11.4.7.1: the media type is kept in the property that the model names. */
  @Test
  void postMakesAMediaEntityOfItsBytes() {
    List<Step> steps = steps(request(Method.POST, "Pictures", "image/png", null));
    assertEquals(1, passed.size());
    assertEquals(
        new WriteRequest.Json(JsonValue.object(Map.of("Kind", JsonValue.string("image/png")))),
        passed.get(0).body());
    Step.Content content = (Step.Content) steps.get(1);
    assertEquals(7, content.slot().number());
    assertEquals("image/png", Objects.requireNonNull(content.content()).contentType());
  }

  @Test
  void onlyMediaEntitiesAreMadeOfBytes() {
    assertRefused(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        "Entities of type Shop.Person are sent as JSON: they are no media entities.",
        request(Method.POST, "People", "image/png", null));
  }

  /** Part 1, 11.4.7.2. */
  @Test
  void putOfTheStreamOfAMediaEntityKeepsItsMediaTypeToo() {
    List<Step> steps =
        steps(
            request(
                Method.PUT,
                "Pictures(00000000-0000-0000-0000-000000000001)/$value",
                "image/gif",
                null));
    Step.Update update = (Step.Update) steps.get(2);
    assertEquals(new Cell.Given("image/gif"), update.cells().get(0).value());
  }

  /** Part 1, 11.4.7.3. */
  @Test
  void deleteOfTheStreamOfAMediaEntityDeletesTheEntity() {
    String url = "Pictures(00000000-0000-0000-0000-000000000001)/$value";
    List<Step> steps = steps(request(Method.DELETE, url, null, "\"v\""));
    assertEquals(2, passed.get(0).path().size());
    assertEquals("*", passed.get(0).ifMatch());
    Step.Find find = (Step.Find) steps.get(0);
    assertEquals(new Precondition.Match(List.of("v")), find.condition());
    assertEquals(2, steps.size());
  }
}
