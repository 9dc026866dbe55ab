package dev.edmund.request;

import dev.edmund.core.Limits;
import dev.edmund.model.csdl.AnnotationValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
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
import org.apache.olingo.commons.api.edm.provider.CsdlReferentialConstraint;
import org.apache.olingo.commons.api.edm.provider.CsdlReturnType;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;

/** A small shop: products of every primitive type, orders with contained items. */
final class SampleModel {
  private static final String ROOT = "http://host/service/";

  private final UriParser parser;

  private SampleModel(ParserSettings settings, Limits limits) {
    this.parser = new UriParser(edm(), SampleModel::term, limits, settings);
  }

  /** The annotations of the model. */
  private static Optional<AnnotationValue> term(String target, String term) {
    boolean hierarchy =
        target.equals("Shop.V1.Product")
            && term.equals(AggregationTerms.NAMESPACE + ".RecursiveHierarchy#H");
    return hierarchy
        ? Optional.of(
            new AnnotationValue.RecordValue(
                Map.of(
                    "NodeProperty",
                    new AnnotationValue.ConstantValue("PropertyPath", "Name"),
                    "ParentNavigationProperty",
                    new AnnotationValue.ConstantValue("NavigationPropertyPath", "Parent")),
                Map.of()))
        : Optional.empty();
  }

  static SampleModel standard() {
    return new SampleModel(ParserSettings.DEFAULT, Limits.defaults());
  }

  static SampleModel keySegments() {
    return new SampleModel(new ParserSettings(true, true), Limits.defaults());
  }

  UriParser parser() {
    return parser;
  }

  /** Reads a relative URL. */
  ODataRequestLine read(String url) {
    int question = url.indexOf('?');
    return question < 0
        ? parser.parse(url, null, ROOT)
        : parser.parse(url.substring(0, question), url.substring(question + 1), ROOT);
  }

  static Edm edm() {
    CsdlSchema shop =
        new CsdlSchema()
            .setNamespace("Shop.V1")
            .setAlias("self")
            .setEnumTypes(
                List.of(
                    enumeration("Color", false, "red", "0", "green", "1"),
                    enumeration("Mark", true, "new", "1", "sale", "2", "last", "4")))
            .setComplexTypes(List.of(address()))
            .setEntityTypes(List.of(product(), special(), supplier(), order(), item(), open()))
            .setFunctions(List.of(best(), near()))
            .setEntityContainer(container());
    return TestEdm.of(List.of(shop));
  }

  private static CsdlProperty property(String name, String type) {
    return new CsdlProperty().setName(name).setType(type);
  }

  private static CsdlNavigationProperty navigation(String name, String type, boolean many) {
    return new CsdlNavigationProperty().setName(name).setType(type).setCollection(many);
  }

  private static CsdlEnumType enumeration(String name, boolean flags, String... members) {
    List<CsdlEnumMember> all = new ArrayList<>();
    for (int i = 0; i < members.length; i += 2) {
      all.add(new CsdlEnumMember().setName(members[i]).setValue(members[i + 1]));
    }
    return new CsdlEnumType().setName(name).setFlags(flags).setMembers(all);
  }

  private static CsdlEntityType keyed(String name, String... key) {
    return new CsdlEntityType()
        .setName(name)
        .setKey(List.of(key).stream().map(k -> new CsdlPropertyRef().setName(k)).toList());
  }

  private static CsdlComplexType address() {
    return new CsdlComplexType()
        .setName("Address")
        .setProperties(List.of(property("City", "Edm.String"), property("Zip", "Edm.String")))
        .setNavigationProperties(List.of(navigation("Shipper", "Shop.V1.Supplier", false)));
  }

