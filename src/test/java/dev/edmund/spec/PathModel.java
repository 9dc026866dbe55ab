package dev.edmund.spec;

import java.nio.file.Path;
import java.util.Map;

/** A model of what only some paths and options lead to, with a few rows. */
final class PathModel {
  private PathModel() {}

  private static final String SCHEMA =
      """
      <Annotation Term='Org.OData.Core.V1.SchemaVersion' String='2.1'/>
      <ComplexType Name='Address'>
        <Property Name='City' Type='Edm.String'><Annotation Term='Edmund.V1.Searchable'/></Property>
        <Property Name='Zip' Type='Edm.Int32'/>
      </ComplexType>
      <ComplexType Name='Place' OpenType='true'>
        <Property Name='Name' Type='Edm.String'/>
        <Property Name='Tags' Type='Collection(Edm.String)'/>
      </ComplexType>
      <EntityType Name='Person'>
        <Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'><Annotation Term='Edmund.V1.Searchable'/></Property>
        <Property Name='Email' Type='Edm.String'/>
        <Property Name='Country' Type='Edm.String'/>
        <Property Name='Number' Type='Edm.Int32'/>
        <Property Name='Level' Type='Edm.Int32' DefaultValue='3'/>
        <Property Name='Home' Type='self.Address'/>
        <Property Name='Addresses' Type='Collection(self.Address)'/>
        <Property Name='Tags' Type='Collection(Edm.String)'/>
        <Property Name='Place' Type='self.Place'/>
        <Property Name='Places' Type='Collection(self.Place)'/>
        <NavigationProperty Name='Orders' Type='Collection(self.Order)' Partner='Customer'/>
        <Annotation Term='Org.OData.Core.V1.AlternateKeys'><Collection>
          <Record><PropertyValue Property='Key'><Collection><Record>
            <PropertyValue Property='Name' PropertyPath='Email'/>
            <PropertyValue Property='Alias' String='Mail'/>
          </Record></Collection></PropertyValue></Record>
          <Record><PropertyValue Property='Key'><Collection>
            <Record><PropertyValue Property='Name' PropertyPath='Country'/></Record>
            <Record><PropertyValue Property='Name' PropertyPath='Number'/></Record>
          </Collection></PropertyValue></Record>
        </Collection></Annotation>
      </EntityType>
      <EntityType Name='Employee' BaseType='self.Person'>
        <Property Name='Desk' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Order'>
        <Key><PropertyRef Name='Code'/></Key>
        <Property Name='Code' Type='Edm.String' Nullable='false'/>
        <Property Name='Total' Type='Edm.Int32'/>
        <NavigationProperty Name='Customer' Type='self.Person' Partner='Orders'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='People' EntityType='self.Person'>
          <NavigationPropertyBinding Path='Orders' Target='Orders'/>
        </EntitySet>
        <EntitySet Name='Employees' EntityType='self.Employee'/>
        <EntitySet Name='Orders' EntityType='self.Order'>
          <NavigationPropertyBinding Path='Customer' Target='People'/>
        </EntitySet>
        <Singleton Name='Best' Type='self.Order'/>
      </EntityContainer>
      """;

  private static final String PEOPLE =
      """
      [{"ID":1,"Name":"Ann","Email":"ann@x","Country":"DE","Number":7,"Level":3,
        "Home":{"City":"Bonn","Zip":null},
        "Addresses":[{"City":"Hamburg","Zip":1},{"City":"Aachen","Zip":2},{"City":"Hof","Zip":null}],
        "Tags":["red","green","blue"],
        "Place":{"Name":"p","Tags":["x","y"],"Extra":null},
        "Places":[{"Name":"one","Tags":["u","v","w"]},{"Name":"two","More":5},null]},
       {"ID":2,"Name":"Bob","Level":null},
       {"@odata.type":"#self.Employee","ID":3,"Name":"Cid","Desk":"d3","Level":4}]
      """;

  private static final String ORDERS =
      """
      [{"Code":"a/1","Total":10,"Customer@odata.bind":"People(1)"},
       {"Code":"b","Total":20,"Customer@odata.bind":"People(1)"}]
      """;

  /** Serves the model. */
  static ModelUnderTest serve(Path folder) {
    return ModelUnderTest.serve(
        folder,
        SCHEMA,
        Map.of(
            "People.json",
            PEOPLE,
            "Orders.json",
            ORDERS,
            "Best.json",
            "{\"Code\":\"best\",\"Total\":99}"));
  }
}
