package dev.edmund.model.csdl;

import static dev.edmund.model.csdl.Documents.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSDL JSON makes the same elements as the XML that says the same. */
class CsdlJsonTest {
  private static final String EDMX =
      """
      <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.01">
        <edmx:Reference Uri="https://example.org/Core.xml">
          <edmx:Include Namespace="Org.OData.Core.V1" Alias="Core">
            <Annotation Term="Core.DefaultNamespace" Bool="true"/>
          </edmx:Include>
          <edmx:IncludeAnnotations TermNamespace="org.example" Qualifier="Tablet"
            TargetNamespace="com.example"/>
        </edmx:Reference>
        <edmx:DataServices>
          <Schema Namespace="Shop" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      %s
          </Schema>
        </edmx:DataServices>
      </edmx:Edmx>
      """;
  private static final String JSON =
      """
      {"$Version": "4.01", "$EntityContainer": "Shop.C",
       "$Reference": {"https://example.org/Core.xml": {
         "$Include": [{"$Namespace": "Org.OData.Core.V1", "$Alias": "Core",
           "@Core.DefaultNamespace": true}],
         "$IncludeAnnotations": [{"$TermNamespace": "org.example", "$Qualifier": "Tablet",
           "$TargetNamespace": "com.example"}]}},
       "Shop": {"$Alias": "self", %s}}
      """;

  @TempDir Path folder = Path.of("");

  private static void assertSame(String xml, String json) throws IOException {
    CsdlElement fromXml = XmlTree.read(Findings.about("x"), new StringReader(EDMX.formatted(xml)));
    CsdlElement fromJson =
        JsonDocument.read(Findings.about("x"), new StringReader(JSON.formatted(json)));
    assertEquals(outline("", fromXml), outline("", fromJson));
    assertEquals(fromXml, fromJson);
  }

  private static String outline(String indent, CsdlElement element) {
    return indent
        + element.name()
        + new TreeMap<>(element.attributes())
        + element.text()
        + "\n"
        + element.children().stream()
            .map(child -> outline(indent + "  ", child))
            .collect(Collectors.joining());
  }

  @Test
  void readsTypesKeysAndFacets_CsdlJson_6_7() throws IOException {
    assertSame(
        """
        <EntityType Name="Product" BaseType="self.Base" Abstract="true" OpenType="true" HasStream="true">
          <Key><PropertyRef Name="ID"/><PropertyRef Name="Size/Unit" Alias="Unit"/></Key>
          <Property Name="ID" Type="Edm.Int32" Nullable="false"/>
          <Property Name="Name" Type="Edm.String" MaxLength="20" Unicode="false" DefaultValue="x"/>
          <Property Name="Price" Type="Edm.Decimal" Nullable="false" Precision="10" Scale="variable"/>
          <Property Name="Rate" Type="Edm.Decimal" Nullable="false" Scale="floating" DefaultValue="1.50"/>
          <Property Name="Cost" Type="Edm.Decimal" Nullable="false" Scale="2"/>
          <Property Name="Since" Type="Edm.DateTimeOffset" Nullable="false" Precision="12"/>
          <Property Name="At" Type="Edm.TimeOfDay" Nullable="false" Precision="3"/>
          <Property Name="Where" Type="Edm.GeographyPoint" Nullable="false" SRID="variable"/>
          <Property Name="Tags" Type="Collection(Edm.String)" Nullable="true"/>
          <Property Name="Size" Type="self.Size" DefaultValue="null"/>
        </EntityType>
        <ComplexType Name="Size"/>
        <TypeDefinition Name="Money" UnderlyingType="Edm.Decimal" Precision="5" Scale="variable"/>
        """,
        """
        "Product": {"$Kind": "EntityType", "$BaseType": "self.Base", "$Abstract": true,
          "$OpenType": true, "$HasStream": true, "$Key": ["ID", {"Unit": "Size/Unit"}],
          "ID": {"$Type": "Edm.Int32"},
          "Name": {"$Nullable": true, "$MaxLength": 20, "$Unicode": false, "$DefaultValue": "x"},
          "Price": {"$Type": "Edm.Decimal", "$Precision": 10},
          "Rate": {"$Type": "Edm.Decimal", "$Scale": "floating", "$DefaultValue": 1.50},
          "Cost": {"$Type": "Edm.Decimal", "$Scale": 2},
          "Since": {"$Type": "Edm.DateTimeOffset"},
          "At": {"$Type": "Edm.TimeOfDay", "$Precision": 3},
          "Where": {"$Type": "Edm.GeographyPoint", "$SRID": "variable"},
          "Tags": {"$Collection": true, "$Nullable": true},
          "Size": {"$Type": "self.Size", "$Nullable": true, "$DefaultValue": null}},
        "Size": {"$Kind": "ComplexType"},
        "Money": {"$Kind": "TypeDefinition", "$UnderlyingType": "Edm.Decimal", "$Precision": 5}
        """);
  }

