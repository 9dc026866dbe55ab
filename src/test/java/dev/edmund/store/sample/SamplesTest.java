package dev.edmund.store.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.request.payload.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
  private static final String BEFORE =
      "<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>"
          + "<edmx:DataServices>"
          + "<Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='N'>";
  private static final String BEHIND = "</Schema></edmx:DataServices></edmx:Edmx>";
  private static final String VALIDATION = "Org.OData.Validation.V1.";
  private static final String KEY =
      "<Key><PropertyRef Name='id'/></Key><Property Name='id' Type='Edm.Int32' Nullable='false'/>";
  private static final int ROWS = 60;

  @TempDir Path folder = Path.of("");

  private Model model(String schema) {
    try {
      return Model.load(Files.writeString(folder.resolve("m.xml"), BEFORE + schema + BEHIND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<JsonValue>> made(Model model, int rows, long seed) {
    Map<String, List<JsonValue>> made = new LinkedHashMap<>();
    Samples.of(model, rows, seed, Progress.NONE)
        .send((name, entity) -> made.computeIfAbsent(name, n -> new ArrayList<>()).add(entity));
    return made;
  }

  private static List<JsonValue> entities(Model model) {
    return made(model, ROWS, 1).getOrDefault("ts", List.of());
  }

  private static String entityType(String content) {
    return "<EntityType Name='T'>" + KEY + content + "</EntityType>" + container("ts", "T");
  }

  private static String container(String... setsAndTypes) {
    StringBuilder text = new StringBuilder("<EntityContainer Name='C'>");
    for (int i = 0; i < setsAndTypes.length; i += 2) {
      String set = "<EntitySet Name='" + setsAndTypes[i];
      text.append(set).append("' EntityType='N.").append(setsAndTypes[i + 1]).append("'/>");
    }
    return text + "</EntityContainer>";
  }

  private static String property(String type, String annotations) {
    return "<Property Name='p' " + type + ">" + annotations + "</Property>";
  }

  private static String term(String name, String value) {
    return "<Annotation Term='" + VALIDATION + name + "' " + value + "/>";
  }

  /** The texts of the property p that are not null. */
  private List<String> values(String type, String annotations) {
    List<String> texts = new ArrayList<>();
    for (JsonValue entity : entities(model(entityType(property(type, annotations))))) {
      JsonValue value = entity.members().get("p");
      if (value != null && value.kind() != JsonValue.Kind.NULL) {
        texts.add(value.text());
      }
    }
    assertFalse(texts.isEmpty());
    return texts;
  }

  private static void assertAll(List<String> texts, Predicate<String> rule) {
    assertEquals(List.of(), texts.stream().filter(rule.negate()).toList());
  }

  /** Validation.Minimum, Maximum and Exclusive. */
  @Test
  void numbersKeepTheirBounds() {
    String exclusive = "<Annotation Term='" + VALIDATION + "Exclusive'/></Annotation>";
    List<String> texts =
        values(
            "Type='Edm.Int32'",
            "<Annotation Term='"
                + VALIDATION
                + "Minimum' Int='5'>"
                + exclusive
                + term("Maximum", "Int='8'"));
    assertEquals(Set.of("6", "7", "8"), new HashSet<>(texts));
  }

  @Test
  void numbersAreMultiples() {
    assertAll(
        values("Type='Edm.Decimal' Scale='2'", term("MultipleOf", "Decimal='0.25'")),
        text -> new BigDecimal(text).remainder(new BigDecimal("0.25")).signum() == 0);
  }

  @Test
  void decimalsKeepPrecisionAndScale() {
    assertAll(
        values("Type='Edm.Decimal' Precision='3' Scale='1'", ""),
        text -> text.matches("-?\\d{1,2}(\\.\\d)?"));
    assertAll(
        values("Type='Edm.Decimal' Precision='2' Scale='2'", ""), t -> t.matches("0(\\.\\d\\d?)?"));
  }

  @Test
  void textsFollowTheirPattern() {
    assertAll(
        values("Type='Edm.String' MaxLength='9'", term("Pattern", "String='^[A-Z]{2}-\\d{3,}$'")),
        text -> text.length() <= 9 && text.matches("[A-Z]{2}-\\d{3,}"));
  }

  @Test
  void aPatternThatNothingFulfilsIsSaidOnceAndLeftAlone() {
    Model model =
        model(
            entityType(
                property("Type='Edm.String' MaxLength='2'", term("Pattern", "String='a{9}'"))));
    Samples samples = Samples.of(model, ROWS, 1, Progress.NONE);
    List<JsonValue> sent = new ArrayList<>();
    samples.send((name, entity) -> sent.add(entity));
    assertEquals(List.of("N.T/p: no text is found for the pattern a{9}"), samples.notes());
    assertEquals(ROWS, sent.size());
  }

  @Test
  void onlyAllowedValuesAreMade() {
    String value = "<Record><PropertyValue Property='Value' String='%s'/></Record>";
    assertEquals(
        Set.of("red", "blue"),
        new HashSet<>(
            values(
                "Type='Edm.String'",
                "<Annotation Term='"
                    + VALIDATION
                    + "AllowedValues'><Collection>"
                    + value.formatted("red")
                    + value.formatted("blue")
                    + "</Collection></Annotation>")));
  }

  @Test
  void textsKeepTheirLengthAndWhatIsNotUnicode() {
    assertAll(
        values("Type='Edm.String' MaxLength='4' Unicode='false'", ""),
        text -> text.length() <= 4 && text.chars().allMatch(c -> c < 128));
  }

  @Test
  void typeDefinitionsHandDownTheirFacetsAndRules() {
    Model model =
        model(
            "<TypeDefinition Name='D' UnderlyingType='Edm.Int32'>"
                + term("Minimum", "Int='7'")
                + term("Maximum", "Int='7'")
                + "</TypeDefinition>"
                + entityType(property("Type='N.D' Nullable='false'", "")));
    for (JsonValue entity : entities(model)) {
      assertEquals("7", Objects.requireNonNull(entity.members().get("p")).text());
    }
  }

  @Test
  void examplesOfTheModelAreAmongTheValues() {
    List<String> texts =
        values(
            "Type='Edm.String'",
            "<Annotation Term='Org.OData.Core.V1.Example'>"
                + "<Record Type='Org.OData.Core.V1.PrimitiveExampleValue'>"
                + "<PropertyValue Property='Value' String='like this'/></Record></Annotation>");
    assertTrue(texts.contains("like this"), texts.toString());
  }

  /** Validation.MinItems and MaxItems. */
  @Test
  void collectionsKeepTheirNumberOfItems() {
    Model model =
        model(
            entityType(
                property(
                    "Type='Collection(Edm.String)' Nullable='false'",
                    term("MinItems", "Int='2'") + term("MaxItems", "Int='3'"))));
    Set<Integer> sizes = new HashSet<>();
    entities(model)
        .forEach(e -> sizes.add(Objects.requireNonNull(e.members().get("p")).items().size()));
    assertEquals(Set.of(2, 3), sizes);
  }

  @Test
  void flagsAreCombinedAndOtherEnumerationsAreNot() {
    String members = "<Member Name='a' Value='1'/><Member Name='b' Value='2'/></EnumType>";
    String flags = "<EnumType Name='F' IsFlags='true'>" + members;
    List<String> texts = new ArrayList<>();
    for (JsonValue entity :
        entities(model(flags + entityType(property("Type='N.F' Nullable='false'", ""))))) {
      texts.add(Objects.requireNonNull(entity.members().get("p")).text());
    }
    assertTrue(texts.contains("a,b") || texts.contains("b,a"), texts.toString());
  }

  @Test
  void nullIsAmongTheValuesOnlyWhereItMayBe() {
    assertTrue(values("Type='Edm.Guid'", "").size() < ROWS);
    assertEquals(ROWS, values("Type='Edm.Guid' Nullable='false'", "").size());
  }

  /** A key of few values limits its set, and that is said. */
  @Test
  void keysAreUniqueAndLimitTheirSet() {
    Model model =
        model(
            "<EntityType Name='T'><Key><PropertyRef Name='f'/><PropertyRef Name='g'/></Key>"
                + "<Property Name='f' Type='Edm.Boolean' Nullable='false'/>"
                + "<Property Name='g' Type='Edm.Boolean' Nullable='false'/></EntityType>"
                + container("ts", "T"));
    Samples samples = Samples.of(model, ROWS, 1, Progress.NONE);
    Set<String> keys = new HashSet<>();
    samples.send((name, entity) -> keys.add(entity.members().toString()));
    assertEquals(4, keys.size());
    assertEquals(List.of("ts has 4 rows: there are no more different keys"), samples.notes());
  }

  @Test
  void referencesWithinASetGoInNoCircle() {
    Model model =
        model(
            entityType(
                "<Property Name='parent' Type='Edm.Int32'/>"
                    + "<NavigationProperty Name='up' Type='N.T'>"
                    + "<ReferentialConstraint Property='parent' ReferencedProperty='id'/>"
                    + "</NavigationProperty>"));
    int tied = 0;
    for (JsonValue entity : entities(model)) {
      JsonValue parent = Objects.requireNonNull(entity.members().get("parent"));
      if (parent.kind() == JsonValue.Kind.NUMBER) {
        int id = Integer.parseInt(Objects.requireNonNull(entity.members().get("id")).text());
        assertTrue(Integer.parseInt(parent.text()) < id);
        tied++;
      }
    }
    assertTrue(tied > ROWS / 2);
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherGivesOthersWhereverItRuns() {
    Model model =
        model(
            entityType(
                "<Property Name='name' Type='Edm.String'/>"
                    + "<Property Name='at' Type='Edm.DateTimeOffset'/>"
                    + "<Property Name='price' Type='Edm.Decimal' Scale='2'/>"
                    + "<Property Name='email' Type='Edm.String'/>"));
    Map<String, List<JsonValue>> first = made(model, ROWS, 5);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertEquals(first, made(model, ROWS, 5));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertNotEquals(first, made(model, ROWS, 6));
  }
}
