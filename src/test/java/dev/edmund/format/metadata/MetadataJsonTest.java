package dev.edmund.format.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.model.csdl.CsdlReader;
import dev.edmund.model.csdl.Documents;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder = Path.of("");

  private JsonNode json(String schema) throws IOException {
    Path file = Documents.write(folder, "shop.xml", Documents.shop(schema));
    return JSON.readTree(MetadataJson.write(CsdlReader.read(file), "4.01"));
  }

  private void same(String expected, JsonNode actual) throws IOException {
    assertEquals(JSON.readTree(expected.replace('\'', '"')), actual);
  }

  @Test
  void writesReferencesAndContainerName_CsdlJson_4() throws IOException {
    JsonNode json = json("<EntityContainer Name='C'/>");
    assertEquals("4.01", json.path("$Version").asText());
    assertEquals("Shop.C", json.path("$EntityContainer").asText());
    same(
        "{'$Include':[{'$Namespace':'Edmund.V1','$Alias':'Edmund'}]}",
        json.path("$Reference").path("https://example.org/Edmund.xml"));
  }

  @Test
  void writesTheDefaultsOfXml_CsdlJson_7() throws IOException {
    same(
        """
        {'$Kind':'ComplexType',
         's':{'$Nullable':true},
         'n':{'$MaxLength':5,'$Unicode':false},
         'd':{'$Type':'Edm.Decimal','$Nullable':true,'$Scale':0},
         'v':{'$Type':'Edm.Decimal','$Nullable':true},
         'f':{'$Type':'Edm.Decimal','$Nullable':true,'$Scale':'floating'},
         't':{'$Type':'Edm.DateTimeOffset','$Nullable':true,'$Precision':0},
         'b':{'$Type':'Edm.Boolean','$Nullable':true,'$DefaultValue':true},
         'c':{'$Collection':true,'$Type':'self.T'}}
        """,
        json("""
        <ComplexType Name="T">
          <Property Name="s" Type="Edm.String" MaxLength="max"/>
          <Property Name="n" Type="Edm.String" Nullable="false" MaxLength="5" Unicode="false"/>
          <Property Name="d" Type="Edm.Decimal"/>
          <Property Name="v" Type="Edm.Decimal" Scale="Variable"/>
          <Property Name="f" Type="Edm.Decimal" Scale="floating"/>
          <Property Name="t" Type="Edm.DateTimeOffset"/>
          <Property Name="b" Type="Edm.Boolean" DefaultValue="true"/>
          <Property Name="c" Type="Collection(Shop.T)"/>
        </ComplexType>
        """)
            .path("Shop")
            .path("T"));
  }

  @Test
  void writesKeysAndNavigation_CsdlJson_6_8() throws IOException {
    same(
        """
        {'$Kind':'EntityType','$BaseType':'self.B','$Abstract':true,'$Key':['id',{'no':'p/no'}],
         'up':{'$Kind':'NavigationProperty','$Type':'self.E','$Nullable':true,'$Partner':'down',
               '$ReferentialConstraint':{'a':'b'},'$OnDelete':'Cascade',
               '$OnDelete@Core.Description':'all'},
         'down':{'$Kind':'NavigationProperty','$Collection':true,'$Type':'self.E',
                 '$ContainsTarget':true}}
        """,
        json("""
        <EntityType Name="E" BaseType="Shop.B" Abstract="true">
          <Key><PropertyRef Name="id"/><PropertyRef Name="p/no" Alias="no"/></Key>
          <NavigationProperty Name="up" Type="self.E" Partner="down">
            <ReferentialConstraint Property="a" ReferencedProperty="b"/>
            <OnDelete Action="Cascade"><Annotation Term="Core.Description" String="all"/></OnDelete>
          </NavigationProperty>
          <NavigationProperty Name="down" Type="Collection(self.E)" ContainsTarget="true"/>
        </EntityType>
        """)
            .path("Shop")
            .path("E"));
  }

  @Test
  void writesMembersAsNumbers_CsdlJson_10() throws IOException {
    same(
        "{'$Kind':'EnumType','$IsFlags':true,'a':0,'a@Core.Description':'first','b':4,'c':5}",
        json("""
        <EnumType Name="E" IsFlags="true">
          <Member Name="a"><Annotation Term="Core.Description" String="first"/></Member>
          <Member Name="b" Value="4"/><Member Name="c"/>
        </EnumType>
        """)
            .path("Shop")
            .path("E"));
  }

  @Test
  void writesOverloadsTogether_CsdlJson_12() throws IOException {
    same(
        """
        [{'$Kind':'Function','$IsBound':true,'$IsComposable':true,'$EntitySetPath':'it',
          '$Parameter':[{'$Name':'it','$Type':'self.E','$Nullable':true}],
          '$ReturnType':{'$Collection':true,'$Type':'self.E'}},
         {'$Kind':'Function','$ReturnType':{}}]
        """,
        json("""
        <Function Name="f" IsBound="true" IsComposable="true" EntitySetPath="it">
          <Parameter Name="it" Type="self.E"/><ReturnType Type="Collection(self.E)"/>
        </Function>
        <Function Name="f"><ReturnType Type="Edm.String" Nullable="false"/></Function>
        """)
            .path("Shop")
            .path("f"));
  }

  @Test
  void writesTheContainer_CsdlJson_13() throws IOException {
    same(
        """
        {'$Kind':'EntityContainer',
         'es':{'$Collection':true,'$Type':'self.E','$IncludeInServiceDocument':false,
               '$NavigationPropertyBinding':{'self.D/nav':'es'},'@Core.Description':'set'},
         'one':{'$Type':'self.E'},
         'act':{'$Action':'self.a','$EntitySet':'es'},
         'fun':{'$Function':'self.f','$IncludeInServiceDocument':true}}
        """,
        json("""
        <EntityContainer Name="C">
          <EntitySet Name="es" EntityType="Shop.E" IncludeInServiceDocument="false">
            <NavigationPropertyBinding Path="Shop.D/nav" Target="Shop.C/es"/>
            <Annotation Term="Core.Description" String="set"/>
          </EntitySet>
          <Singleton Name="one" Type="self.E"/>
          <ActionImport Name="act" Action="Shop.a" EntitySet="es"/>
          <FunctionImport Name="fun" Function="self.f" IncludeInServiceDocument="true"/>
        </EntityContainer>
        """)
            .path("Shop")
            .path("C"));
  }

  @Test
  void writesExpressions_CsdlJson_14() throws IOException {
    same(
        """
        {'@Core.Computed':true,
         '@Core.A#q':{'@type':'https://example.org/Core.xml#Core.R','@Core.Description':'record',
            'i':9007199254740993,'d':1.50,'f':'INF','e':'One,Two',
            'n':null,'p':{'$Path':'self.T/x'},'s':'a','s@Core.Description':'member'},
         '@Core.A#q@Core.Description':'annotation',
         '@Core.If':{'$If':[{'$Eq':[{'$Path':'x'},null]},[1,2],
            {'$Apply':['a',{'$Path':'y'}],'$Function':'odata.concat'}]},
         '@Core.Not':{'$Not':{'$IsOf':{'$Path':'x'},'$Collection':true,'$Type':'self.T'}},
         '@Core.Url':{'$UrlRef':'http://example.org'},
         '@Core.Label':{'$LabeledElement':{'$Path':'x'},'$Name':'l'}}
        """,
        json("""
        <Annotations Target="Shop.T">
          <Annotation Term="Org.OData.Core.V1.Computed"/>
          <Annotation Term="Core.A" Qualifier="q">
            <Record Type="Core.R">
              <PropertyValue Property="i" Int="9007199254740993"/>
              <PropertyValue Property="d"><Decimal>1.50</Decimal></PropertyValue>
              <PropertyValue Property="f" Float="INF"/>
              <PropertyValue Property="e" EnumMember="self.E/One self.E/Two"/>
              <PropertyValue Property="n"><Null/></PropertyValue>
              <PropertyValue Property="p" Path="Shop.T/x"/>
              <PropertyValue Property="s" String="a">
                <Annotation Term="Core.Description" String="member"/></PropertyValue>
              <Annotation Term="Core.Description" String="record"/>
            </Record>
            <Annotation Term="Core.Description" String="annotation"/>
          </Annotation>
          <Annotation Term="Core.If"><If>
            <Eq><Path>x</Path><Null/></Eq>
            <Collection><Int>1</Int><Int>2</Int></Collection>
            <Apply Function="odata.concat"><String>a</String><Path>y</Path></Apply>
          </If></Annotation>
          <Annotation Term="Core.Not">
            <Not><IsOf Type="Collection(self.T)"><Path>x</Path></IsOf></Not>
          </Annotation>
          <Annotation Term="Core.Url" UrlRef="http://example.org"/>
          <Annotation Term="Core.Label"><LabeledElement Name="l" Path="x"/></Annotation>
        </Annotations>
        """)
            .path("Shop")
            .path("$Annotations")
            .path("self.T"));
  }
}