  @Test
  void readsNavigationProperties_CsdlJson_8() throws IOException {
    assertSame(
        """
        <EntityType Name="P">
          <NavigationProperty Name="Category" Type="self.Category" Nullable="false" Partner="Products"
              ContainsTarget="true">
            <ReferentialConstraint Property="CategoryID" ReferencedProperty="ID">
              <Annotation Term="Core.Description" String="on the constraint"/>
            </ReferentialConstraint>
            <OnDelete Action="Cascade"><Annotation Term="Core.Description" String="d"/></OnDelete>
            <Annotation Term="Core.Description" String="own"/>
          </NavigationProperty>
          <NavigationProperty Name="Parts" Type="Collection(self.Part)"/>
          <NavigationProperty Name="Maker" Type="self.Maker"/>
        </EntityType>
        """,
        """
        "P": {"$Kind": "EntityType",
          "Category": {"$Kind": "NavigationProperty", "$Type": "self.Category",
            "$Partner": "Products", "$ContainsTarget": true,
            "$ReferentialConstraint": {"CategoryID": "ID",
              "CategoryID@Core.Description": "on the constraint"},
            "$OnDelete": "Cascade", "$OnDelete@Core.Description": "d", "@Core.Description": "own"},
          "Parts": {"$Kind": "NavigationProperty", "$Type": "self.Part", "$Collection": true},
          "Maker": {"$Kind": "NavigationProperty", "$Type": "self.Maker", "$Nullable": true}}
        """);
  }

  @Test
  void readsEnumerationsTermsAndOperations_CsdlJson_10_12_14() throws IOException {
    assertSame(
        """
        <EnumType Name="Color" UnderlyingType="Edm.Byte" IsFlags="true">
          <Member Name="Red" Value="1"><Annotation Term="Core.Description" String="hot"/></Member>
          <Member Name="Blue" Value="2"/>
        </EnumType>
        <Term Name="T" Type="Collection(Edm.PropertyPath)" Nullable="false" BaseTerm="self.U"
          AppliesTo="EntityType Property"/>
        <Action Name="Do" IsBound="true" EntitySetPath="it/x">
          <Parameter Name="it" Type="self.P" Nullable="false"/>
        </Action>
        <Function Name="Get" IsComposable="true">
          <ReturnType Type="Collection(Edm.String)" Nullable="false"><Annotation Term="Core.Ordered"
            Bool="true"/></ReturnType>
        </Function>
        <Function Name="Get"><Parameter Name="n" Type="Edm.Int32"/><ReturnType Type="Edm.String"/></Function>
        """,
        """
        "Color": {"$Kind": "EnumType", "$UnderlyingType": "Edm.Byte", "$IsFlags": true,
          "Red": 1, "Red@Core.Description": "hot", "Blue": 2},
        "T": {"$Kind": "Term", "$Collection": true, "$Type": "Edm.PropertyPath",
          "$BaseTerm": "self.U", "$AppliesTo": ["EntityType", "Property"]},
        "Do": [{"$Kind": "Action", "$IsBound": true, "$EntitySetPath": "it/x",
          "$Parameter": [{"$Name": "it", "$Type": "self.P"}]}],
        "Get": [{"$Kind": "Function", "$IsComposable": true,
            "$ReturnType": {"$Collection": true, "@Core.Ordered": true}},
          {"$Kind": "Function",
            "$Parameter": [{"$Name": "n", "$Type": "Edm.Int32", "$Nullable": true}],
            "$ReturnType": {"$Nullable": true}}]
        """);
  }

