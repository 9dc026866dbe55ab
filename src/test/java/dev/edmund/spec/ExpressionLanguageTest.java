package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions of OData 4.01 (Part 2, 5.1.1): functions, structures, casts, paths to elsewhere. */
final class ExpressionLanguageTest {
  private static final String ALL = "1 2 3 4";

  @TempDir static Path folder = Path.of("");
  private static @Nullable ModelUnderTest served;

  @BeforeAll
  static void serve() {
    served = ExpressionModel.serve(folder);
  }

  @AfterAll
  static void close() {
    model().close();
  }

  private static ModelUnderTest model() {
    return Objects.requireNonNull(served);
  }

  private static void finds(String filter, @Nullable String ids) {
    String expected = ids == null ? "" : ids;
    ExpressionModel.finds(model(), filter, expected.equals("*") ? ALL : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "case(Num gt 0:1,Num lt 0:-1,true:0) eq 1;1 3",
        "case(Num gt 0:1,Num lt 0:-1,true:0) eq -1;2",
        "case(Num gt 0:1,Num lt 0:-1,true:0) eq 0;4",
        "case(Num gt 0:'plus') eq null;2 4",
        "case(Flag:Dec,true:Num) eq 7;3",
        "case(Flag:Dec,true:Num) eq 1234.5;1",
        "case(Flag:null,true:Name) eq '12';3",
        "case(Flag eq true:Flag,true:false);1",
        "hour(case(Flag:At,true:2020-01-01T00:00:00Z)) eq 8;1",
        "case(ID eq 1:Hue,true:self.Hue'Green') eq 'Green';2 3 4",
        "case(true:null) eq null;*",
        "isdefined(Name);*",
        "isdefined(Boss/Name);2 3 4",
        "isdefined(Home/City);1 2 3",
        "isdefined(self.Special/Extra);3",
        "isdefined(Size);2",
        "not isdefined(Boss/Boss/Name);1 2 3"
      })
  @DisplayName("5.1.1.12: case takes the first true condition, isdefined asks for the instance")
  void conditional(String filter, @Nullable String ids) {
    finds(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "matchesPattern(Name,'^A.*e$');1",
        "matchesPattern(Name,'zwei');2",
        "matchesPattern(Name,'^bergamot$');",
        "matchesPattern(Name,'t.z');",
        "matchesPattern(Name,'t\\sz');2",
        "matchesPattern(Name,'t[^]z');2",
        "matchesPattern(Name,'[]');",
        "matchesPattern(Name,'^\\d{2}$');3",
        "matchesPattern(Name,'^[\\d-]+$');3",
        "matchesPattern(Name,'^\\W|ds\\b');1",
        "matchesPattern(Name,'K\\u00e4se|\\x7a(?:w|v)ei');1 2",
        "matchesPattern(Name,'(a|b)?e{1,2}r+?g');2",
        "matchesPattern('🚴a','^.a$');*",
        "matchesPattern('a🚴','^a\\uD83D\\uDEB4$');*",
        "matchesPattern('a.b','^a\\.b$');*",
        "matchesPattern('a-]^b','^a[\\-\\]^]+b$');*",
        "matchesPattern('','^$');*",
        "matchesPattern('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','^((a*)*|a)*b$');",
        "matchesPattern(concat(Name,'é'),'2\\b');3",
        "matchesPattern('ab','^(|x)ab()$');*",
        "not matchesPattern(Name,'a');1 3",
        "matchespattern(Name,null);"
      })
  @DisplayName("5.1.1.7.1: regular expressions of ECMAScript")
  void patterns(String filter, @Nullable String ids) {
    finds(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "(;400;the ')' is missing",
        "a**;400;at position 2",
        "[b-a];400;out of order",
        "a{2,1};400;out of order",
        "a{300};400;patternRepeats",
        "(a{200}){200};400;patternStates",
        "\\q;400;escape",
        "(a)\\1;501;A reference back",
        "(?=a);501;A condition ahead"
      })
  @DisplayName("5.1.1.7.1: what is wrong, too large or needs all ways tried is refused")
  void badPatterns(String pattern, int status, String message) {
    String filter = ExpressionModel.encoded("matchesPattern(Name,'" + pattern + "')");
    Answer answer = model().get("Things?$filter=" + filter);
    assertEquals(status, answer.status(), answer.text());
    assertEquals(true, answer.text().contains(message), answer.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "hassubset([4,1,3],[3,1]);*",
        "hassubset([4,1,3,1],[1,1]);*",
        "hassubset([1,2],[1,1,2]);",
        "hassubset(Tags,['a','b']);1",
        "hassubset(Tags,['a','a','a']);",
        "hassubset(Tags,[]);*",
        "hassubset(Nums,[3,1.50]);1",
        "hassubset(Hues,['Green']);1",
        "hassubset(Homes,[{~City~:~Oslo~}]);1",
        "hassubset(['b','c','a'],Tags);2 3 4",
        "hassubsequence([4,1,3],[4,3]);*",
        "hassubsequence([4,1,3],[3,1]);",
        "hassubsequence(Tags,['b','a']);1",
        "concat(Tags,['z'])/any(t:t eq 'z');*",
        "concat(Tags,['z'])/$count eq 2;2",
        "'z' in concat(Tags,['z']);*",
        "hassubset(concat(Tags,['c']),['c','b']);1 2",
        "concat(Nums,[7])/any(n:n gt 3.5 and n lt 5);1",
        "concat(Homes,Homes)/any(h:h/City eq 'Oslo');1",
        "concat(Tags,[Name])/any(t:startswith(t,'berg'));2",
        "Num in [5,7];1 3",
        "Num in [ID,7,null];3 4",
        "1.5 in Nums;1",
        "Hue in Hues;1",
        "length(Tags) eq 3;1",
        "contains(Tags,['a']) and startswith(Tags,['a','b']) and endswith(Tags,['b','a']);1",
        "indexof(Tags,['b']) eq 0;2",
        "substring(Tags,1)/$count eq 2;1",
        "substring(Tags,-1,1) eq ['a'];1",
        "Tags/$filter($this eq 'a')/$count eq 2;1",
        "Tags/$filter($this eq 'a')/any();1",
        "Tags/$filter($this ne $it/Name) eq ['b'];2"
      })
  @DisplayName("5.1.1.5, 5.1.1.6: functions of collections")
  void collections(String filter, @Nullable String ids) {
    finds(filter.replace('~', '"'), ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "Home eq Work;1 4",
        "Home ne Work;2 3",
        "Home eq null;4",
        "Home eq {\"City\":\"Rome\",\"Zip\":2};2",
        "Home eq {\"Zip\":1,\"City\":\"Rome\",\"Since\":\"2020-01-01\",\"Rent\":10.50};1",
        "Home eq {};3",
        "Home in [{\"City\":\"Rome\",\"Zip\":2},{}];2 3",
        "Work eq {\"City\":Place/City};2",
        "Place eq {\"City\":\"Oslo\",\"Mayor\":\"Kim\"};2",
        "Place eq {\"City\":\"Rome\",\"At\":\"2025-03-01T06:15:00Z\",\"Ratio\":0.10,\"Rent\":10.5};1",
        "Tags eq ['a','b','a'];1",
        "Tags ne ['a','b','a'];2 3 4",
        "Tags eq [];3 4",
        "Tags eq null;",
        "Nums eq [4,1.5,3.0];1",
        "Hues eq ['Red','Green'];1",
        "Reals eq [0.1,INF];1",
        "Homes eq [{\"City\":\"Rome\",\"Zip\":1},{\"City\":\"Oslo\"}];1",
        "[Name,Num] in [['12',7],['x',1]];3",
        "Tags in [['b'],[]];2 3 4",
        "[1,2] eq [1.0,2];*",
        "{\"a\":1} eq {\"a\":1,\"b\":null};*",
        "Boss eq null;1",
        "Boss ne null;2 3 4",
        "Boss eq $root/Things(1);2 3",
        "Boss/Boss eq $root/Things(1);4",
        "$it in $root/Things;*",
        "Reports/any(r:r/Boss eq $it);1 2",
        "$root/Things(1) in Reports;",
        "$root/Things(4) in Reports;2"
      })
  @DisplayName("5.1.1.1.1: entities, complex values and collections compare as wholes")
  void structures(String filter, @Nullable String ids) {
    finds(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "cast(Hue,Edm.String) eq 'Red';1",
        "cast(Looks,Edm.String) eq 'Dotted,Striped';1",
        "cast('Green',self.Hue) eq Hue;2",
        "cast(case(ID eq 1:'Dotted,Striped',true:'4'),self.Looks) eq Looks;1 2",
        "cast(concat(Name,Name),self.Hue) eq null;1 2 4",
        "cast(Num,self.Hue) eq null;*",
        "cast(ID,self.Hue) eq Hue and Hue ne null;1 2",
        "cast(Hue,Edm.Int32) eq 2;2",
        "cast(Num,Edm.Byte) eq 5;1",
        "cast(Num,Edm.SByte) eq null;2 4",
        "cast(Big,Edm.Int32) eq null;*",
        "cast(Big,Edm.String) eq '9007199254740993';1",
        "cast(Dec,Edm.Int32) eq -2;2",
        "cast(Dbl,Edm.Int64) eq null;2 4",
        "cast(Dbl,Edm.String) eq '0.1';1",
        "cast(Dbl,Edm.String) eq '1.0E300';2",
        "cast(Dbl,Edm.String) eq '-1.0E-9';3",
        "cast(Dbl,Edm.Single) eq null;2 4",
        "cast(Name,Edm.Int32) eq 12;3",
        "cast(Name,Edm.Double) eq null;1 2 4",
        "cast(cast(Dec,Edm.String),Edm.Decimal) eq Dec;1 2 3 4",
        "cast(cast(Dbl,Edm.String),Edm.Double) eq Dbl;1 2 3 4",
        "cast(cast(At,Edm.String),Edm.DateTimeOffset) eq At;1 2 3 4",
        "hour(cast(cast(At,Edm.String),Edm.DateTimeOffset)) eq 8;1",
        "cast(cast(Day,Edm.String),Edm.Date) eq Day;1 2 3 4",
        "cast(cast(Clock,Edm.String),Edm.TimeOfDay) eq Clock;1 2 3 4",
        "cast(cast(Span,Edm.String),Edm.Duration) eq Span;1 2 3 4",
        "cast(cast(Uid,Edm.String),Edm.Guid) eq Uid;1 2 3 4",
        "cast(cast(Flag,Edm.String),Edm.Boolean) eq Flag;1 2 3 4",
        "cast(Bin,Edm.String) eq '_w8';1",
        "cast(Span,Edm.String) eq 'P1DT2H3M4.5S';1",
        "cast(At,Edm.Date) eq 2025-03-01 and cast(At,Edm.TimeOfDay) eq 08:15:00.25;1",
        "cast(Day,Edm.DateTimeOffset) eq 2024-02-29T00:00:00Z;1",
        "cast(concat('2023-02-',Name),Edm.Date) eq 2023-02-12;3",
        "cast(concat(Name,'x'),Edm.Date) eq null;*",
        "cast(concat('2023-02-29',''),Edm.Date) eq null;*",
        "cast(concat('2023-02-28T10:00:00',''),Edm.DateTimeOffset) eq 2023-02-28T10:00:00Z;*",
        "cast(concat('PT36H',''),Edm.Duration) eq duration'P1DT12H';*",
        "cast(concat('true',''),Edm.Boolean);*",
        "cast(Uid,Edm.Int32) eq null;*",
        "cast(Name,self.Short) eq '12';3",
        "cast(Name,self.Short) eq null;1 2 4",
        "cast(Nums,Collection(Edm.String))/any(n:n eq '1.5');1",
        "cast(Tags,Collection(Edm.Int32))/any(n:n eq null);1 2",
        "isof(Tags,Collection(Edm.String));*",
        "isof(Tags,Collection(Edm.Int32));3 4",
        "isof(Reports,Collection(self.Special));3 4",
        "isof(Home,self.Address);1 2 3",
        "cast(Boss,self.Special) eq null;*",
        "$it/self.Special ne null;3",
        "cast($it,self.Special)/Extra eq 'x';3",
        "Reports/self.Special/any(r:r/Extra eq 'x');1"
      })
  @DisplayName("5.1.1.10: cast and isof; a cast that fails is null")
  void types(String filter, @Nullable String ids) {
    finds(filter, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "Name eq $root/Things(3)/Name;3",
        "Num lt $root/Things(3)/Num;1 2",
        "$root/Things/any(t:t/BossID eq $it/ID);1 2",
        "$root/Things/$count eq 4;*",
        "$root/Things/$count($filter=BossID eq 1) eq 2;*",
        "$root/Things/$count($filter=BossID eq $it/ID) eq 1;2",
        "$root/Top/Name eq 'top';*",
        "$root/Things(1)/Home/City eq Home/City;1 2",
        "$root/Things(1)/Place/City eq Home/City;1 2",
        "$root/Things(1)/Tags/$count eq 3;*",
        "$root/Things(2)/Boss/Name eq Name;1",
        "$root/Things(2)/Reports/any(r:r/ID eq $it/ID);4",
        "$root/Things(2)/Size eq 5;*",
        "$root/Things(99)/Name eq null;*",
        "$root/Things/$filter(Num gt 0)/any(t:t/ID eq $it/ID);1 3",
        "Reports(3)/Name eq '12';1",
        "Reports(4)/Boss/Name eq Name and Reports/any();2",
        "Reports(3)/self.Special/Extra eq 'x';1",
        "Reports/$filter(Num lt 0)/any();1",
        "Reports/$filter(Num lt $it/Num)/$count eq 1;1",
        "Reports/$filter(Num lt 0)/any(r:r/Reports/any());1"
      })
  @DisplayName("5.1.1.14.5, 5.1.1.15: $root, keys and /$filter in paths")
  void elsewhere(String filter, @Nullable String ids) {
    finds(filter, ids);
  }

