package dev.edmund.request;

import dev.edmund.model.csdl.AnnotationValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlParameter;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;

/** Models that declare the names of the OASIS test cases for aggregation. */
final class AggregationModel {
  private static final String THING = "Self.Thing";
  private static final String SETS =
      "Categories Customers Products Products_cj ProductCategories Sales Sales_cj"
          + " SalesOrganizations SalesOrgHierarchies Time";
  private static final String TEXTS =
      "City Code CountryCode ID Month Name ProductID Region SalesArea Status Street";
  private static final String NUMBERS =
      "Amount Cost PlannedRevenue Population Price Quantity Revenue SalesNumber TaxRate Year";
  private static final String SINGLE =
      "Category Continent Country Currency Customer Product ProductGroup SalesOrganization Time";
  private static final String MANY =
      "Items Nodes Orders Products ProductCategories Sales SalesPlan Suppliers";

  /** What is used in two ways: as a plain value here, else as an entity, a collection or not. */
  static final List<Set<String>> VARIANTS =
      List.of(Set.of(), Set.of("Country", "Discounts", "Forecast"));

  private final Set<String> plain;

  private AggregationModel(Set<String> plain) {
    this.plain = plain;
  }

  static Edm edm(Set<String> variant) {
    return TestEdm.of(new AggregationModel(variant).schemas());
  }

  private List<CsdlSchema> schemas() {
    CsdlSchema self = new CsdlSchema().setNamespace("Self");
    self.setEntityTypes(
        List.of(thing(), new CsdlEntityType().setName("DigitalProduct").setBaseType(THING)));
    self.setComplexTypes(
        List.of(new CsdlComplexType().setName("Place").setProperties(properties())));
    self.setFunctions(
        List.of(
            function("sqrt", "Edm.Double", false, "Number", "Edm.Decimal"),
            function("TopProduct", THING, false),
            function("Weight", "Edm.Decimal", false, "it", THING, "Ancestor", THING).setBound(true),
            function(
                    "TopCountAndBalance",
                    THING,
                    true,
                    "it",
                    THING,
                    "Count",
                    "Edm.Int32",
                    "Property",
                    "Edm.String")
                .setBound(true)));
    self.getFunctions().get(3).getParameters().get(0).setCollection(true);
    self.setEntityContainer(container());
    CsdlSchema custom = new CsdlSchema().setNamespace("Custom");
    CsdlFunction condense = function("condense", THING, true, "it", THING).setBound(true);
    condense.getParameters().get(0).setCollection(true);
    custom.setFunctions(
        List.of(function("Rating", "Edm.Decimal", false, "Article", THING), condense));
    CsdlSchema terms = new CsdlSchema().setNamespace(AggregationTerms.NAMESPACE);
    terms.setTerms(List.of(declared("CustomAggregate"), declared("LeveledHierarchy")));
    CsdlSchema measures = new CsdlSchema().setNamespace("Measures");
    measures.setTerms(List.of(declared("ISOCurrency")));
    return List.of(self, custom, terms, measures);
  }

  private static CsdlTerm declared(String name) {
    return new CsdlTerm().setName(name).setType("Edm.String");
  }

  /** The annotations of the model. */
  static Optional<AnnotationValue> term(String target, String term) {
    String name = term.replace(AggregationTerms.NAMESPACE + ".", "");
    return switch (target + " " + name) {
      case "Self.Thing CustomAggregate#Forecast",
          "Self.Thing CustomAggregate#Budget",
          "Self.Container CustomAggregate#Budget" ->
          Optional.of(new AnnotationValue.ConstantValue("String", "Edm.Decimal"));
      case "Self.Thing LeveledHierarchy#CustomerHierarchy" ->
          Optional.of(
              new AnnotationValue.CollectionValue(
                  List.of(
                      new AnnotationValue.ConstantValue("PropertyPath", "Customer/City"),
                      new AnnotationValue.ConstantValue("PropertyPath", "Customer/Name"))));
      case "Self.Thing RecursiveHierarchy#SalesOrgHierarchy",
          "Self.Thing RecursiveHierarchy#ProductCategoryHierarchy" ->
          Optional.of(
              new AnnotationValue.RecordValue(
                  Map.of(
                      "NodeProperty",
                      new AnnotationValue.ConstantValue("PropertyPath", "ID"),
                      "ParentNavigationProperty",
                      new AnnotationValue.ConstantValue(
                          "NavigationPropertyPath", "SalesOrganization")),
                  Map.of()));
      default -> Optional.empty();
    };
  }

  private CsdlEntityType thing() {
    return new CsdlEntityType()
        .setName("Thing")
        .setKey(List.of(new CsdlPropertyRef().setName("ID")))
        .setProperties(properties())
        .setNavigationProperties(navigations());
  }

  private static CsdlProperty property(String name, String type) {
    return new CsdlProperty().setName(name).setType(type);
  }

  private List<CsdlProperty> properties() {
    List<CsdlProperty> all = new ArrayList<>();
    for (String name : TEXTS.split(" ", -1)) {
      all.add(property(name, "Edm.String"));
    }
    for (String name : NUMBERS.split(" ", -1)) {
      all.add(property(name, "Edm.Decimal"));
    }
    all.add(property("Date", "Edm.Date"));
    all.add(property("Image", "Edm.Stream"));
    all.add(property("Shipped", "Edm.Boolean"));
    all.add(property("Discounts", "Edm.Decimal").setCollection(!plain.contains("Discounts")));
    all.add(property("Details", "Self.Place").setCollection(true));
    all.add(property("ShipTo", "Self.Place"));
    if (plain.contains("Country")) {
      all.add(property("Country", "Edm.String"));
    }
    if (plain.contains("Forecast")) {
      all.add(property("Forecast", "Edm.Decimal"));
    }
    return all;
  }

  private List<CsdlNavigationProperty> navigations() {
    List<CsdlNavigationProperty> all = new ArrayList<>();
    for (String name : SINGLE.split(" ", -1)) {
      if (!plain.contains(name)) {
        all.add(new CsdlNavigationProperty().setName(name).setType(THING));
      }
    }
    for (String name : MANY.split(" ", -1)) {
      all.add(new CsdlNavigationProperty().setName(name).setType(THING).setCollection(true));
    }
    return all;
  }

  private static CsdlFunction function(
      String name, String returns, boolean many, String... parameters) {
    List<CsdlParameter> all = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.add(new CsdlParameter().setName(parameters[i]).setType(parameters[i + 1]));
    }
    return new CsdlFunction()
        .setName(name)
        .setComposable(true)
        .setParameters(all)
        .setReturnType(new CsdlReturnType().setType(returns).setCollection(many));
  }

  private static CsdlEntityContainer container() {
    List<CsdlEntitySet> sets = new ArrayList<>();
    for (String name : SETS.split(" ", -1)) {
      sets.add(new CsdlEntitySet().setName(name).setType(THING));
    }
    return new CsdlEntityContainer().setName("Container").setEntitySets(sets);
  }
}
