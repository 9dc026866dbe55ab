package dev.edmund.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The example data of Data Aggregation, 2.2, as far as hierarchies need it, and more of them. */
final class SalesOrganizations {
  private static final String MODEL =
      """
      <edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>
      <edmx:Reference
        Uri='https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Aggregation.V1.xml'>
        <edmx:Include Namespace='Org.OData.Aggregation.V1' Alias='Aggregation'/></edmx:Reference>
      <edmx:DataServices>
      <Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='self'>
      <EntityType Name='SalesOrganization'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.String' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <NavigationProperty Name='Superordinate' Type='self.SalesOrganization'/>
        <NavigationProperty Name='Superiors' Type='Collection(self.SalesOrganization)'/>
        <NavigationProperty Name='Sales' Type='Collection(self.Sale)' Partner='SalesOrganization'/>
        <NavigationProperty Name='ProductCategories' Type='Collection(self.ProductCategory)'/>
        <Annotation Term='Org.OData.Aggregation.V1.RecursiveHierarchy'
            Qualifier='SalesOrgHierarchy'><Record>
          <PropertyValue Property='NodeProperty' PropertyPath='ID'/>
          <PropertyValue Property='ParentNavigationProperty'
              NavigationPropertyPath='Superordinate'/></Record></Annotation>
        <Annotation Term='Org.OData.Aggregation.V1.RecursiveHierarchy'
            Qualifier='MultiParentHierarchy'><Record>
          <PropertyValue Property='NodeProperty' PropertyPath='ID'/>
          <PropertyValue Property='ParentNavigationProperty'
              NavigationPropertyPath='Superiors'/></Record></Annotation></EntityType>
      <EntityType Name='ProductCategory'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.String' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <NavigationProperty Name='Parent' Type='self.ProductCategory'/>
        <Annotation Term='Org.OData.Aggregation.V1.RecursiveHierarchy'
            Qualifier='ProductCategoryHierarchy'><Record>
          <PropertyValue Property='NodeProperty' PropertyPath='ID'/>
          <PropertyValue Property='ParentNavigationProperty' PropertyPath='Parent'/>
        </Record></Annotation></EntityType>
      <EntityType Name='Product'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.String' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <NavigationProperty Name='Sales' Type='Collection(self.Sale)' Partner='Product'/>
      </EntityType>
      <EntityType Name='Sale'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.String' Nullable='false'/>
        <Property Name='Amount' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='Year' Type='Edm.Int32'/>
        <NavigationProperty Name='Product' Type='self.Product' Partner='Sales'/>
        <NavigationProperty Name='SalesOrganization' Type='self.SalesOrganization'
            Partner='Sales'/></EntityType>
      <EntityType Name='Ring'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Parent' Type='self.Ring'/>
        <Annotation Term='Org.OData.Aggregation.V1.RecursiveHierarchy' Qualifier='Rings'><Record>
          <PropertyValue Property='NodeProperty' PropertyPath='ID'/>
          <PropertyValue Property='ParentNavigationProperty' NavigationPropertyPath='Parent'/>
        </Record></Annotation></EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='SalesOrganizations' EntityType='self.SalesOrganization'>
          <NavigationPropertyBinding Path='Superordinate' Target='SalesOrganizations'/>
          <NavigationPropertyBinding Path='Superiors' Target='SalesOrganizations'/>
          <NavigationPropertyBinding Path='Sales' Target='Sales'/>
          <NavigationPropertyBinding Path='ProductCategories' Target='ProductCategories'/>
        </EntitySet>
        <EntitySet Name='ProductCategories' EntityType='self.ProductCategory'>
          <NavigationPropertyBinding Path='Parent' Target='ProductCategories'/></EntitySet>
        <EntitySet Name='Products' EntityType='self.Product'>
          <NavigationPropertyBinding Path='Sales' Target='Sales'/></EntitySet>
        <EntitySet Name='Sales' EntityType='self.Sale'>
          <NavigationPropertyBinding Path='Product' Target='Products'/>
          <NavigationPropertyBinding Path='SalesOrganization' Target='SalesOrganizations'/>
        </EntitySet>
        <EntitySet Name='Rings' EntityType='self.Ring'>
          <NavigationPropertyBinding Path='Parent' Target='Rings'/></EntitySet>
      </EntityContainer></Schema></edmx:DataServices></edmx:Edmx>
      """;