  private static List<String> reports(String options) {
    List<String> found = new ArrayList<>();
    for (JsonNode thing :
        EdmundUnderTest.items(
            model()
                .json(
                    "Things?$select=ID&$orderby=ID&$expand=Reports("
                        + options
                        + ")".replace("+", "%2B")))) {
      List<String> ids = new ArrayList<>();
      thing.get("Reports").forEach(r -> ids.add(r.get("ID").asText()));
      found.add(String.join(",", ids));
    }
    return found;
  }

  @Test
  @DisplayName("5.1.1.14.4: $it in nested options is the instance around")
  void outer() {
    assertEquals(
        List.of("3", "", "", ""), reports("$select=ID;$orderby=ID;$filter=$it/Num lt Num"));
    assertEquals(
        List.of("2", "", "", ""), reports("$select=ID;$filter=$it/Home/City eq $this/Home/City"));
    assertEquals(List.of("", "4", "", ""), reports("$select=ID;$filter=$it/Boss/Tags/$count eq 3"));
    assertEquals(
        List.of("2,3", "", "", ""),
        reports("$select=ID;$orderby=ID;$filter=$it/Tags/any(t:t eq 'a')"));
    JsonNode deep =
        model()
            .json(
                "Things(1)?$select=ID&$expand=Reports($select=ID;$orderby=ID;"
                    + "$expand=Reports($select=ID;$filter=$it/Num lt ID add 2))");
    assertEquals(4, deep.at("/Reports/0/Reports/0/ID").asInt());
    assertEquals(
        0,
        model()
            .json(
                "Things(1)?$select=ID&$expand=Reports($select=ID;$orderby=ID;"
                    + "$expand=Reports($select=ID;$filter=$it/Num gt ID add 2))")
            .at("/Reports/0/Reports")
            .size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "substring('abcdef',-2) eq 'ef' and substring('abcdef',-9) eq 'abcdef';*",
        "substring('abcdef',-3,2) eq 'de' and substring('abcdef',7) eq '';*",
        "5 div 2 eq 2 and -5 div 2 eq -2 and 5 divby 2 eq 2.5;*",
        "-5 mod 3 eq -2 and 5 mod -3 eq 2 and -5.5 mod 2 eq -1.5;*",
        "round(0.5) eq 1 and round(-0.5) eq -1 and round(2.5) eq 3 and round(-2.5) eq -3;*",
        "round(2.5e0) eq 3 and round(-0.5e0) eq -1 and round(0.49999999999999994e0) eq 0;*",
        "0.1 add 0.2 eq 0.3 and 1 divby 3 mul 3 lt 1;*",
        "INF eq INF and not (NaN eq NaN) and NaN ne NaN and -INF lt INF and 1 div 0.0e0 eq INF;*",
        "length('🚴ä') eq 2 and indexof('🚴b','b') eq 1 and toupper('straße') eq 'STRASSE';*",
        "tolower('ŁÓDŹ') eq 'łódź' and toupper('éç') eq 'ÉÇ';*",
        "year(2019-12-31T23:30:00-02:00) eq 2019 and day(2019-12-31T23:30:00-02:00) eq 31;*",
        "totaloffsetminutes(2019-12-31T23:30:00-02:30) eq -150;*",
        "2024-02-28 add duration'P1D' eq 2024-02-29 and 2024-03-01 sub 2024-02-28 eq duration'P2D';*",
        "duration'PT1H' mul 2.5 eq duration'PT2H30M' and -duration'PT1H' lt duration'PT0S';*"
      })
  @DisplayName("5.1.1.2, 5.1.1.5 to .9: arithmetic and functions of literals")
  void literals(String filter, @Nullable String ids) {
    finds(filter, ids);
  }
}
