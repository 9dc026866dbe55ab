package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.expr.Search;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the URL parser makes of URLs, beyond what the OASIS cases can say. */
class UriParserTest {
  private static final String GUID = "11111111-2222-3333-4444-55555555aaaa";

  private final SampleModel shop = SampleModel.standard();
  private final SampleModel graph = SampleModel.keySegments();

  private Expr filter(String expression) {
    return Objects.requireNonNull(shop.read("Products?$filter=" + expression).options().filter());
  }

  private Expr.Literal right(String comparison) {
    return (Expr.Literal) ((Expr.Compare) filter(comparison)).right();
  }

  private static String show(Expr.Literal literal) {
    return (literal.type() == null ? "null" : literal.type().getName()) + " " + literal.text();
  }

  private ODataException error(String url) {
    return assertThrows(ODataException.class, () -> shop.read(url), url);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Stock eq 5|Int64 5",
        "Price gt 1000.50|Decimal 1000.50",
        "Price gt 1e3|Decimal 1e3",
        "Weight eq 3|Double 3",
        "Weight eq INF|Double INF",
        "Rating lt 127|Byte 127",
        "Rating gt 300|Int16 300",
        "Rating gt -1|SByte -1",
        "Stock eq 1.5|Decimal 1.5",
        "Stock eq 99999999999999999999|Decimal 99999999999999999999",
        "Price eq %2B5|Decimal 5",
        "Price eq 3.5m|Decimal 3.5",
        "Price eq -3D|Decimal -3",
        "Stock eq 5L|Int64 5",
        "Stock eq 1e3f|Double 1e3",
        "ID eq 11111111-2222-3333-4444-55555555AAAA|Guid 11111111-2222-3333-4444-55555555aaaa",
        "ID eq '11111111-2222-3333-4444-55555555AAAA'|Guid 11111111-2222-3333-4444-55555555aaaa",
        "Released eq '2024-02-29'|Date 2024-02-29",
        "Released eq 2024-02-29|Date 2024-02-29",
        "Created ge 2024-02-29|DateTimeOffset 2024-02-29T00:00:00Z",
        "Created ge 2024-02-29T10:00+01:00|DateTimeOffset 2024-02-29T10:00+01:00",
        "Created ge 2024-02-29T10:00%2B01:00|DateTimeOffset 2024-02-29T10:00+01:00",
        "Created ge 2024-02-29t10:00z|DateTimeOffset 2024-02-29T10:00Z",
        "Opens lt 08:30|TimeOfDay 08:30",
        "Lead eq duration'P1D'|Duration P1D",
        "Lead eq 'PT36H'|Duration PT36H",
        "Color eq 'green'|Color 1",
        "Color eq Shop.V1.Color'green'|Color 1",
        "Color eq self.Color'0'|Color 0",
        "Marks has 'new,last'|Mark 5",
        "Data eq binary'Zm9v'|Binary Zm9v",
        "Name eq 'O''Neil'|String O'Neil",
        "Name eq 'a%2Bb%26c'|String a+b&c",
        "Name eq null|null null",
        "Active eq TRUE|Boolean true"
      })
  void literalsTakeTheTypeOfWhatTheyAreComparedWith(String expression, String literal) {
    assertEquals(literal, show(right(expression)));
  }

  @Test
  void aLiteralOnTheLeftFitsToo() {
    Expr.Compare compare = (Expr.Compare) filter("5 lt Stock");
    assertEquals("Int64 5", show((Expr.Literal) compare.left()));
  }

  @Test
  void membersOfAListFit() {
    Expr.In in = (Expr.In) filter("Color in ('red','green',null)");
    List<String> shown =
        ((Expr.Items) in.right()).items().stream().map(i -> show((Expr.Literal) i)).toList();
    assertEquals(List.of("Color 0", "Color 1", "null null"), shown);
    assertEquals(
        "Double 1",
        show(
            (Expr.Literal)
                ((Expr.Items) ((Expr.In) filter("Weight in (1,2.5)")).right()).items().get(0)));
  }

  @Test
  void operatorsBindAsPart2Section5_1_1_17Says() {
    Expr.Logical or = (Expr.Logical) filter("Active or Price add 2 mul 3 gt 7 and not Active");
    assertEquals(2, or.operands().size());
    Expr.Logical and = (Expr.Logical) or.operands().get(1);
    Expr.Compare compare = (Expr.Compare) and.operands().get(0);
    Expr.Arithmetic add = (Expr.Arithmetic) compare.left();
    assertTrue(add.right() instanceof Expr.Arithmetic);
    assertTrue(and.operands().get(1) instanceof Expr.Not);
  }

  @Test
  void andAndOrAreFlat() {
    assertEquals(
        400,
        ((Expr.Logical) filter("Stock eq 1" + " or Stock eq 2".repeat(399))).operands().size());
    assertEquals(3, ((Expr.Logical) filter("(Active and Active) and Active")).operands().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not isof(self.Special)",
        "not(contains(Name,'x'))",
        "- Price lt 3",
        "Price lt - 3",
        "Tags/any()",
        "Tags/any(t: t eq 'x')",
        "Tags/any( t : t eq 'x' )",
        "Parts/all(p:p/Parts/any(p:p/Name eq 'x'))",
        "Parts/any(p:p/Supplier/Name eq Name)",
        "Parts/$count($filter=Price gt 3) gt 2",
        "Parts/$filter(Price gt 3)/$count gt 2",
        "Supplier/Name EQ 'x' AND CONTAINS(Name,'y')",
        "concat(concat(Origin/City,', '),Origin/Zip) eq 'a, b'",
        "Created add duration'P1D' gt now()",
        "Created add 'P1D' gt now()",
        "Created sub Created eq duration'P1D'",
        "self.Special/Feature eq 'x'",
        "cast(Stock,Edm.String) eq '5'",
        "year(Created) eq 2024 and date(Created) eq 2024-01-01",
        "case(Price gt 3:'dear',true:'cheap') eq 'dear'",
        "Stock divby 2 eq 2.5",
        "Price eq null",
        "Origin eq null",
        "Supplier ne null",
        "$root/Products(" + GUID + ")/Price lt Price",
        "Name eq @missing"
      })
  void isRead(String expression) {
    filter(expression);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Name eq 5|TYPE_MISMATCH|Edm.String and Edm.Byte",
        "Price eq 'x'|TYPE_MISMATCH|Edm.Decimal and Edm.String",
        "Tags eq 'x'|TYPE_MISMATCH|Collection(Edm.String)",
        "Origin gt Origin|TYPE_MISMATCH|Shop.V1.Address",
        "Name|TYPE_MISMATCH|Edm.Boolean is expected",
        "Name and Active|TYPE_MISMATCH|Edm.String",
        "contains(Stock,'1')|TYPE_MISMATCH|contains takes Edm.String and not Edm.Int64",
        "Name add 1 eq 2|TYPE_MISMATCH|'add' does not take Edm.String",
        "Nam eq 'x'|UNKNOWN_NAME|'Nam' is not a property of Shop.V1.Product (did you mean 'Name'?)",
        "Supplier/Cod eq 'x'|UNKNOWN_NAME|did you mean 'Code'",
        "Unheardof eq 'x'|UNKNOWN_NAME|'Unheardof' is not a property of Shop.V1.Product at",
        "Color eq 'blue'|INVALID_VALUE|'blue' is not a member of Shop.V1.Color",
        "Color eq 'red,green'|INVALID_VALUE|not a flags type",
        "Released eq 2023-02-29|INVALID_VALUE|2023-02-29",
        "Created gt 2023-02-28T10:00:00|INVALID_VALUE|Z or an offset",
        "Name eq 'x|SYNTAX|closing quote",
        "Name in ('a' 'b')|SYNTAX|','",
        "Name eq 'a' foo|SYNTAX|position 13",
        "substring(Name) eq 'a'|SYNTAX|substring takes 2 to 3 arguments",
        "Parts/Name eq 'x'|TYPE_MISMATCH|use any or all",
        "Special.Near(city='x') eq null|UNKNOWN_NAME|Special.Near",
        "nofunction(1) eq 1|UNKNOWN_NAME|nofunction"
      })
  void isRefused(String expression, ErrorCode code, String part) {
    ODataException e = error("Products?$filter=" + expression);
    assertEquals(code, e.code(), e.text());
    assertTrue(e.text().contains(part), e.text());
    assertEquals("$filter", e.target());
  }

  @Test
  void optionsTakeAnyCaseAndNeedNoDollar() {
    QueryOptions options = shop.read("Products?%24Top=2&SKIP=3&count=TRUE").options();
    assertEquals(2L, options.top());
    assertEquals(3L, options.skip());
    assertTrue(options.count());
  }

  @Test
  void otherOptionsAreCustom() {
    ODataRequestLine line = shop.read("Products?find=O%27Neil+x&!special&$top=1");
    assertEquals(Map.of("find", "O'Neil x", "!special", ""), line.custom());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Products?$top=1&top=2|BAD_REQUEST|more than once",
        "Products?$unknown=1|BAD_REQUEST|$unknown",
        "Products?$apply=aggregate(Prize with sum as Total)|UNKNOWN_NAME|did you mean 'Price'?) at"
            + " position 11",
        "Products?$apply=groupby((Name))/filter(Price gt 3)|UNKNOWN_NAME|'Price' is not among",
        "Products?$apply=groupby((Name))&$select=Price|UNKNOWN_NAME|'Price' is not among",
        "Products?$apply=groupby((Name))&$expand=Parts|UNKNOWN_NAME|'Parts' is not among",
        "Products?$apply=aggregate(Name with sum as Total)|TYPE_MISMATCH|sum does not take"
            + " Edm.String",
        "Products?$apply=aggregate(Price with sum as Name)|BAD_REQUEST|already a property 'Name'",
        "Products?$apply=groupby((Parts/Name))|TYPE_MISMATCH|a collection cannot be grouped by",
        "Products?$apply=ancestors($root/Products,H,Name,compute(1 as x))|BAD_REQUEST|not allowed"
            + " here",
        "Products?$apply=ancestors($root/Products,None,Name,identity)|UNKNOWN_NAME|'None' is not a"
            + " recursive hierarchy of Collection(Shop.V1.Product) at position 26",
        "Products?$apply=ancestors($root/Orders,H,Name,identity)|UNKNOWN_NAME|'H' is not a"
            + " recursive hierarchy",
        "Products?$apply=ancestors($root/Products,H,Name,identity,0)|INVALID_VALUE|a distance is 1"
            + " or greater",
        "Top?$apply=identity|BAD_REQUEST|$apply does not apply to a single",
        "Products?$compute=Price as Name|BAD_REQUEST|already a property 'Name'",
        "Products?$compute=Price as x,Stock as x|BAD_REQUEST|already a property 'x'",
        "Products?$compute=Price as x,x add 1 as y|UNKNOWN_NAME|'x' is not a property",
        "Products?$compute=Price|SYNTAX|'as' is expected",
        "Products?$schemaversion=a b|INVALID_VALUE|schema version",
        "Products?$index=x|INVALID_VALUE|an integer is expected",
        "Products?$top=-1|INVALID_VALUE|position 1",
        "Products?$top=99999999999999999999|INVALID_VALUE|64-bit",
        "Products?$count=yes|INVALID_VALUE|true or false",
        "Products?$filter=%zz|SYNTAX|position 1",
        "Products?$filter=Name eq '%C3%28'|SYNTAX|position 10",
        "Products/$count?$select=Name|BAD_REQUEST|$select does not apply to $count",
        "Top?$filter=true|BAD_REQUEST|$filter does not apply",
        "Top/Price?$select=Name|BAD_REQUEST|$select does not apply",
        "Products?$levels=2|BAD_REQUEST|$levels",
        "$metadata?$top=1|BAD_REQUEST|$top",
        "Nothing|NOT_FOUND|Nothing",
        "Near(city=5)|TYPE_MISMATCH|'city' is Edm.String and not Edm.Byte",
        "Near(city=@c)?@c=[1]|TYPE_MISMATCH|'city' is Edm.String and not a list",
        "Near(city=@c)?@c={}|TYPE_MISMATCH|'city'",
        "Near(town='x')|NOT_FOUND|[city]",
        "Top/Pricee|NOT_FOUND|did you mean 'Price'",
        "Products/Name|NOT_FOUND|Name",
        "Products(1)|INVALID_VALUE|Edm.Guid and not Edm.Byte",
        "Products(Name='x')|UNKNOWN_NAME|not in the key",
        "Orders(1)/Items(OrderNumber=1,Line=1,Line=2)|INVALID_VALUE|twice",
        "Top/Origin/$value|BAD_REQUEST|$value",
        "Top/$value|BAD_REQUEST|$value",
        "Products//Name|SYNTAX|empty segment",
        "Products?$orderby=Origin|TYPE_MISMATCH|no order",
        "Products?$orderby=Name up|SYNTAX|asc, desc",
        "Products?$select=Nmae|UNKNOWN_NAME|did you mean 'Name'",
        "Products?$select=Supplier/Name|SYNTAX|not expected",
        "Products?$expand=Name|BAD_REQUEST|not a navigation property",
        "Products?$expand=Supplier($top=1)|BAD_REQUEST|$top does not apply",
        "Products?$expand=Parts($levels=6)|LIMIT_EXCEEDED|expandDepth (5)",
        "Products?$expand=Supplier($levels=2)|BAD_REQUEST|leads back",
        "Products?$filter=Paint eq 'x'|UNKNOWN_NAME|'Paint' is not a property",
        "Products?$select=Paint|UNKNOWN_NAME|'Paint' is not a property",
        "Top/Paint|NOT_FOUND|'Paint' is not a property",
        "Bags?$filter=Shop.V1.Color eq 'x'|UNKNOWN_NAME|Shop.V1.Color",
        "Bags(Color=1)|UNKNOWN_NAME|Color",
        "$entity|BAD_REQUEST|$id"
      })
  void requestsAreRefused(String url, ErrorCode code, String part) {
    ODataException e = error(url);
    assertEquals(code, e.code(), e.text());
    assertTrue(e.text().contains(part), e.text());
  }

  private static List<KeyValue> key(ODataRequestLine line) {
    return line.path().stream()
        .filter(s -> s instanceof Segment.Key)
        .map(s -> ((Segment.Key) s).values())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Suppliers('a%2Fb')",
        "Suppliers(Code='a%2Fb')",
        "Suppliers(@k)?@k='a/b'",
        "Suppliers%28%27a%2Fb%27%29",
        "Suppliers(Code=@k)?@k=%27a/b%27"
      })
  void keysInParentheses(String url) {
    KeyValue value = key(shop.read(url)).get(0);
    assertEquals("Code", value.name());
    assertEquals("String a/b", show(value.value()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Suppliers/a%2Fb", "Suppliers/a%2Fb/", "Suppliers/a%2Fb/Products"})
  void keysAsSegments(String url) {
    assertEquals("String a/b", show(key(graph.read(url)).get(0).value()));
  }

  @Test
  void aContainedKeyNeedsNoParentKey() {
    for (ODataRequestLine line :
        List.of(shop.read("Orders(7)/Items(2)"), graph.read("Orders/7/Items/2"))) {
      assertEquals(
          List.of("OrderNumber=Int32 7", "Line=Int32 2"),
          key(line).stream().map(k -> k.name() + "=" + show(k.value())).toList());
    }
  }

  @Test
  void anEmptyLastSegmentIsTolerated() {
    assertEquals(1, shop.read("Products/?$top=1").path().size());
    assertEquals(0, shop.read("").path().size());
  }

  @Test
  void filterSegmentsMayHoldSlashes() {
    List<Segment> path = shop.read("Products/$filter(Supplier/Name eq 'a/b')/$count").path();
    assertEquals(3, path.size());
    assertTrue(path.get(1) instanceof Segment.Filter);
  }

  @Test
  void argumentsComeFromParenthesesAliasesOrOptions() {
    for (String url :
        List.of(
            "Near(city='Rom')", "Near(city=@c)?@c='Rom'", "Near?@city='Rom'", "Near?city='Rom'")) {
      Segment.Operation call = (Segment.Operation) shop.read(url).path().get(0);
      assertEquals("String Rom", show((Expr.Literal) call.arguments().get(0).value()), url);
      assertEquals("Near", call.importName());
    }
    Segment.Operation best =
        (Segment.Operation) shop.read("Products/Shop.V1.Best(count=3)").path().get(1);
    assertEquals("Int64 3", show((Expr.Literal) best.arguments().get(0).value()));
  }

  @Test
  void expandNestsAndStars() {
    List<ExpandItem> items =
        shop.read(
                "Products?$expand=*,Parts($select=Name,Price;$orderby=Name desc;$top=2;"
                    + "$filter=Name eq 'a;b)';$expand=Supplier/$ref),Origin/Shipper")
            .options()
            .expand();
    assertEquals(4, items.size());
    ExpandItem parts = items.get(0);
    assertEquals(2L, parts.options().top());
    assertEquals(ExpandItem.Kind.REFERENCES, parts.options().expand().get(0).kind());
    assertEquals(2, items.get(1).path().size());
    assertEquals(
        5,
        shop.read("Products?$expand=Parts($levels=max)")
            .options()
            .expand()
            .get(0)
            .options()
            .levels());
  }

  @Test
  void aliasesMayStandBehindTheirUse() {
    ExpandItem item =
        shop.read("Products?$expand=Parts($filter=Name eq @n;@n='x')").options().expand().get(0);
    Expr.Compare compare = (Expr.Compare) Objects.requireNonNull(item.options().filter());
    assertEquals(Comparison.EQ, compare.operator());
    assertEquals("String x", show((Expr.Literal) compare.right()));
  }

  @Test
  void searchReadsOperatorsAndWords() {
    Search search =
        Objects.requireNonNull(
            shop.read("Products?$search=a AND b OR NOT \"c d\" e").options().search());
    Search.Or or = (Search.Or) search;
    assertEquals(2, or.operands().size());
    assertTrue(or.operands().get(0) instanceof Search.And);
    assertTrue(((Search.And) or.operands().get(1)).operands().get(0) instanceof Search.Not);
    assertEquals(
        new Search.And(List.of(new Search.Term("AND", false), new Search.Term("OR", false))),
        shop.read("Products?$search=AND OR").options().search());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Suppliers('x')",
        "/service/Suppliers('x')",
        "http://host/service/Suppliers('x')",
        "HTTP://HOST/service/Suppliers('x')",
        "Suppliers('http:x')"
      })
  void entityIdsAreRead(String id) {
    assertEquals(2, shop.parser().parseEntityId(id, "http://host/service/").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil/service/Suppliers('x')",
        "//host/service/Suppliers('x')",
        "urn:a:b",
        "Suppliers",
        "/other/Suppliers('x')",
        "http://host@evil/service/Suppliers('x')",
        "file:///etc/passwd",
        "Suppliers('x')?$select=Name",
        ""
      })
  void otherIdsAreNot(String id) {
    ODataException e =
        assertThrows(
            ODataException.class, () -> shop.parser().parseEntityId(id, "http://host/service/"));
    assertTrue(e.code().status() < 500, e.text());
  }

  @Test
  void entityIsShapedByItsIdOrACast() {
    assertEquals(1, shop.read("$entity?$id=Suppliers('x')&$select=Name").options().select().size());
    assertEquals(ErrorCode.BAD_REQUEST, error("$entity?$id=urn:x:y&$select=Name").code());
  }

  @Test
  void rawCharactersOfBrowsersArriveUnharmed() {
    assertEquals("String {a}[b]|^\"", show(right("Name eq '{a}[b]|^\"'")));
    assertEquals("String a b", show(right("Name+eq+'a+b'")));
  }
}
