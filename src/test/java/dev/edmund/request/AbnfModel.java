package dev.edmund.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAction;
import org.apache.olingo.commons.api.edm.provider.CsdlActionImport;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumMember;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumType;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlFunctionImport;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlParameter;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;

/**
 * Models that declare the names of the OASIS test cases. The cases use one name in several ways, so
 * there is one model for each way.
 */
final class AbnfModel {
  private static final String THING = "Model.Thing";
  private static final String STRINGS =
      "AccountRepresentative City code CompanyName ContactName CountryCode FirstName LastName"
          + " message Name severity Spokesperson State Status Street Title ZipCode Code Month";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("Age", "Int32"),
          Map.entry("Amount", "Decimal"),
          Map.entry("BirthDate", "DateTimeOffset"),
          Map.entry("Completed", "Boolean"),
          Map.entry("Cost", "Decimal"),
          Map.entry("Date", "Date"),
          Map.entry("LifeTime", "Duration"),
          Map.entry("Line", "GeographyLineString"),
          Map.entry("Location", "GeographyPoint"),
          Map.entry("Population", "Int64"),
          Map.entry("Price", "Decimal"),
          Map.entry("Quantity", "Int32"),
          Map.entry("Rating", "Int32"),
          Map.entry("ReleaseDate", "DateTimeOffset"),
          Map.entry("Revenue", "Decimal"),
          Map.entry("SalesArea", "GeographyPolygon"),
          Map.entry("Shipped", "DateTimeOffset"),
          Map.entry("SumAmount", "Decimal"),
          Map.entry("TaxRate", "Decimal"),
          Map.entry("Thumbnail", "Stream"),
          Map.entry("X", "Int32"),
          Map.entry("Size", "Int32"),
          Map.entry("ID", "Int32"));
  private static final String SINGLE =
      "Category Continent Country CountrySet Currency Customer Product ProductGroup Supplier Time";
  private static final String MANY = "DirectReports Items Orders Products Sales";
  private static final List<String> BINDINGS =
      List.of(
          THING,
          "Collection(" + THING + ")",
          "Model.Address",
          "Collection(Model.Address)",
          "Edm.String",
          "Collection(Edm.String)",
          "Edm.Stream",
          "");

  /**
   * A way to use the names.
   *
   * @param key the key properties of the entity types
   * @param alias whether the key has an alias
   * @param types types that differ from the usual ones
   */
  record Variant(List<String> key, boolean alias, Map<String, String> types) {
    Variant(String key, Map<String, String> types) {
      this(List.of(key), false, types);
    }
  }

  static final List<Variant> VARIANTS =
      List.of(
          new Variant("ID", Map.of()),
          new Variant("ID", Map.of("ID", "String", "LifeTime", "DateTimeOffset")),
          new Variant("ID", Map.of("ID", "DateTimeOffset", "ReleaseDate", "Date")),
          new Variant("ID", Map.of("ID", "TimeOfDay", "Size", "Boolean")),
          new Variant("ID", Map.of("Size", "Decimal", "customer", "Edm.String")),
          new Variant("ID", Map.of("Manager", "Collection", "Number", "Edm.String")),
          new Variant("ID", Map.of("Word", "Edm.Int32")),
          new Variant("ID", Map.of("customer", "Collection(Model.Thing)")),
          new Variant(List.of("ID", "Size"), false, Map.of()),
          new Variant(List.of("ID"), true, Map.of()));

  private final Variant variant;

  private AbnfModel(Variant variant) {
    this.variant = variant;
  }

  static Edm edm(Variant variant) {
    return TestEdm.of(new AbnfModel(variant).schemas());
  }

  private List<CsdlSchema> schemas() {
    CsdlSchema model = schema("Model").setAlias("Namespace");
    model.setEntityTypes(
        List.of(
            thing(),
            derived("Customer"),
            derived("Employee"),
            derived("BestSellingProduct"),
            derived("PreferredSupplier"),
            derived("VipCustomer"),
            orderItem()));
    model.setComplexTypes(
        List.of(
            new CsdlComplexType()
                .setName("Address")
                .setProperties(properties())
                .setNavigationProperties(navigations()),
            new CsdlComplexType().setName("AddressWithLocation").setBaseType("Model.Address")));
    model.setFunctions(functions());
    model.setActions(actions());
    model.setTerms(
        List.of(
            new CsdlTerm().setName("EntityTerm").setType(THING),
            new CsdlTerm().setName("SomeTerm").setType("Model.Address")));
    model.setEntityContainer(container());
    CsdlSchema sales = schema("Sales");
    sales.setEntityTypes(List.of(derived("Manager")));
    sales.setEnumTypes(
        List.of(
            new CsdlEnumType()
                .setName("Pattern")
                .setFlags(true)
                .setMembers(
                    List.of(
                        new CsdlEnumMember().setName("Solid").setValue("1"),
                        new CsdlEnumMember().setName("Yellow").setValue("4")))));
    CsdlSchema special = schema("Special");
    special.setFunctions(functions());
    special.setActions(actions());
    CsdlSchema core = schema("Core");
    core.setTerms(List.of(new CsdlTerm().setName("Messages").setType("Collection(Model.Address)")));
    CsdlSchema measures = schema("Measures");
    measures.setTerms(List.of(new CsdlTerm().setName("Currency").setType("Edm.String")));
    return List.of(model, sales, special, core, measures);
  }

  private static CsdlSchema schema(String namespace) {
    return new CsdlSchema().setNamespace(namespace);
  }

  private CsdlEntityType thing() {
    List<CsdlPropertyRef> key = new ArrayList<>();
    for (String name : variant.key()) {
      CsdlPropertyRef ref = new CsdlPropertyRef().setName(name);
      key.add(variant.alias() ? ref.setAlias("KeyAlias") : ref);
    }
    return new CsdlEntityType()
        .setName("Thing")
        .setHasStream(true)
        .setKey(key)
        .setProperties(properties())
        .setNavigationProperties(navigations());
  }

  private static CsdlEntityType derived(String name) {
    return new CsdlEntityType().setName(name).setBaseType(THING);
  }

  private static CsdlEntityType orderItem() {
    return new CsdlEntityType()
        .setName("OrderItem")
        .setKey(
            List.of(
                new CsdlPropertyRef().setName("OrderID"), new CsdlPropertyRef().setName("ItemID")))
        .setProperties(List.of(property("OrderID", "Edm.Int32"), property("ItemID", "Edm.String")));
  }

  private static CsdlProperty property(String name, String type) {
    return new CsdlProperty().setName(name).setType(type);
  }

  private List<CsdlProperty> properties() {
    List<CsdlProperty> all = new ArrayList<>();
    for (String name : STRINGS.split(" ", -1)) {
      all.add(property(name, "Edm.String"));
    }
    TYPES.forEach(
        (name, type) -> all.add(property(name, "Edm." + variant.types().getOrDefault(name, type))));
    for (String name : List.of("EmailAddresses", "Names", "Sizes")) {
      all.add(property(name, "Edm.String").setCollection(true));
    }
    all.add(property("style", "Sales.Pattern"));
    all.add(property("eyeColor", "Sales.Pattern"));
    all.add(property("Address", "Model.Address"));
    all.add(property("Addresses", "Model.Address").setCollection(true));
    return all;
  }

  private List<CsdlNavigationProperty> navigations() {
    List<CsdlNavigationProperty> all = new ArrayList<>();
    for (String name : SINGLE.split(" ", -1)) {
      all.add(new CsdlNavigationProperty().setName(name).setType(THING));
    }
    for (String name : MANY.split(" ", -1)) {
      all.add(new CsdlNavigationProperty().setName(name).setType(THING).setCollection(true));
    }
    all.add(
        new CsdlNavigationProperty()
            .setName("Manager")
            .setType(THING)
            .setCollection(variant.types().containsKey("Manager")));
    return all;
  }

  private List<CsdlFunction> functions() {
    List<CsdlFunction> all = new ArrayList<>();
    for (String binding : BINDINGS) {
      String things = "Collection(" + THING + ")";
      all.add(function("AllOrders", things, binding));
      all.add(function("ProductsByColor", things, binding));
      all.add(function("ProductsByColor", things, binding, "color"));
      all.add(function("ProductsByColor", things, binding, "colors"));
      all.add(function("WithIngredients", things, binding, "Ingredients"));
      all.add(function("BestProduct", THING, binding));
      all.add(function("MostExpensive", THING, binding));
      all.add(function("MostPopularAddress", "Model.Address", binding));
      all.add(function("MostPopularAddresses", "Collection(Model.Address)", binding));
      all.add(function("MostPopularNames", "Collection(Edm.String)", binding));
      all.add(function("Available", "Edm.Boolean", binding));
      all.add(function("Available", "Edm.Boolean", binding, "complex"));
      all.add(function("MostPopularCategory", "Edm.String", binding, "Rank"));
      all.add(function("MostPopularCategory", "Edm.String", binding, "Where"));
      all.add(function("MostPopularCategory", "Edm.String", binding, "What", "Where"));
      all.add(function("MostPopularName", "Edm.String", binding));
      all.add(function("MostPopularName", "Edm.String", binding, "Location", "Kind"));
      all.add(function("PhoneticallySimilar", "Edm.Boolean", binding, "Word"));
      all.add(function("PhoneticallySimilar", "Edm.Boolean", binding, "Number"));
      all.add(function("PhoneticallySimilar", "Edm.Boolean", binding, "Word1", "Word2"));
      all.add(function("EmployeesByManager", things, binding, "ManagerID"));
      all.add(function("ProductsByCategoryId", things, binding, "categoryId"));
      all.add(function("ProductsByComplex", things, binding, "complex"));
      all.add(function("ProductsByCustomer", things, binding, "customer"));
      all.add(function("ProductsOrderedBy", things, binding, "Customers"));
      all.add(function("BestProduct", THING, binding, "Size"));
    }
    return all;
  }

  private CsdlFunction function(String name, String returns, String binding, String... names) {
    List<CsdlParameter> parameters = new ArrayList<>();
    if (!binding.isEmpty()) {
      parameters.add(parameter("it", binding));
    }
    for (String parameter : names) {
      parameters.add(parameter(parameter, parameterType(parameter)));
    }
    return new CsdlFunction()
        .setName(name)
        .setBound(!binding.isEmpty())
        .setComposable(true)
        .setParameters(parameters)
        .setReturnType(
            new CsdlReturnType()
                .setType(item(returns))
                .setCollection(!item(returns).equals(returns)));
  }

  private String parameterType(String name) {
    String type =
        switch (name) {
          case "colors", "Ingredients" -> "Collection(Edm.String)";
          case "complex", "customer" -> THING;
          case "What", "Customers" -> "Collection(" + THING + ")";
          case "Rank", "Number", "Size", "ManagerID" -> "Edm.Int32";
          case "categoryId" -> "Edm.Int32";
          default -> "Edm.String";
        };
    return name.equals("categoryId") && variant.key().size() > 1
        ? "Edm.String"
        : variant.types().getOrDefault(name, type).replaceFirst("^(?=[A-Z][A-Za-z0-9]*$)", "Edm.");
  }

  private static CsdlParameter parameter(String name, String type) {
    return new CsdlParameter()
        .setName(name)
        .setType(item(type))
        .setCollection(!item(type).equals(type));
  }

  private static String item(String type) {
    return type.startsWith("Collection(") ? type.substring(11, type.length() - 1) : type;
  }

  private static List<CsdlAction> actions() {
    List<CsdlAction> all = new ArrayList<>();
    for (String name : List.of("ActionName", "Cluster", "Discount", "Rejection")) {
      for (String binding : List.of(THING, "Collection(" + THING + ")")) {
        all.add(
            new CsdlAction()
                .setName(name)
                .setBound(true)
                .setParameters(List.of(parameter("it", binding))));
      }
    }
    all.add(new CsdlAction().setName("Activate"));
    return all;
  }

  private static CsdlEntityContainer container() {
    List<CsdlEntitySet> sets = new ArrayList<>();
    String names =
        "Categories Countries Customers Employees LeaveRequests Orders People Products Sales"
            + " SalesOrganizations Suppliers";
    for (String name : names.split(" ", -1)) {
      sets.add(new CsdlEntitySet().setName(name).setType(THING));
    }
    sets.add(new CsdlEntitySet().setName("OrderItems").setType("Model.OrderItem"));
    List<CsdlSingleton> singletons = new ArrayList<>();
    for (String name : List.of("BestProductEverCreated", "MainSupplier", "SingletonEntity")) {
      singletons.add(new CsdlSingleton().setName(name).setType(THING));
    }
    Map<String, String> imports =
        Map.of(
            "EmployeesByManager", "EmployeesByManager",
            "ProductsByCategoryId", "ProductsByCategoryId",
            "ProductsByColor", "ProductsByColor",
            "ProductsByComplex", "ProductsByComplex",
            "ProductsByCustomer", "ProductsByCustomer",
            "ProductsOrderedBy", "ProductsOrderedBy",
            "TheBestProduct", "BestProduct",
            "TheMostPopularAddress", "MostPopularAddress",
            "TheMostPopularAddresses", "MostPopularAddresses");
    List<CsdlFunctionImport> functions = new ArrayList<>();
    imports.forEach((name, function) -> functions.add(functionImport(name, function)));
    functions.add(functionImport("TheMostPopularName", "MostPopularName"));
    functions.add(functionImport("TheMostPopularNames", "MostPopularNames"));
    return new CsdlEntityContainer()
        .setName("Container")
        .setEntitySets(sets)
        .setSingletons(singletons)
        .setFunctionImports(functions)
        .setActionImports(
            List.of(new CsdlActionImport().setName("Activation").setAction("Model.Activate")));
  }

  private static CsdlFunctionImport functionImport(String name, String function) {
    return new CsdlFunctionImport()
        .setName(name)
        .setFunction(new FullQualifiedName("Model", function));
  }
}
