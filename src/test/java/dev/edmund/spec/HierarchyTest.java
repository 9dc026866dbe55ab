package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
        answers.ids(call("isdescendant", ",Ancestor='Sales'")));
    assertEquals(
        Set.of("US", "EMEA"), answers.ids(call("isdescendant", ",Ancestor='Sales',MaxDistance=1")));
    assertEquals(
        Set.of("US", "US East", "US West"),
        answers.ids(call("isdescendant", ",Ancestor='US',MaxDistance=1,IncludeSelf=true")));
    assertEquals(
        Set.of("US", "US East", "US West"),
        answers.ids(call("isdescendant", ",Ancestor='US',MaxDistance=5000,IncludeSelf=true")));
    assertEquals(
        Set.of("Sales", "EMEA", "EMEA Central"),
        answers.ids(
            call("isdescendant", ",Ancestor='US',IncludeSelf=true").replace("=Agg", "=not Agg")));
    assertEquals(Set.of(), answers.ids(call("isdescendant", ",Ancestor='none',IncludeSelf=true")));
  }

  @Test
  void c5_5_2_1_isancestor() {
    assertEquals(Set.of("US", "Sales"), answers.ids(call("isancestor", ",Descendant='US East'")));
    assertEquals(
        Set.of("US", "US East"),
        answers.ids(call("isancestor", ",Descendant='US East',MaxDistance=1,IncludeSelf=true")));
  }

  /** Neither side is known before the rows are read. */
  @Test
  void c5_5_2_1_bothSidesAreOfTheInstance() {
    assertEquals(
        Set.of("US", "EMEA", "EMEA Central", "US East", "US West"),
        answers.ids(call("isdescendant", ",Ancestor=Superordinate/ID")));
    assertEquals(
        Set.of("EMEA Central", "US East", "US West"),
        answers.ids(
            call("isdescendant", ",Ancestor=Superordinate/Superordinate/ID,MaxDistance=2")));
    assertEquals(
        Set.of(),
        answers.ids(
            call("isdescendant", ",Ancestor=Superordinate/Superordinate/ID,MaxDistance=1")));
    assertEquals(Set.of(), answers.ids(call("isancestor", ",Descendant=Superordinate/ID")));
  }

  @Test
  void c5_5_2_1_isnodeIsrootIsleafIssibling() {
    assertEquals(6, answers.ids(call("isnode", "")).size());
    assertEquals(Set.of("Sales"), answers.ids(call("isroot", "")));
    assertEquals(Set.of("EMEA Central", "US East", "US West"), answers.ids(call("isleaf", "")));
    assertEquals(Set.of("US West"), answers.ids(call("issibling", ",Other='US East'")));
    assertEquals(Set.of(), answers.ids(call("issibling", ",Other='Sales'")));
    assertEquals(Set.of(), answers.ids(call("issibling", ",Other=ID")));
    assertEquals(
        List.of("6"),
        answers.all(
            "Rings?$filter=Aggregation.isroot(HierarchyNodes=$root/Rings,"
                + "HierarchyQualifier='Rings',Node=ID)",
            "/ID"));
  }

  @Test
  void c5_5_2_1_aNodeIsToldByItsIdentifierAlone() {
    assertEquals(
        List.of("6", "7", "8"),
        answers.all(
            "Sales?$select=ID&$filter=Aggregation.isdescendant("
                + "HierarchyNodes=$root/SalesOrganizations,HierarchyQualifier='SalesOrgHierarchy',"
                + "Node=SalesOrganization/ID,Ancestor='EMEA')",
            "/ID"));
    assertEquals(
        List.of("EMEA Central EMEA", "US West US", "US East US"),
        answers.all(
            call("isleaf", "") + "&$expand=Superordinate($select=ID)", "/ID", "/Superordinate/ID"));
  }

  /** The nodes can be some of a set: a parent that is none of them is no parent. */
  @Test
  void c5_5_2_1_theNodesMakeTheHierarchy() {
    String filtered =
        "SalesOrganizations?$filter=Aggregation.isroot("
            + "HierarchyNodes=$root/SalesOrganizations/$filter(ID ne 'Sales'),"
            + "HierarchyQualifier='SalesOrgHierarchy',Node=ID)";
    assertEquals(Set.of("EMEA", "US"), answers.ids(filtered));
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
    String etag = "{\"@odata.etag\":\"W/\\\"1\\\"\",";
    assertEquals(
        "["
            + etag
            + "\"ID\":\"EMEA\",\"Name\":\"EMEA\""
            + id
            + ","
            + etag
            + "\"ID\":\"Sales\",\"Name\":\"Corporate Sales\",\"Superordinate\":null},"
            + etag
            + "\"ID\":\"US\",\"Name\":\"US\""
            + id
            + "]",
        answer.get("value").toString().replaceAll("http://localhost:\\d+/odata/", ""));
    assertEquals(
        Set.of("EMEA", "EMEA Central", "US", "US East"),
        answers.ids("SalesOrganizations?$apply=ancestors(" + OWN + start + ",1,keep start)"));
  }

  @Test
  void c6_2_1_descendants() {
    assertEquals(
        Set.of("US West", "US", "US East"),
        answers.ids(
            "SalesOrganizations?$apply=descendants(" + OWN + ",filter(Name eq 'US'),keep start)"));
    assertEquals(
        Set.of("US", "EMEA"),
        answers.ids("SalesOrganizations?$apply=descendants(" + OWN + ",filter(ID eq 'Sales'),1)"));
    // What is below another start is a descendant, though not kept as a start.
    assertEquals(
        Set.of("US", "US East", "US West", "EMEA", "EMEA Central"),
        answers.ids("SalesOrganizations?$apply=descendants(" + OWN + ",identity)"));
    assertEquals(
        Set.of("US East"),
        answers.ids(
            "SalesOrganizations?$apply=filter(ID ne 'US')/descendants("
                + OWN
                + ",filter(ID eq 'Sales'))/filter(endswith(ID,'East'))"));
  }

  @Test
  void c6_2_1_instancesRelatedToNodes() {
    assertEquals(
        Set.of("4", "5", "6", "7", "8"),
        answers.ids(
            "Sales?$apply=ancestors("
                + RELATED
                + ",filter(contains(SalesOrganization/Name,'East')"
                + " or contains(SalesOrganization/Name,'Central')),keep start)"));
    assertEquals(
        Set.of("P1", "P2", "P3"),
        answers.ids(
            "Products?$apply=descendants($root/SalesOrganizations,SalesOrgHierarchy,"
                + "Sales/SalesOrganization/ID,filter(ID eq 'P2'),keep start)"));
    assertEquals(
        Set.of("P1", "P3"),
        answers.ids(
            "Products?$apply=filter(ID ne 'P2')/ancestors($root/SalesOrganizations,"
                + "SalesOrgHierarchy,Sales/SalesOrganization/ID,identity,keep start)"));
  }

  /** Data Aggregation, 7.8. */
  @Test
  void c6_2_1_whatIsLeftIsAggregated() {
    String total = "/aggregate(Amount with sum as TotalAmount)";
    assertEquals(
        List.of("19"),
        answers.all(
            "Sales?$apply=descendants("
                + RELATED
                + ",filter(SalesOrganization/Name eq 'US West'"
                + " or SalesOrganization/ID eq 'US East'),keep start)"
                + total,
            "/TotalAmount"));
    assertEquals(
        List.of("19"),
        answers.all(
            "SalesOrganizations?$apply=descendants("
                + OWN
                + ",filter(Name eq 'US'),keep start)/aggregate(Sales/Amount with sum as Total)",
            "/Total"));
  }

  @Test
  void c6_2_1_eachGroupHasAStartOfItsOwn() {
    assertEquals(
        List.of("2020 1", "2021 2"),
        answers.all(
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
        answers.all("SalesOrganizations?$apply=traverse(" + OWN + sorted, "/ID"));
    assertEquals(
        List.of("Sales", "US", "US West", "US East", "EMEA", "EMEA Central"),
        answers.all("SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name desc)", "/ID"));
    assertEquals(
        List.of("EMEA Central", "EMEA", "US East", "US West", "US", "Sales"),
        answers.all("SalesOrganizations?$apply=traverse(" + OWN + ",postorder,Name)", "/ID"));
    assertEquals(
        List.of("Sales", "EMEA", "EMEA Central", "US", "US West", "US East"),
        answers.all("SalesOrganizations?$apply=traverse(" + OWN + ",preorder)", "/ID"));
    assertEquals(
        List.of("US", "US East"),
        answers.all(
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
        answers.all(next.substring(next.indexOf("SalesOrganizations")), "/ID"));
    assertEquals(
        List.of("EMEA", "EMEA Central"),
        answers.all(
            "SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name)&$skip=1&$top=2", "/ID"));
    assertEquals(
        List.of("EMEA", "EMEA Central"),
        answers.all(
            "SalesOrganizations?$apply=traverse(" + OWN + ",preorder,Name)/skip(1)/top(2)", "/ID"));
  }

  @Test
  void c6_2_2_instancesRelatedToNodesAreTraversed() {
    assertEquals(
        List.of("8 EMEA Central", "4 US East", "3 US West"),
        answers.all(
            "Sales?$apply=filter(ID ne '6')/groupby((SalesOrganization/ID),topcount(1,Amount))"
                + "/traverse("
                + RELATED
                + ",preorder,Name asc)",
            "/ID",
            "/SalesOrganization/ID"));
    assertEquals(
        List.of("3", "2", "1", "4", "5"),
        answers.all(
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
        answers.all(
            "SalesOrganizations?$apply=traverse("
                + "$root/SalesOrganizations,MultiParentHierarchy,ID,preorder,Name)",
            "/ID"));
    assertEquals(
        Set.of("EMEA", "Sales"),
        answers.ids(
            "SalesOrganizations?$apply=ancestors("
                + "$root/SalesOrganizations,MultiParentHierarchy,ID,filter(ID eq 'US'))"));
  }

  @Test
  void c6_2_2_startNodes() {
    assertEquals(
        List.of("US", "US East", "US West", "EMEA", "EMEA Central"),
        answers.all(
            "SalesOrganizations?$apply=traverse("
                + OWN
                + ",preorder,filter(length(ID) le 4),length(ID),Name)",
            "/ID"));
  }

  /** There are no cycles in a hierarchy (5.5.2); where data has them all the same, it ends. */
  @Test
  void c5_5_2_cyclesEnd() {
    String rings = "$root/Rings,Rings,ID";
    assertEquals(
        Set.of("1", "2", "3", "4"),
        answers.ids("Rings?$apply=descendants(" + rings + ",filter(ID eq 2))"));
    assertEquals(
        Set.of("1", "2", "3", "4"),
        answers.ids("Rings?$apply=descendants(" + rings + ",filter(ID eq 2),999999999)"));
    assertEquals(Set.of("5"), answers.ids("Rings?$apply=ancestors(" + rings + ",filter(ID eq 5))"));
    assertEquals(List.of("6"), answers.all("Rings?$apply=traverse(" + rings + ",preorder)", "/ID"));
    assertEquals(
        List.of("1", "2", "3", "4"),
        answers.all("Rings?$apply=traverse(" + rings + ",preorder,filter(ID eq 1))", "/ID"));
    assertEquals(
        List.of("1 4", "2 4", "3 4", "4 1", "5 1", "6 1"),
        answers.all(
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