  private static CsdlEntityType product() {
    return keyed("Product", "ID")
        .setProperties(
            List.of(
                property("ID", "Edm.Guid"),
                property("Name", "Edm.String"),
                property("Price", "Edm.Decimal"),
                property("Weight", "Edm.Double"),
                property("Rating", "Edm.Byte"),
                property("Stock", "Edm.Int64"),
                property("Released", "Edm.Date"),
                property("Created", "Edm.DateTimeOffset"),
                property("Opens", "Edm.TimeOfDay"),
                property("Lead", "Edm.Duration"),
                property("Active", "Edm.Boolean"),
                property("Data", "Edm.Binary"),
                property("Color", "Shop.V1.Color"),
                property("Marks", "Shop.V1.Mark"),
                property("Origin", "Shop.V1.Address"),
                property("Tags", "Edm.String").setCollection(true),
                property("Places", "Shop.V1.Address").setCollection(true)))
        .setNavigationProperties(
            List.of(
                navigation("Supplier", "Shop.V1.Supplier", false),
                navigation("Parent", "Shop.V1.Product", false),
                navigation("Parts", "Shop.V1.Product", true)));
  }

  private static CsdlEntityType special() {
    return new CsdlEntityType()
        .setName("Special")
        .setBaseType("Shop.V1.Product")
        .setProperties(List.of(property("Feature", "Edm.String")));
  }

  private static CsdlEntityType supplier() {
    return keyed("Supplier", "Code")
        .setProperties(List.of(property("Code", "Edm.String"), property("Name", "Edm.String")))
        .setNavigationProperties(List.of(navigation("Products", "Shop.V1.Product", true)));
  }

  private static CsdlEntityType order() {
    return keyed("Order", "Number")
        .setProperties(List.of(property("Number", "Edm.Int32")))
        .setNavigationProperties(
            List.of(
                navigation("Items", "Shop.V1.Item", true)
                    .setContainsTarget(true)
                    .setPartner("Order")));
  }

  private static CsdlEntityType item() {
    return keyed("Item", "OrderNumber", "Line")
        .setProperties(List.of(property("OrderNumber", "Edm.Int32"), property("Line", "Edm.Int32")))
        .setNavigationProperties(
            List.of(
                navigation("Order", "Shop.V1.Order", false)
                    .setPartner("Items")
                    .setReferentialConstraints(
                        List.of(
                            new CsdlReferentialConstraint()
                                .setProperty("OrderNumber")
                                .setReferencedProperty("Number")))));
  }

  private static CsdlEntityType open() {
    return keyed("Bag", "ID").setOpenType(true).setProperties(List.of(property("ID", "Edm.Int32")));
  }

  private static CsdlFunction best() {
    return new CsdlFunction()
        .setName("Best")
        .setBound(true)
        .setParameters(
            List.of(
                new CsdlParameter().setName("it").setType("Shop.V1.Product").setCollection(true),
                new CsdlParameter().setName("count").setType("Edm.Int64")))
        .setReturnType(new CsdlReturnType().setType("Shop.V1.Product").setCollection(true));
  }

  private static CsdlFunction near() {
    return new CsdlFunction()
        .setName("Near")
        .setParameters(List.of(new CsdlParameter().setName("city").setType("Edm.String")))
        .setReturnType(new CsdlReturnType().setType("Shop.V1.Supplier").setCollection(true));
  }

  private static CsdlEntityContainer container() {
    return new CsdlEntityContainer()
        .setName("Container")
        .setEntitySets(
            List.of(
                new CsdlEntitySet().setName("Products").setType("Shop.V1.Product"),
                new CsdlEntitySet().setName("Suppliers").setType("Shop.V1.Supplier"),
                new CsdlEntitySet().setName("Orders").setType("Shop.V1.Order"),
                new CsdlEntitySet().setName("Bags").setType("Shop.V1.Bag")))
        .setSingletons(List.of(new CsdlSingleton().setName("Top").setType("Shop.V1.Product")))
        .setFunctionImports(
            List.of(
                new CsdlFunctionImport()
                    .setName("Near")
                    .setFunction(new FullQualifiedName("Shop.V1", "Near"))));
  }
}
