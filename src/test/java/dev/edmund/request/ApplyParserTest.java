package dev.edmund.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.request.apply.GroupElement;
import dev.edmund.request.apply.Shape;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Aggregation;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of {@code $apply} and {@code $compute}, and what the options behind them see. */
class ApplyParserTest {
  private final SampleModel shop = SampleModel.standard();

  private QueryOptions options(String query) {
    return shop.read("Products?" + query).options();
  }

  private TransformationSequence apply(String transformations) {
    return Objects.requireNonNull(options("$apply=" + transformations).apply());
  }

  private static String type(Shape shape, String name) {
    EdmType type = Objects.requireNonNull(shape.parts().get(name), name).type();
    return type == null ? "unknown" : type.getName();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Price with sum|Decimal",
        "Stock with sum|Decimal",
        "Weight with sum|Double",
        "Lead with average|Duration",
        "Created with max|DateTimeOffset",
        "Name with min|String",
        "Supplier with countdistinct|Decimal",
        "Parts/Price with average|Decimal",
        "Price mul 2 with max|Decimal",
        "Parts/$count|Decimal",
        "$count|Decimal",
        "Price with sum from Name with max|Decimal",
        "Name with shop.concat|unknown"
      })
  void resultsHaveTheTypeOfTheirMethod(String aggregate, String type) {
    assertEquals(type, type(apply("aggregate(" + aggregate + " as x)").result(), "x"));
  }

  @Test
  void groupingLeavesPathsAndAliases() {
    Shape result =
        apply("groupby((Supplier/Name,Color),aggregate(Price with sum as Total))").result();
    assertFalse(result.has("Price"));
    assertTrue(result.has("Color"));
    assertNotNull(result.computed("Total"));
    Shape supplier = Objects.requireNonNull(result.parts().get("Supplier")).shape();
    assertTrue(supplier.has("Name"));
    assertFalse(supplier.has("Code"));
  }

  @Test
  void aGroupKeepsWhatItsTransformationsLeave() {
    assertTrue(apply("groupby((Name),topcount(1,Price))").result().has("Stock"));
    assertFalse(apply("groupby((Name))").result().has("Stock"));
  }

  @Test
  void concatLeavesWhatAnyOfItsPartsLeaves() {
    Shape result = apply("concat(groupby((Name)),aggregate(Price with sum as Total))").result();
    assertTrue(result.has("Name"));
    assertNotNull(result.computed("Total"));
  }

  @Test
  void joinedAndNestedInstancesHaveTheirOwnShape() {
    Shape result = apply("join(Parts as Part,groupby((Name)))/groupby((Name,Part/Name))").result();
    assertEquals(List.of("Name", "Part"), result.parts().keySet().stream().sorted().toList());
    Shape nested = apply("addnested(Parts,filter(Price gt 3) as Dear)").result();
    assertTrue(nested.complete());
    assertTrue(Objects.requireNonNull(nested.computed("Dear")).collection());
  }

  @Test
  void rollupKeepsItsLevels() {
    Transformation.GroupBy groupBy =
        (Transformation.GroupBy) apply("groupby((rollup($all,Supplier/Name,Name)))").steps().get(0);
    GroupElement.Rollup rollup = (GroupElement.Rollup) groupBy.elements().get(0);
    assertEquals(2, rollup.levels().size());
    assertTrue(rollup.total());
    assertNull(groupBy.then());
  }

  @Test
  void aggregatePathsLeadThroughCollections() {
    Transformation.Aggregate aggregate =
        (Transformation.Aggregate) apply("aggregate(Parts/Price with sum as x)").steps().get(0);
    Aggregation.Measure measure = aggregate.items().get(0).aggregation().measure();
    Expr.Property price = (Expr.Property) measure.expression();
    assertTrue(price.source() instanceof Expr.Navigation);
  }

  @Test
  void laterOptionsSeeWhatIsComputed() {
    QueryOptions options =
        options("$compute=Price mul 2 as Twice&$filter=Twice gt 3&$orderby=Twice&$select=Twice");
    assertEquals(1, options.compute().size());
    Expr.Compare compare = (Expr.Compare) Objects.requireNonNull(options.filter());
    assertEquals("Twice", ((Expr.Computed) compare.left()).name());
    SelectItem.Path path = (SelectItem.Path) options.select().get(0);
    assertEquals(List.of(new Segment.Dynamic("Twice")), path.segments());
  }

  @Test
  void anExpansionComputesItsOwn() {
    QueryOptions options = options("$expand=Parts($compute=Price mul 2 as Twice;$orderby=Twice)");
    assertEquals(1, options.expand().get(0).options().compute().size());
  }

  @Test
  void outerInstancesAreCountedOutward() {
    Expr filter =
        Objects.requireNonNull(
            options("$expand=Parts($filter=Price gt $it/Price)")
                .expand()
                .get(0)
                .options()
                .filter());
    Expr.Property right = (Expr.Property) ((Expr.Compare) filter).right();
    assertEquals(1, ((Expr.Outer) right.source()).levels());
  }

  @Test
  void anAliasForAnInstanceStaysThatInstance() {
    QueryOptions parts =
        options("$expand=Parts(@m=$this;$expand=Parts($filter=@m/Name eq Name))")
            .expand()
            .get(0)
            .options();
    Expr filter = Objects.requireNonNull(parts.expand().get(0).options().filter());
    Expr.Property left = (Expr.Property) ((Expr.Compare) filter).left();
    assertEquals(1, ((Expr.Outer) left.source()).levels());
  }

  @Test
  void aPathMayGoOnBehindAFilter() {
    Expr any =
        Objects.requireNonNull(
            options("$filter=Parts/$filter(Price gt 3)/any(p:p/Active)").filter());
    assertTrue(((Expr.Lambda) any).source() instanceof Expr.Filtered);
    Expr count =
        Objects.requireNonNull(
            options("$filter=Parts/$filter(Active)/$count($search=blue) gt 3").filter());
    Expr.Count counted = (Expr.Count) ((Expr.Compare) count).left();
    assertNotNull(counted.filter());
    assertNotNull(counted.search());
  }
}