  @Test
  void readsTheContainer_CsdlJson_13() throws IOException {
    assertSame(
        """
        <EntityContainer Name="C" Extends="self.D">
          <EntitySet Name="Ps" EntityType="self.P" IncludeInServiceDocument="false">
            <NavigationPropertyBinding Path="Category" Target="Cs"/>
            <Annotation Term="Core.Description" String="all"/>
          </EntitySet>
          <Singleton Name="Me" Type="self.P" Nullable="true"/>
          <ActionImport Name="Do" Action="self.Do" EntitySet="Ps"/>
          <FunctionImport Name="Get" Function="self.Get" IncludeInServiceDocument="true"/>
        </EntityContainer>
        <Annotations Target="self.P/Name">
          <Annotation Term="Core.Description" Qualifier="Q" String="outside">
            <Annotation Term="Core.LongDescription" String="on it"/>
          </Annotation>
        </Annotations>
        """,
        """
        "C": {"$Kind": "EntityContainer", "$Extends": "self.D",
          "Ps": {"$Collection": true, "$Type": "self.P", "$IncludeInServiceDocument": false,
            "$NavigationPropertyBinding": {"Category": "Cs"}, "@Core.Description": "all"},
          "Me": {"$Type": "self.P", "$Nullable": true},
          "Do": {"$Action": "self.Do", "$EntitySet": "Ps"},
          "Get": {"$Function": "self.Get", "$IncludeInServiceDocument": true}},
        "$Annotations": {"self.P/Name": {"@Core.Description#Q": "outside",
          "@Core.Description#Q@Core.LongDescription": "on it"}}
        """);
  }

  @Test
  void readsDynamicExpressions_CsdlJson_14_4() throws IOException {
    assertSame(
        """
        <Annotation Term="x.A"><And><Path>a</Path><Not><Path>b</Path></Not></And></Annotation>
        <Annotation Term="x.B"><If><Eq><Path>a</Path><Null/></Eq><String>y</String><Int>1</Int></If></Annotation>
        <Annotation Term="x.C"><Apply Function="odata.concat"><String>a</String><Path>b</Path></Apply></Annotation>
        <Annotation Term="x.D"><Cast Type="Edm.Decimal" Precision="3" Scale="1"><Path>b</Path></Cast></Annotation>
        <Annotation Term="x.E"><IsOf Type="Collection(self.P)"><Path>b</Path></IsOf></Annotation>
        <Annotation Term="x.F"><LabeledElement Name="self.L" Path="b"/></Annotation>
        <Annotation Term="x.G"><LabeledElementReference>self.L</LabeledElementReference></Annotation>
        <Annotation Term="x.H"><UrlRef><String>http://x</String></UrlRef></Annotation>
        <Annotation Term="x.I"><Null><Annotation Term="x.J" Bool="false"/></Null></Annotation>
        <Annotation Term="x.K" Path="a/b"/>
        <Annotation Term="x.L"><Collection><Decimal>1.5</Decimal><Float>1e3</Float><Bool>true</Bool></Collection></Annotation>
        <Annotation Term="x.M"><Record Type="self.R"><PropertyValue Property="p" Int="3"><Annotation
          Term="x.N" String="s"/></PropertyValue><Annotation Term="x.O"><Null/></Annotation></Record></Annotation>
        <Annotation Term="x.P"><Add><Int>1</Int><Neg><Int>2</Int></Neg></Add></Annotation>
        """
            .replaceAll("\n +", " "),
        """
        "@x.A": {"$And": [{"$Path": "a"}, {"$Not": {"$Path": "b"}}]},
        "@x.B": {"$If": [{"$Eq": [{"$Path": "a"}, null]}, "y", 1]},
        "@x.C": {"$Apply": ["a", {"$Path": "b"}], "$Function": "odata.concat"},
        "@x.D": {"$Cast": {"$Path": "b"}, "$Type": "Edm.Decimal", "$Precision": 3, "$Scale": 1},
        "@x.E": {"$IsOf": {"$Path": "b"}, "$Type": "self.P", "$Collection": true},
        "@x.F": {"$LabeledElement": {"$Path": "b"}, "$Name": "self.L"},
        "@x.G": {"$LabeledElementReference": "self.L"},
        "@x.H": {"$UrlRef": "http://x"},
        "@x.I": {"$Null": null, "@x.J": false},
        "@x.K": {"$Path": "a/b"},
        "@x.L": [1.5, 1e3, true],
        "@x.M": {"@type": "https://example.org/x.json#self.R", "p": 3, "p@x.N": "s", "@x.O": null},
        "@x.P": {"$Add": [1, {"$Neg": 2}]}
        """);
  }

