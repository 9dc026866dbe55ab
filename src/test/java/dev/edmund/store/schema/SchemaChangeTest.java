package dev.edmund.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of models, rows that are there before, and what is answered after or said against it. */
class SchemaChangeTest {
  @TempDir Path directory = Path.of("");

  /** The set {@code as} of one entity type {@code a} with the key {@code id}. */
  static String a(String members) {
    return "<EntityType Name='a'><Key><PropertyRef Name='id'/></Key>"
        + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>"
        + members
        + "</EntityType>---<EntitySet Name='as' EntityType='N.a'/>";
  }

  static String p(String name, String type, String facets) {
    return "<Property Name='" + name + "' Type='Edm." + type + "' " + facets + "/>";
  }

  private static String x(String type, String facets) {
    return a(p("x", type, facets));
  }

  /**
   * A change that is made.
   *
   * @param answer what {@code as} answers afterwards
   */
  record Made(String name, String before, String rows, String after, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Made> lossless() {
    String two = "[{'id':1},{'id':2}]";
    String ids = "{'id':1},{'id':2}";
    return Stream.of(
        new Made(
            "a nullable property",
            a(""),
            two,
            x("String", ""),
            "{'id':1,'x':null},{'id':2,'x':null}"),
        new Made(
            "a default value",
            a(""),
            two,
            x("Int32", "Nullable='false' DefaultValue='7'"),
            "{'id':1,'x':7},{'id':2,'x':7}"),
        new Made(
            "a nullable default value",
            a(""),
            two,
            x("Decimal", "Scale='2' DefaultValue='7.25'"),
            "{'id':1,'x':7.25},{'id':2,'x':7.25}"),
        new Made("a property gone that held nothing", x("String", ""), two, a(""), ids),
        new Made(
            "a required property where there are no rows",
            a(""),
            "[]",
            x("Int32", "Nullable='false'"),
            ""),
        new Made(
            "not null to null",
            x("Int32", "Nullable='false'"),
            "[{'id':1,'x':5}]",
            x("Int32", ""),
            "{'id':1,'x':5}"),
        new Made(
            "null to not null",
            x("Int32", ""),
            "[{'id':1,'x':5}]",
            x("Int32", "Nullable='false'"),
            "{'id':1,'x':5}"),
        new Made(
            "null to a default",
            x("Int32", ""),
            "[{'id':1,'x':5},{'id':2}]",
            x("Int32", "Nullable='false' DefaultValue='9'"),
            "{'id':1,'x':5},{'id':2,'x':9}"),
        new Made(
            "Int32 to Int64", x("Int32", ""), "[{'id':1,'x':5}]", x("Int64", ""), "{'id':1,'x':5}"),
        new Made(
            "Int32 to Decimal",
            x("Int32", ""),
            "[{'id':1,'x':-5},{'id':2}]",
            x("Decimal", "Scale='variable'"),
            "{'id':1,'x':-5},{'id':2,'x':null}"),
        new Made(
            "Int64 to String",
            x("Int64", "Nullable='false'"),
            "[{'id':1,'x':9223372036854775807}]",
            x("String", "Nullable='false'"),
            "{'id':1,'x':'9223372036854775807'}"),
        new Made(
            "Int32 to Double",
            x("Int32", ""),
            "[{'id':1,'x':3}]",
            x("Double", ""),
            "{'id':1,'x':3}"),
        new Made(
            "Double to Decimal",
            x("Double", ""),
            "[{'id':1,'x':0.1}]",
            x("Decimal", "Scale='variable'"),
            "{'id':1,'x':0.1}"),
        new Made(
            "Decimal to String",
            x("Decimal", "Scale='variable'"),
            "[{'id':1,'x':12345678901234567890.125}]",
            x("String", ""),
            "{'id':1,'x':'12345678901234567890.125'}"),
        new Made(
            "whole Decimal to Int32",
            x("Decimal", "Scale='2'"),
            "[{'id':1,'x':12.00}]",
            x("Int32", ""),
            "{'id':1,'x':12}"),
        new Made(
            "String of numbers to Int32",
            x("String", ""),
            "[{'id':1,'x':'12'}]",
            x("Int32", ""),
            "{'id':1,'x':12}"),
        new Made(
            "Guid to String",
            x("Guid", ""),
            "[{'id':1,'x':'00000000-0000-0000-0000-0000000000AB'}]",
            x("String", ""),
            "{'id':1,'x':'00000000-0000-0000-0000-0000000000ab'}"),
        new Made(
            "DateTimeOffset to String",
            x("DateTimeOffset", "Precision='3'"),
            "[{'id':1,'x':'2025-03-01T08:15:00.25Z'}]",
            x("String", ""),
            "{'id':1,'x':'2025-03-01T08:15:00.25Z'}"),
        new Made(
            "Boolean to String",
            x("Boolean", ""),
            "[{'id':1,'x':true}]",
            x("String", ""),
            "{'id':1,'x':'true'}"),
        new Made(
            "a longer string",
            x("String", "MaxLength='5'"),
            "[{'id':1,'x':'abcde'}]",
            x("String", "MaxLength='50'"),
            "{'id':1,'x':'abcde'}"),
        new Made(
            "a shorter string that fits",
            x("String", "MaxLength='50'"),
            "[{'id':1,'x':'\uD83D\uDE00bcde'}]",
            x("String", "MaxLength='5'"),
            "{'id':1,'x':'\uD83D\uDE00bcde'}"),
        new Made(
            "names that differ in case",
            x("String", ""),
            two,
            a(p("X", "Int32", "Nullable='false' DefaultValue='1'")),
            "{'id':1,'X':1},{'id':2,'X':1}"),
        new Made(
            "an enumeration to its names",
            "<EnumType Name='e'><Member Name='on' Value='1'/></EnumType>"
                + a("<Property Name='x' Type='N.e'/>"),
            "[{'id':1,'x':'on'}]",
            x("String", ""),
            "{'id':1,'x':'on'}"),
        new Made(
            "names to an enumeration",
            x("String", ""),
            "[{'id':1,'x':'on'}]",
            "<EnumType Name='e'><Member Name='on' Value='1'/></EnumType>"
                + a("<Property Name='x' Type='N.e'/>"),
            "{'id':1,'x':'on'}"),
        new Made(
            "another key",
            x("String", "Nullable='false'"),
            "[{'id':1,'x':'u'},{'id':2,'x':'v'}]",
            x("String", "Nullable='false'").replace("Ref Name='id'", "Ref Name='x'"),
            "{'id':1,'x':'u'},{'id':2,'x':'v'}"));
  }

  @ParameterizedTest
  @MethodSource("lossless")
  void whatLosesNothingIsMade(Made c) {
    Versions versions = new Versions(directory).load(c.before(), "as", c.rows());
    versions.change(c.after());
    String expected = "{\"value\":[" + c.answer().replace('\'', '"') + "]}";
    assertEquals(expected, versions.get(c.after(), "as?$orderby=id").replace("\n", ""));
    assertEquals(Plan.EMPTY, versions.change(c.after()), "it is done once");
    versions.change(c.after().replace("</EntityType>", p("later", "Byte", "") + "</EntityType>"));
  }

  /** A catalogue spells several types alike, so that nothing is converted by guessing. */
  @ParameterizedTest
  @MethodSource("lossless")
  void databasesWithoutADescriptionKeepTheirRows(Made c) {
    Versions versions = new Versions(directory).load(c.before(), "as", c.rows());
    boolean converts = c.name().matches(".* to [A-Z].*|.* to (its names|an enumeration)");
    var rows = converts ? versions.rows("SELECT id, x FROM N_a") : List.of();
    List<String> refusal = versions.forget().refusal(c.after(), false);
    if (converts) {
      String guid = TestDatabase.isPostgres() ? "" : "Guid|";
      boolean alike = c.name().matches("Int32 to Int64|(" + guid + "DateTimeOffset) to String");
      assertEquals(alike, refusal.get(0).equals("no refusal"), refusal.toString());
      assertEquals(rows, versions.rows("SELECT id, x FROM N_a"));
    } else {
      assertEquals("no refusal", refusal.get(0));
      String expected = "{\"value\":[" + c.answer().replace('\'', '"') + "]}";
      assertEquals(expected, versions.get(c.after(), "as?$orderby=id").replace("\n", ""));
    }
  }

  /**
   * A change that is refused.
   *
   * @param accepted the answer after agreement; empty where none helps
   */
  record Refused(
      String name, String before, String rows, String after, List<String> lines, String accepted) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Refused loses(
      String name, String before, String rows, String after, String line, String accepted) {
    return new Refused(name, before, rows, after, List.of("This would be lost:", line), accepted);
  }

  private static Refused breaks(
      String name, String before, String rows, String after, String line) {
    return new Refused(
        name, before, rows, after, List.of("This has to be mended first:", line), "");
  }

  static Stream<Refused> refused() {
    String x12 = "[{'id':1,'x':'12'},{'id':2},{'id':3,'x':'abc'}]";
    String nulls = "{'id':1,'x':12},{'id':2,'x':null},{'id':3,'x':null}";
    String enumeration =
        "<EnumType Name='e'><Member Name='on' Value='1'/><Member Name='off' Value='2'/></EnumType>";
    return Stream.of(
        loses(
            "a property",
            x("String", ""),
            x12,
            a(""),
            "N_a.x: 2 of 3 rows have a value that would be lost",
            "{'id':1},{'id':2},{'id':3}"),
        loses(
            "a type",
            x("String", ""),
            x12,
            x("Int32", ""),
            "N_a.x: 1 of 3 rows has a value that the new type does not have and that would be lost (the first: id 3)",
            nulls),
        loses(
            "a fraction",
            x("Double", ""),
            "[{'id':1,'x':12},{'id':2},{'id':3,'x':1.5}]",
            x("Int64", ""),
            "N_a.x: 1 of 3 rows has a value that the new type does not have and that would be lost (the first: id 3)",
            nulls),
        loses(
            "a zero in front",
            x("String", ""),
            "[{'id':1,'x':'007'}]",
            x("Int32", ""),
            "N_a.x: 1 of 1 row has a value that the new type does not have and that would be lost (the first: id 1)",
            "{'id':1,'x':null}"),
        loses(
            "a collection",
            a("<Property Name='x' Type='Collection(Edm.String)'/>"),
            "[{'id':1,'x':['u','v']}]",
            a(""),
            "N_a_x: 2 rows would be lost",
            "{'id':1}"),
        breaks(
            "a required property",
            a(""),
            "[{'id':1}]",
            x("Int32", "Nullable='false'"),
            "N_a.x: needs a value in 1 row, and it has no DefaultValue"),
        breaks(
            "nulls",
            x("String", ""),
            x12,
            x("String", "Nullable='false'"),
            "N_a.x: may not be null, but is in 1 of 3 rows (the first: id 2), and it has no DefaultValue"),
        breaks(
            "a required type",
            x("String", "Nullable='false'"),
            "[{'id':1,'x':'a'}]",
            x("Int32", "Nullable='false'"),
            "N_a.x: 1 of 1 row has a value that the new type does not have (the first: id 1)"),
        breaks(
            "longer strings",
            x("String", "MaxLength='9'"),
            x12,
            x("String", "MaxLength='2'"),
            "N_a.x: 1 of 3 rows has a value outside of MaxLength 2 (the first: id 3)"),
        breaks(
            "more digits",
            x("Decimal", "Scale='2'"),
            "[{'id':1,'x':1.25},{'id':2,'x':1.5}]",
            x("Decimal", "Scale='1'"),
            "N_a.x: 1 of 2 rows has a value outside of Scale 1 (the first: id 1)"),
        breaks(
            "bigger numbers",
            x("Decimal", "Scale='2' Precision='9'"),
            "[{'id':1,'x':100}]",
            x("Decimal", "Scale='2' Precision='4'"),
            "N_a.x: 1 of 1 row has a value outside of Precision 4 (the first: id 1)"),
        breaks(
            "a smaller integer",
            x("Int64", ""),
            "[{'id':1,'x':300}]",
            x("Byte", ""),
            "N_a.x: 1 of 1 row has a value outside of the range of Edm.Byte (the first: id 1)"),
        breaks(
            "fractions of a second",
            x("DateTimeOffset", "Precision='3'"),
            "[{'id':1,'x':'2025-03-01T08:15:00.25Z'}]",
            x("DateTimeOffset", "Precision='1'"),
            "N_a.x: 1 of 1 row has a value outside of Precision 1 (the first: id 1)"),
        breaks(
            "a member",
            enumeration + a("<Property Name='x' Type='N.e'/>"),
            "[{'id':1,'x':'off'}]",
            enumeration.replace("<Member Name='off' Value='2'/>", "")
                + a("<Property Name='x' Type='N.e'/>"),
            "N_a.x: 1 of 1 row has a value outside of the members of the enumeration (the first: id 1)"),
        breaks(
            "another key that is there twice",
            x("String", "Nullable='false'"),
            "[{'id':1,'x':'u'},{'id':2,'x':'u'}]",
            x("String", "Nullable='false'").replace("Ref Name='id'", "Ref Name='x'"),
            "N_a: rows have the same key (x)"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatLosesSomethingIsRefusedAndToldAndDoneOnAgreement(Refused c) {
    Versions versions = new Versions(directory).load(c.before(), "as", c.rows());
    String before = versions.get(c.before(), "as");
    assertEquals(c.lines(), versions.refusal(c.after(), false));
    assertEquals(before, versions.get(c.before(), "as"), "nothing was changed");
    if (c.accepted().isEmpty()) {
      assertEquals(c.lines(), versions.refusal(c.after(), true));
      assertEquals(before, versions.get(c.before(), "as"), "nothing was changed");
    } else {
      assertEquals(c.lines().subList(1, 2), versions.change(c.after(), true).losses());
      String expected = "{\"value\":[" + c.accepted().replace('\'', '"') + "]}";
      assertEquals(expected, versions.get(c.after(), "as?$orderby=id").replace("\n", ""));
    }
  }
}