  private static final String ORGANIZATIONS =
      """
      [{"ID":"Sales","Name":"Corporate Sales"},
       {"ID":"EMEA","Name":"EMEA",
        "Superordinate@odata.bind":"SalesOrganizations('Sales')",
        "Superiors@odata.bind":["SalesOrganizations('Sales')"]},
       {"ID":"EMEA Central","Name":"EMEA Central",
        "Superordinate@odata.bind":"SalesOrganizations('EMEA')",
        "Superiors@odata.bind":["SalesOrganizations('EMEA')"],
        "ProductCategories@odata.bind":[]},
       {"ID":"US","Name":"US",
        "Superordinate@odata.bind":"SalesOrganizations('Sales')",
        "Superiors@odata.bind":["SalesOrganizations('Sales')","SalesOrganizations('EMEA')"],
        "ProductCategories@odata.bind":
          ["ProductCategories('Food')","ProductCategories('Cereals')"]},
       {"ID":"US West","Name":"US West",
        "Superordinate@odata.bind":"SalesOrganizations('US')",
        "Superiors@odata.bind":["SalesOrganizations('US')"],
        "ProductCategories@odata.bind":["ProductCategories('Organic cereals')"]},
       {"ID":"US East","Name":"US East",
        "Superordinate@odata.bind":"SalesOrganizations('US')",
        "Superiors@odata.bind":["SalesOrganizations('US')"]}]
      """;

  private static final String CATEGORIES =
      """
      [{"ID":"Food","Name":"Food"},
       {"ID":"Cereals","Name":"Cereals","Parent@odata.bind":"ProductCategories('Food')"},
       {"ID":"Organic cereals","Name":"Organic cereals",
        "Parent@odata.bind":"ProductCategories('Cereals')"}]
      """;

  private static final String PRODUCTS =
      """
      [{"ID":"P1","Name":"Sugar"},{"ID":"P2","Name":"Coffee"},{"ID":"P3","Name":"Paper"},
       {"ID":"P4","Name":"Pencil"}]
      """;

  /** A cycle of three, one below it, and a cycle of its own. */
  private static final String RINGS =
      """
      [{"ID":1,"Parent@odata.bind":"Rings(3)"},{"ID":2,"Parent@odata.bind":"Rings(1)"},
       {"ID":3,"Parent@odata.bind":"Rings(2)"},{"ID":4,"Parent@odata.bind":"Rings(3)"},
       {"ID":5,"Parent@odata.bind":"Rings(5)"},{"ID":6}]
      """;

  private SalesOrganizations() {}

  static ModelUnderTest serve(Path folder) {
    String sales =
        "["
            + sale(1, "P3", "US West", 1)
            + ","
            + sale(2, "P1", "US West", 2)
            + ","
            + sale(3, "P2", "US West", 4)
            + ","
            + sale(4, "P2", "US East", 8)
            + ","
            + sale(5, "P3", "US East", 4)
            + ","
            + sale(6, "P1", "EMEA Central", 2)
            + ","
            + sale(7, "P3", "EMEA Central", 1)
            + ","
            + sale(8, "P3", "EMEA Central", 2)
            + "]";
    return ModelUnderTest.serve(
        folder,
        model(folder),
        Map.of(
            "SalesOrganizations.json",
            ORGANIZATIONS,
            "ProductCategories.json",
            CATEGORIES,
            "Products.json",
            PRODUCTS,
            "Sales.json",
            sales,
            "Rings.json",
            RINGS));
  }

  /** A tree of numbers from 1 on, in which each has that many children. */
  static ModelUnderTest serve(Path folder, int nodes, int children) {
    StringBuilder rings = new StringBuilder("[{\"ID\":1}");
    for (int i = 2; i <= nodes; i++) {
      rings.append(",{\"ID\":").append(i).append(",\"Parent@odata.bind\":\"Rings(");
      rings.append((i - 2) / children + 1).append(")\"}");
    }
    Map<String, String> data = Map.of("Rings.json", rings.append("]").toString());
    return ModelUnderTest.serve(folder, model(folder), data);
  }

  private static Path model(Path folder) {
    try {
      return Files.writeString(folder.resolve("sales.csdl.xml"), MODEL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sale(int id, String product, String organization, int amount) {
    return """
        {"ID":"%d","Amount":%d,"Year":%d,"Product@odata.bind":"Products('%s')",
         "SalesOrganization@odata.bind":"SalesOrganizations('%s')"}"""
        .formatted(id, amount, 2020 + id % 2, product, organization);
  }
}