  @Test
  void tellsKindsOfConstantByTheTypeOfTheTerm_CsdlJson_14_3() throws IOException {
    assertSame(
        """
        <ComplexType Name="R"><Property Name="paths" Type="Collection(Edm.NavigationPropertyPath)"
          Nullable="false"/><Property Name="on" Type="Edm.Date"/></ComplexType>
        <Term Name="T" Type="self.R"/>
        <EnumType Name="Color"><Member Name="Red" Value="0"/></EnumType>
        <Term Name="C" Type="self.Color"/>
        <Annotation Term="self.T"><Record><PropertyValue Property="paths"><Collection>
          <NavigationPropertyPath>a</NavigationPropertyPath></Collection></PropertyValue>
          <PropertyValue Property="on" Date="2020-02-29"/></Record></Annotation>
        <Annotation Term="Core.OptimisticConcurrency"><Collection><PropertyPath>v</PropertyPath>
          </Collection></Annotation>
        <Annotation Term="Core.Permissions" EnumMember="Org.OData.Core.V1.Permission/Read"/>
        <Annotation Term="self.C" EnumMember="Shop.Color/Red"/>
        <Annotation Term="Org.OData.Validation.V1.MultipleOf" Decimal="3"/>
        """,
        """
        "R": {"$Kind": "ComplexType", "paths": {"$Collection": true,
          "$Type": "Edm.NavigationPropertyPath"}, "on": {"$Type": "Edm.Date", "$Nullable": true}},
        "T": {"$Kind": "Term", "$Type": "self.R", "$Nullable": true},
        "Color": {"$Kind": "EnumType", "Red": 0},
        "C": {"$Kind": "Term", "$Type": "self.Color", "$Nullable": true},
        "@self.T": {"paths": ["a"], "on": "2020-02-29"},
        "@Core.OptimisticConcurrency": ["v"],
        "@Core.Permissions": "Read",
        "@self.C": "Red",
        "@Org.OData.Validation.V1.MultipleOf": 3
        """);
  }

  @Test
  void namesTheLineOfAFinding() {
    Path file =
        write(
            folder,
            "m.json",
            "{\"$Version\": \"4.01\",\n \"N\": {\n  \"A\": {\"$Kind\": \"ComplexType\","
                + " \"$BaseType\": \"N.B\"},\n  \"X\": 1}}");
    assertEquals(
        List.of(
            file + ":4:8: warning unknownMember: X: a Schema has no such member; it is left out",
            file
                + ":3:8: warning unknownBaseType: ComplexType A: the base type N.B is no"
                + " ComplexType of this model; the type is read as if it had no base type"),
        CsdlReader.read(file).diagnostics().stream().map(Diagnostic::text).toList());
  }
}
