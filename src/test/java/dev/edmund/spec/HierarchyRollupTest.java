package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grouping with {@code rolluprecursive}, with the examples of the specification (Data Aggregation,
 * 6.3).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HierarchyRollupTest {
  private static final String OWN = "$root/SalesOrganizations,SalesOrgHierarchy,ID";
  private static final String RELATED =
      "$root/SalesOrganizations,SalesOrgHierarchy,SalesOrganization/ID";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @SuppressWarnings("NullAway.Init")
  private InstanceAnswers answers;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = SalesOrganizations.serve(folder);
    answers = new InstanceAnswers(service);
  }

  @AfterAll
  void close() {
    service.close();
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
        answers.all(
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
        answers.all(
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
        "{\"SalesOrganization\":{\"@odata.etag\":\"W/\\\"1\\\"\",\"ID\":\"US\",\"Name\":\"US\"},"
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
        answers.all("Sales?$apply=" + rollup, "/SalesOrganization/ID", "/Total"));
    assertEquals(
        List.of("Sales 12", "US 12", "US East 12"),
        answers.all(
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
        answers.all(
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
        answers.all(
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
        answers.all(
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
        answers.all(
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
        answers.all(
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
        answers.all(
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
        answers.all(
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
        answers.all(
            "Sales?$apply=groupby((rolluprecursive("
                + RELATED
                + ",traverse("
                + OWN
                + ",postorder,Name))),aggregate(Amount with sum as Total))",
            "/SalesOrganization/ID",
            "/Total"));
  }
}
