package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recursive hierarchies, with the examples of the specification (Data Aggregation, 5.5.2 and 6).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HierarchyTest {
  private static final String OWN = "$root/SalesOrganizations,SalesOrgHierarchy,ID";
  private static final String RELATED =
      "$root/SalesOrganizations,SalesOrgHierarchy,SalesOrganization/ID";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = SalesOrganizations.serve(folder);
  }

  @AfterAll
  void close() {
    service.close();
  }

  private JsonNode value(String target) {
    return service.json(target).get("value");
  }

  /** What stands at a place in each instance. */
  private List<String> all(String target, String... places) {
    List<String> all = new ArrayList<>();
    for (JsonNode instance : value(target)) {
      List<String> one = new ArrayList<>();
      for (String place : places) {
        one.add(instance.at(place).asText());
      }
      all.add(String.join(" ", one));
    }
    return all;
  }

  private Set<String> ids(String target) {
    List<String> all = all(target, "/ID");
    Set<String> ids = new TreeSet<>(all);
    assertEquals(ids.size(), all.size(), "no instance comes twice");
    return ids;
  }

  private static String call(String function, String more) {
    return "SalesOrganizations?$filter=Aggregation."
        + function
        + "(HierarchyNodes=$root/SalesOrganizations,HierarchyQualifier='SalesOrgHierarchy',Node=ID"
        + more
        + ")";
  }

  @Test
  void c5_5_2_1_isdescendant() {
    assertEquals(
        Set.of("EMEA Central", "US", "US East", "US West", "EMEA"),
        ids(call("isdescendant", ",Ancestor='Sales'")));
    assertEquals(
        Set.of("US", "EMEA"), ids(call("isdescendant", ",Ancestor='Sales',MaxDistance=1")));
    assertEquals(
        Set.of("US", "US East", "US West"),
        ids(call("isdescendant", ",Ancestor='US',MaxDistance=1,IncludeSelf=true")));
    assertEquals(
        Set.of("US", "US East", "US West"),
        ids(call("isdescendant", ",Ancestor='US',MaxDistance=5000,IncludeSelf=true")));
    assertEquals(
        Set.of("Sales", "EMEA", "EMEA Central"),
        ids(call("isdescendant", ",Ancestor='US',IncludeSelf=true").replace("=Agg", "=not Agg")));
    assertEquals(Set.of(), ids(call("isdescendant", ",Ancestor='none',IncludeSelf=true")));
  }

  @Test
  void c5_5_2_1_isancestor() {
    assertEquals(Set.of("US", "Sales"), ids(call("isancestor", ",Descendant='US East'")));
    assertEquals(
        Set.of("US", "US East"),
        ids(call("isancestor", ",Descendant='US East',MaxDistance=1,IncludeSelf=true")));
  }

  /** Neither side is known before the rows are read. */
  @Test
  void c5_5_2_1_bothSidesAreOfTheInstance() {
    assertEquals(
        Set.of("US", "EMEA", "EMEA Central", "US East", "US West"),
        ids(call("isdescendant", ",Ancestor=Superordinate/ID")));
    assertEquals(
        Set.of("EMEA Central", "US East", "US West"),
        ids(call("isdescendant", ",Ancestor=Superordinate/Superordinate/ID,MaxDistance=2")));
    assertEquals(
        Set.of(),
        ids(call("isdescendant", ",Ancestor=Superordinate/Superordinate/ID,MaxDistance=1")));
    assertEquals(Set.of(), ids(call("isancestor", ",Descendant=Superordinate/ID")));
  }

  @Test
  void c5_5_2_1_isnodeIsrootIsleafIssibling() {
    assertEquals(6, ids(call("isnode", "")).size());
    assertEquals(Set.of("Sales"), ids(call("isroot", "")));
    assertEquals(Set.of("EMEA Central", "US East", "US West"), ids(call("isleaf", "")));
    assertEquals(Set.of("US West"), ids(call("issibling", ",Other='US East'")));
    assertEquals(Set.of(), ids(call("issibling", ",Other='Sales'")));
    assertEquals(Set.of(), ids(call("issibling", ",Other=ID")));
    assertEquals(
        List.of("6"),
        all(
            "Rings?$filter=Aggregation.isroot(HierarchyNodes=$root/Rings,"
                + "HierarchyQualifier='Rings',Node=ID)",
            "/ID"));
  }

  @Test
  void c5_5_2_1_aNodeIsToldByItsIdentifierAlone() {
    assertEquals(
        List.of("6", "7", "8"),
        all(
            "Sales?$select=ID&$filter=Aggregation.isdescendant("
                + "HierarchyNodes=$root/SalesOrganizations,HierarchyQualifier='SalesOrgHierarchy',"
                + "Node=SalesOrganization/ID,Ancestor='EMEA')",
            "/ID"));
    assertEquals(
        List.of("EMEA Central EMEA", "US West US", "US East US"),
        all(call("isleaf", "") + "&$expand=Superordinate($select=ID)", "/ID", "/Superordinate/ID"));
  }

  /** The nodes can be some of a set: a parent that is none of them is no parent. */
  @Test
  void c5_5_2_1_theNodesMakeTheHierarchy() {
    String filtered =
        "SalesOrganizations?$filter=Aggregation.isroot("
            + "HierarchyNodes=$root/SalesOrganizations/$filter(ID ne 'Sales'),"
            + "HierarchyQualifier='SalesOrgHierarchy',Node=ID)";
    assertEquals(Set.of("EMEA", "US"), ids(filtered));
  }

  @Test
  void c6_2_1_ancestors() {
    String start = ",filter(contains(Name,'East') or contains(Name,'Central'))";
    JsonNode answer =
        service.json(
            "SalesOrganizations?$apply=ancestors("
                + OWN
                + start
                + ")&$expand=Superordinate/$ref&$orderby=ID");
    assertTrue(answer.get("@odata.context").asText().endsWith("$metadata#SalesOrganizations"));
    String id = ",\"Superordinate\":{\"@odata.id\":\"SalesOrganizations('Sales')\"}}";
    assertEquals(
        "[{\"ID\":\"EMEA\",\"Name\":\"EMEA\""
            + id
            + ",{\"ID\":\"Sales\",\"Name\":\"Corporate Sales\",\"Superordinate\":null},"
            + "{\"ID\":\"US\",\"Name\":\"US\""
            + id
            + "]",
        answer.get("value").toString().replaceAll("http://localhost:\\d+/odata/", ""));
    assertEquals(
        Set.of("EMEA", "EMEA Central", "US", "US East"),
        ids("SalesOrganizations?$apply=ancestors(" + OWN + start + ",1,keep start)"));
  }

  @Test
  void c6_2_1_descendants() {
    assertEquals(
        Set.of("US West", "US", "US East"),
        ids("SalesOrganizations?$apply=descendants(" + OWN + ",filter(Name eq 'US'),keep start)"));
    assertEquals(
        Set.of("US", "EMEA"),
        ids("SalesOrganizations?$apply=descendants(" + OWN + ",filter(ID eq 'Sales'),1)"));
    // What is below another start is a descendant, though not kept as a start.
    assertEquals(
        Set.of("US", "US East", "US West", "EMEA", "EMEA Central"),
        ids("SalesOrganizations?$apply=descendants(" + OWN + ",identity)"));
    assertEquals(
        Set.of("US East"),
        ids(
            "SalesOrganizations?$apply=filter(ID ne 'US')/descendants("
                + OWN
                + ",filter(ID eq 'Sales'))/filter(endswith(ID,'East'))"));
  }

  @Test
  void c6_2_1_instancesRelatedToNodes() {
    assertEquals(
        Set.of("4", "5", "6", "7", "8"),
        ids(
            "Sales?$apply=ancestors("
                + RELATED
                + ",filter(contains(SalesOrganization/Name,'East')"
                + " or contains(SalesOrganization/Name,'Central')),keep start)"));
    assertEquals(
        Set.of("P1", "P2", "P3"),
        ids(
            "Products?$apply=descendants($root/SalesOrganizations,SalesOrgHierarchy,"
                + "Sales/SalesOrganization/ID,filter(ID eq 'P2'),keep start)"));
    assertEquals(
        Set.of("P1", "P3"),
        ids(
            "Products?$apply=filter(ID ne 'P2')/ancestors($root/SalesOrganizations,"
                + "SalesOrgHierarchy,Sales/SalesOrganization/ID,identity,keep start)"));
  }

  /** Data Aggregation, 7.8. */
  @Test
  void c6_2_1_whatIsLeftIsAggregated() {
    String total = "/aggregate(Amount with sum as TotalAmount)";
    assertEquals(
        List.of("19"),
        all(
            "Sales?$apply=descendants("
                + RELATED
                + ",filter(SalesOrganization/Name eq 'US West'"
                + " or SalesOrganization/ID eq 'US East'),keep start)"
                + total,
            "/TotalAmount"));
    assertEquals(
        List.of("19"),
        all(
            "SalesOrganizations?$apply=descendants("
                + OWN
                + ",filter(Name eq 'US'),keep start)/aggregate(Sales/Amount with sum as Total)",
            "/Total"));
  }

  @Test
  void c6_2_1_eachGroupHasAStartOfItsOwn() {
    assertEquals(
        List.of("2020 1", "2021 2"),
        all(
            "Sales?$apply=groupby((Year),descendants("
                + RELATED
                + ",topcount(1,Amount),keep start)/aggregate($count as Number))&$orderby=Year",
            "/Year",
            "/Number"));
  }

  @Test
  void c6_2_2_traverse() {
    String sorted = ",preorder,Name asc)";
    assertEquals(
        List.of("Sales", "EMEA", "EMEA Central", "US", "US East", "US West"),
        all("SalesOrganizations?$apply=traverse(" + OWN + sorted, "/ID"));
    assertEquals(
        List.of("Sales", "US", "US West", "US East", "EMEA", "EMEA Central"),
        all("SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name desc)", "/ID"));
    assertEquals(
        List.of("EMEA Central", "EMEA", "US East", "US West", "US", "Sales"),
        all("SalesOrganizations?$apply=traverse(" + OWN + ",postorder,Name)", "/ID"));
    assertEquals(
        List.of("Sales", "EMEA", "EMEA Central", "US", "US West", "US East"),
        all("SalesOrganizations?$apply=traverse(" + OWN + ",preorder)", "/ID"));
    assertEquals(
        List.of("US", "US East"),
        all(
            "SalesOrganizations?$apply=descendants("
                + OWN
                + ",filter(Name eq 'US'),keep start)/ancestors("
                + OWN
                + ",filter(contains(Name,'East')),keep start)/traverse("
                + OWN
                + ",preorder)&$expand=Superordinate/$ref",
            "/ID"));
  }

  @Test
  void c6_2_2_pagesGoOnInTheOrderOfTheTree() {
    JsonNode first =
        service.json(
            "SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name)&$count=true",
            "Prefer: maxpagesize=4");
    assertEquals(6, first.get("@odata.count").asInt());
    String next = first.get("@odata.nextLink").asText();
    assertEquals(
        List.of("US East", "US West"),
        all(next.substring(next.indexOf("SalesOrganizations")), "/ID"));
    assertEquals(
        List.of("EMEA", "EMEA Central"),
        all("SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name)&$skip=1&$top=2", "/ID"));
    assertEquals(
        List.of("EMEA", "EMEA Central"),
        all("SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name)/skip(1)/top(2)", "/ID"));
  }

  @Test
  void c6_2_2_instancesRelatedToNodesAreTraversed() {
    assertEquals(
        List.of("8 EMEA Central", "4 US East", "3 US West"),
        all(
            "Sales?$apply=filter(ID ne '6')/groupby((SalesOrganization/ID),topcount(1,Amount))"
                + "/traverse("
                + RELATED
                + ",preorder,Name asc)",
            "/ID",
            "/SalesOrganization/ID"));
    assertEquals(
        List.of("3", "2", "1", "4", "5"),
        all(
            "Sales?$apply=filter(startswith(SalesOrganization/ID,'US'))/orderby(Amount desc)"
                + "/traverse("
                + RELATED
                + ",postorder,Name desc)",
            "/ID"));
  }

  @Test
  void c6_2_2_1_aNodeOfManyParentsComesOnEachWay() {
    assertEquals(
        List.of(
            "Sales",
            "EMEA",
            "EMEA Central",
            "US",
            "US East",
            "US West",
            "US",
            "US East",
            "US West"),
        all(
            "SalesOrganizations?$apply=traverse("
                + "$root/SalesOrganizations,MultiParentHierarchy,ID,preorder,Name)",
            "/ID"));
    assertEquals(
        Set.of("EMEA", "Sales"),
        ids(
            "SalesOrganizations?$apply=ancestors("
                + "$root/SalesOrganizations,MultiParentHierarchy,ID,filter(ID eq 'US'))"));
  }

  @Test
  void c6_2_2_startNodes() {
    assertEquals(
        List.of("US", "US East", "US West", "EMEA", "EMEA Central"),
        all(
            "SalesOrganizations?$apply=traverse("
                + OWN
                + ",preorder,filter(length(ID) le 4),length(ID),Name)",
            "/ID"));
  }

  @Test
  void c6_3_theInstancesAreTheNodes() {
    JsonNode answer =
        service.json(
            "SalesOrganizations?$apply=groupby((rolluprecursive("
                + OWN
                + ")),aggregate($count as OrgCnt)/compute(OrgCnt sub 1 as SubOrgCnt))"
                + "&$select=ID,Name,SubOrgCnt&$expand=Superordinate($select=ID)&$orderby=ID");
    assertTrue(
        answer
            .get("@odata.context")
            .asText()
            .endsWith("$metadata#SalesOrganizations(ID,Name,SubOrgCnt,Superordinate(ID))"),
        answer.toString());
    List<String> found = new ArrayList<>();
    answer
        .get("value")
        .forEach(
            node ->
                found.add(
                    node.at("/ID").asText()
                        + " "
                        + node.at("/SubOrgCnt").asText()
                        + " "
                        + node.at("/Superordinate/ID").asText()));
    assertEquals(
        List.of(
            "EMEA 1 Sales",
            "EMEA Central 0 EMEA",
            "Sales 5 ",
            "US 2 Sales",
            "US East 0 US",
            "US West 0 US"),
        found);
  }

  @Test
  void c6_3_rollupnode() {
    String rollup =
        "groupby((rolluprecursive("
            + RELATED
            + ",descendants("
            + OWN
            + ",filter(ID eq 'US'),keep start))),";
    String own =
        "filter(SalesOrganization eq Aggregation.rollupnode())"
            + "/aggregate(Amount with sum as TotalAmountExcl,$count as Number))";
    assertEquals(
        List.of("US null 0", "US East 12 2", "US West 7 3"),
        all(
            "Sales?$apply=" + rollup + own + "/traverse(" + RELATED + ",preorder,Name asc)",
            "/SalesOrganization/ID",
            "/TotalAmountExcl",
            "/Number"));
    String both =
        "compute(case(SalesOrganization eq Aggregation.rollupnode():Amount) as AmountExcl)"
            + "/aggregate(Amount with sum as TotalAmountIncl,"
            + "AmountExcl with sum as TotalAmountExcl))";
    assertEquals(
        List.of("US 19 null", "US East 12 12", "US West 7 7"),
        all(
            "Sales?$apply=" + rollup + both + "/traverse(" + RELATED + ",preorder,Name asc)",
            "/SalesOrganization/ID",
            "/TotalAmountIncl",
            "/TotalAmountExcl"));
    JsonNode answer =
        service.json("Sales?$apply=" + rollup + both + "&$orderby=TotalAmountIncl desc&$top=1");
    assertTrue(
        answer
            .get("@odata.context")
            .asText()
            .endsWith("#Sales(SalesOrganization(),TotalAmountIncl,TotalAmountExcl)"),
        answer.toString());
    assertEquals(
        "{\"SalesOrganization\":{\"ID\":\"US\",\"Name\":\"US\"},"
            + "\"TotalAmountIncl@odata.type\":\"#Decimal\",\"TotalAmountIncl\":19,"
            + "\"TotalAmountExcl@odata.type\":\"#Decimal\",\"TotalAmountExcl\":null}",
        answer.get("value").get(0).toString());
  }

  @Test
  void c6_3_actualAndVisualTotals() {
    String up = "ancestors(" + OWN + ",filter(ID eq 'US East'),keep start)";
    String rollup =
        "groupby((rolluprecursive("
            + RELATED
            + ","
            + up
            + ")),aggregate(Amount with sum as Total))"
            + "/traverse("
            + RELATED
            + ",preorder)";
    assertEquals(
        List.of("Sales 24", "US 19", "US East 12"),
        all("Sales?$apply=" + rollup, "/SalesOrganization/ID", "/Total"));
    assertEquals(
        List.of("Sales 12", "US 12", "US East 12"),
        all(
            "Sales?$apply=ancestors("
                + RELATED
                + ",filter(SalesOrganization/ID eq 'US East'),keep start)/"
                + rollup,
            "/SalesOrganization/ID",
            "/Total"));
  }

  /** Case 3 of 6.2.2: the identifiers are those of something else. */
  @Test
  void c6_3_nodesWithoutInstancesHaveNoTotal() {
    assertEquals(
        List.of(
            "EMEA null",
            "EMEA Central null",
            "Sales null",
            "US null",
            "US East null",
            "US West null"),
        all(
            "Sales?$apply=groupby((rolluprecursive("
                + OWN
                + ")),aggregate(Amount with sum as TotalAmount))&$orderby=ID",
            "/ID",
            "/TotalAmount"));
  }

  @Test
  void c6_3_aThinnedOutHierarchy() {
    assertEquals(
        List.of(
            "EMEA 2 Sales",
            "EMEA Central 2 EMEA",
            "Sales 4 ",
            "US 2 Sales",
            "US East 1 US",
            "US West 1 US"),
        all(
            "Sales?$apply=filter(Product/Name eq 'Paper')/groupby((rolluprecursive("
                + RELATED
                + ")),aggregate($count as PaperSalesCount))"
                + "&$expand=SalesOrganization($expand=Superordinate($select=ID))"
                + "&$orderby=SalesOrganization/ID",
            "/SalesOrganization/ID",
            "/PaperSalesCount",
            "/SalesOrganization/Superordinate/ID"));
    assertEquals(
        List.of("EMEA 0", "EMEA Central 0", "Sales 2", "US 2", "US East 1", "US West 1"),
        all(
            "Sales?$apply=filter(Product/Name eq 'Coffee')/groupby((rolluprecursive("
                + RELATED
                + ")),aggregate($count as Number))&$orderby=SalesOrganization/ID",
            "/SalesOrganization/ID",
            "/Number"));
  }

  @Test
  void c6_3_otherPropertiesPartTheGroups() {
    assertEquals(
        List.of(
            "EMEA 2020 4", "EMEA Central 2020 4", "US 2020 10", "US East 2020 8", "US West 2020 2"),
        all(
            "Sales?$apply=groupby((rolluprecursive("
                + RELATED
                + "),Year),aggregate(Amount with sum as Total))"
                + "/filter(Year eq 2020 and SalesOrganization/ID ne 'Sales')"
                + "&$orderby=SalesOrganization/ID",
            "/SalesOrganization/ID",
            "/Year",
            "/Total"));
  }

  /** Data Aggregation, 7.8: what was rolled up is still assigned to its nodes. */
  @Test
  void c6_3_whatComesOutIsAssignedToTheNodes() {
    String total = "aggregate(Amount with sum as Total)";
    String end = "/orderby(SalesOrganization/Name)/traverse(" + RELATED + ",preorder)";
    List<String> expected = List.of("EMEA 5", "EMEA Central 5");
    assertEquals(
        expected,
        all(
            "Sales?$apply=groupby((rolluprecursive("
                + RELATED
                + ")),"
                + total
                + ")/filter(Aggregation.isdescendant(HierarchyNodes=$root/SalesOrganizations,"
                + "HierarchyQualifier='SalesOrgHierarchy',Node=SalesOrganization/ID,"
                + "Ancestor='EMEA',MaxDistance=2,IncludeSelf=true))"
                + end,
            "/SalesOrganization/ID",
            "/Total"));
    assertEquals(
        expected,
        all(
            "Sales?$apply=groupby((rolluprecursive("
                + RELATED
                + ",descendants("
                + OWN
                + ",filter(ID eq 'EMEA'),2,keep start))),"
                + total
                + ")"
                + end,
            "/SalesOrganization/ID",
            "/Total"));
  }

  /** Data Aggregation, 7.8: a hierarchy that is restricted by another one. */
  @Test
  void c6_3_twoHierarchies() {
    assertEquals(
        List.of("Sales 24", "US 19", "US West 7"),
        all(
            "Sales?$apply=groupby((rolluprecursive("
                + RELATED
                + ",ancestors("
                + OWN
                + ",traverse($root/ProductCategories,ProductCategoryHierarchy,"
                + "ProductCategories/ID,preorder,descendants("
                + "$root/ProductCategories,ProductCategoryHierarchy,ID,"
                + "filter(Name eq 'Cereals'),keep start)),keep start))),"
                + "aggregate(Amount with sum as TotalAmount))"
                + "&$expand=SalesOrganization($select=ID;$expand=ProductCategories/$ref)"
                + "&$orderby=TotalAmount desc",
            "/SalesOrganization/ID",
            "/TotalAmount"));
  }

  @Test
  void c6_3_theOrderOfATraversalIsKept() {
    assertEquals(
        List.of("EMEA Central 5", "EMEA 5", "US East 12", "US West 7", "US 19", "Sales 24"),
        all(
            "Sales?$apply=groupby((rolluprecursive("
                + RELATED
                + ",traverse("
                + OWN
                + ",postorder,Name))),aggregate(Amount with sum as Total))",
            "/SalesOrganization/ID",
            "/Total"));
  }

  /** There are no cycles in a hierarchy (5.5.2); where data has them all the same, it ends. */
  @Test
  void c5_5_2_cyclesEnd() {
    String rings = "$root/Rings,Rings,ID";
    assertEquals(
        Set.of("1", "2", "3", "4"), ids("Rings?$apply=descendants(" + rings + ",filter(ID eq 2))"));
    assertEquals(
        Set.of("1", "2", "3", "4"),
        ids("Rings?$apply=descendants(" + rings + ",filter(ID eq 2),999999999)"));
    assertEquals(Set.of("5"), ids("Rings?$apply=ancestors(" + rings + ",filter(ID eq 5))"));
    assertEquals(List.of("6"), all("Rings?$apply=traverse(" + rings + ",preorder)", "/ID"));
    assertEquals(
        List.of("1", "2", "3", "4"),
        all("Rings?$apply=traverse(" + rings + ",preorder,filter(ID eq 1))", "/ID"));
    assertEquals(
        List.of("1 4", "2 4", "3 4", "4 1", "5 1", "6 1"),
        all(
            "Rings?$apply=groupby((rolluprecursive("
                + rings
                + ")),aggregate($count as Number))&$orderby=ID",
            "/ID",
            "/Number"));
  }

  @Test
  void c6_2_deepHierarchies(@TempDir Path folder) {
    try (ModelUnderTest large = SalesOrganizations.serve(folder, 1000, 1)) {
      String rings = "$root/Rings,Rings,ID";
      assertEquals(
          999,
          large
              .json(
                  "Rings?$apply=descendants(" + rings + ",filter(ID eq 1))/aggregate($count as N)")
              .at("/value/0/N")
              .asInt());
      assertEquals(
          1000,
          large
              .json("Rings?$apply=traverse(" + rings + ",preorder)/skip(999)")
              .at("/value/0/ID")
              .asInt());
      assertEquals(
          1000,
          large
              .json("Rings?$apply=traverse(" + rings + ",postorder)/top(1)")
              .at("/value/0/ID")
              .asInt());
      assertEquals(
          501,
          large
              .json(
                  "Rings?$apply=groupby((rolluprecursive("
                      + rings
                      + ")),aggregate($count as N))/filter(ID eq 500)")
              .at("/value/0/N")
              .asInt());
    }
  }

  @Test
  void c6_2_wideHierarchies(@TempDir Path folder) {
    try (ModelUnderTest large = SalesOrganizations.serve(folder, 20_000, 4)) {
      String rings = "$root/Rings,Rings,ID";
      long start = System.nanoTime();
      assertEquals(
          19_999,
          large
              .json(
                  "Rings?$apply=descendants(" + rings + ",filter(ID eq 1))/aggregate($count as N)")
              .at("/value/0/N")
              .asInt());
      assertEquals(
          20_000,
          large
              .json(
                  "Rings?$apply=groupby((rolluprecursive("
                      + rings
                      + ")),aggregate($count as N))&$orderby=N desc&$top=1")
              .at("/value/0/N")
              .asInt());
      assertEquals(
          2,
          large
              .json("Rings?$apply=traverse(" + rings + ",preorder)&$top=2")
              .at("/value/1/ID")
              .asInt());
      assertEquals(
          15_000,
          large
              .json(
                  "Rings/$count?$filter=Aggregation.isleaf(HierarchyNodes=$root/Rings,"
                      + "HierarchyQualifier='Rings',Node=ID)")
              .asInt());
      assertTrue(System.nanoTime() - start < 60_000_000_000L, "in reasonable time");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ancestors($root/SalesOrganizations,Nothing,ID,identity)|36",
        "ancestors($root/ProductCategories,SalesOrgHierarchy,ID,identity)|35",
        "descendants($root/SalesOrganizations,SalesOrgHierarchy,ID,identity,0)|68",
        "filter(Aggregation.isroot(HierarchyNodes=$root/Sales,HierarchyQualifier='X',Node=ID))|8"
      })
  void c5_5_2_whatIsNoHierarchyIsRefused(String apply, int at) {
    Answer answer = service.get("SalesOrganizations?$apply=" + apply);
    assertEquals(400, answer.status(), answer.text());
    assertTrue(answer.text().contains(" at position " + at + "."), answer.text());
  }
}
