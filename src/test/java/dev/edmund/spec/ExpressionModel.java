package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A model with a property of each kind, for expressions that other models have no data for. */
final class ExpressionModel {
  private static final String SCHEMA =
      """
      <EnumType Name="Hue"><Member Name="Red" Value="1"/><Member Name="Green" Value="2"/></EnumType>
      <EnumType Name="Looks" IsFlags="true" UnderlyingType="Edm.Byte">
        <Member Name="Dotted" Value="1"/><Member Name="Striped" Value="2"/><Member Name="Plain" Value="4"/>
      </EnumType>
      <TypeDefinition Name="Short" UnderlyingType="Edm.String" MaxLength="3"/>
      <ComplexType Name="Address">
        <Property Name="City" Type="Edm.String"/>
        <Property Name="Zip" Type="Edm.Int32"/>
        <Property Name="Since" Type="Edm.Date"/>
        <Property Name="Rent" Type="Edm.Decimal" Precision="10" Scale="4"/>
      </ComplexType>
      <ComplexType Name="Loose" OpenType="true">
        <Property Name="City" Type="Edm.String"/>
        <Property Name="At" Type="Edm.DateTimeOffset"/>
        <Property Name="Ratio" Type="Edm.Double"/>
        <Property Name="Rent" Type="Edm.Decimal" Precision="10" Scale="4"/>
      </ComplexType>
      <EntityType Name="Thing" OpenType="true">
        <Key><PropertyRef Name="ID"/></Key>
        <Property Name="ID" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Name" Type="Edm.String"/>
        <Property Name="Num" Type="Edm.Int32"/>
        <Property Name="Big" Type="Edm.Int64"/>
        <Property Name="Dec" Type="Edm.Decimal" Precision="20" Scale="6"/>
        <Property Name="Dbl" Type="Edm.Double"/>
        <Property Name="Flag" Type="Edm.Boolean"/>
        <Property Name="At" Type="Edm.DateTimeOffset" Precision="6"/>
        <Property Name="Day" Type="Edm.Date"/>
        <Property Name="Clock" Type="Edm.TimeOfDay" Precision="3"/>
        <Property Name="Span" Type="Edm.Duration"/>
        <Property Name="Uid" Type="Edm.Guid"/>
        <Property Name="Bin" Type="Edm.Binary"/>
        <Property Name="Hue" Type="self.Hue"/>
        <Property Name="Looks" Type="self.Looks"/>
        <Property Name="Home" Type="self.Address"/>
        <Property Name="Work" Type="self.Address"/>
        <Property Name="Place" Type="self.Loose"/>
        <Property Name="Tags" Type="Collection(Edm.String)"/>
        <Property Name="Nums" Type="Collection(Edm.Decimal)" Precision="10" Scale="4"/>
        <Property Name="Hues" Type="Collection(self.Hue)"/>
        <Property Name="Reals" Type="Collection(Edm.Double)"/>
        <Property Name="Homes" Type="Collection(self.Address)"/>
        <Property Name="BossID" Type="Edm.Int32"/>
        <NavigationProperty Name="Boss" Type="self.Thing" Partner="Reports">
          <ReferentialConstraint Property="BossID" ReferencedProperty="ID"/>
        </NavigationProperty>
        <NavigationProperty Name="Reports" Type="Collection(self.Thing)" Partner="Boss"/>
      </EntityType>
      <EntityType Name="Special" BaseType="self.Thing"><Property Name="Extra" Type="Edm.String"/></EntityType>
      <EntityContainer Name="C">
        <EntitySet Name="Things" EntityType="self.Thing">
          <NavigationPropertyBinding Path="Boss" Target="Things"/>
          <NavigationPropertyBinding Path="Reports" Target="Things"/>
        </EntitySet>
        <Singleton Name="Top" Type="self.Thing"/>
      </EntityContainer>
      """;

  private static final String THINGS =
      """
      [{"ID":1,"Name":"Alfreds Käse","Num":5,"Big":9007199254740993,"Dec":1234.5,"Dbl":0.1,"Flag":true,
        "At":"2025-03-01T08:15:00.25+02:00","Day":"2024-02-29","Clock":"07:59:59.9","Span":"P1DT2H3M4.5S",
        "Uid":"01234567-89ab-cdef-0123-456789abcdef","Bin":"_w8","Hue":"Red","Looks":"Dotted,Striped",
        "Home":{"City":"Rome","Zip":1,"Since":"2020-01-01","Rent":10.5},
        "Work":{"City":"Rome","Zip":1,"Since":"2020-01-01","Rent":10.50},
        "Place":{"City":"Rome","At":"2025-03-01T08:15:00+02:00","Ratio":0.1,"Rent":10.5},
        "Tags":["a","b","a"],"Nums":[4,1.5,3],"Hues":["Red","Green"],"Reals":[0.1,"INF"],
        "Homes":[{"City":"Rome","Zip":1},{"City":"Oslo"}]},
       {"ID":2,"Name":"bergamot\\nzwei","Num":-300,"Dec":-2.5,"Dbl":1e300,"Flag":false,"Hue":"Green","Looks":"Plain",
        "Home":{"City":"Rome","Zip":2},"Work":{"City":"Oslo"},"Place":{"City":"Oslo","Mayor":"Kim"},
        "Tags":["b"],"Nums":[],"BossID":1,"Size":5},
       {"ID":3,"@odata.type":"#self.Special","Name":"12","Num":7,"Dbl":-1e-9,"Extra":"x","Tags":[],"BossID":1,
        "Home":{"City":null,"Zip":null}},
       {"ID":4,"BossID":2}]
      """;

  private ExpressionModel() {}

  static ModelUnderTest serve(Path folder) {
    return ModelUnderTest.serve(
        folder, SCHEMA, Map.of("Things.json", THINGS, "Top.json", "{\"ID\":9,\"Name\":\"top\"}"));
  }

  /** The keys of the things that a filter leaves, in their order. */
  static void finds(ModelUnderTest model, String filter, String ids) {
    String query = "Things?$select=ID&$orderby=ID&$filter=" + encoded(filter);
    assertEquals(
        ids,
        EdmundUnderTest.items(model.json(query)).stream()
            .map(thing -> thing.get("ID").asText())
            .collect(Collectors.joining(" ")),
        filter);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
