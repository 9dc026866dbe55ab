package dev.edmund.spec;

import java.nio.file.Path;
import java.util.Map;

/** A shop with functions and actions of every kind, all in SQL. */
final class OperationModel {
  private static final Path MODEL = Path.of("src/test/resources/operations/shop.csdl.xml");
  private static final String PRODUCTS =
      """
      [{"ID": 1, "Name": "Laptop", "Price": 1000, "Cost": 700.5, "Status": "InStock",
        "Released": "2024-01-15", "CategoryID": "E",
        "Code": "11111111-1111-1111-1111-111111111111"},
       {"ID": 2, "Name": "Mouse", "Price": 30, "Cost": 10.25, "Status": "InStock,OnSale",
        "Released": "2024-02-15", "CategoryID": "E"},
       {"ID": 3, "Name": "Mug", "Price": 15.5, "Status": "None", "CategoryID": "K"},
       {"@odata.type": "#Shop.SpecialProduct", "ID": 4, "Name": "O'Neil", "Price": 500,
        "Status": "OnSale", "CategoryID": "E", "Feature": "x"}]
      """;

  private OperationModel() {}

  /** Serves it with four products. */
  static ModelUnderTest serve(Path folder) {
    return ModelUnderTest.serve(
        folder,
        MODEL,
        Map.of(
            "Products.json", PRODUCTS,
            "Categories.json", "[{\"ID\":\"E\"},{\"ID\":\"K\"}]",
            "Company.json", "{\"Name\":\"Tech\",\"Founded\":2010}"));
  }
}
