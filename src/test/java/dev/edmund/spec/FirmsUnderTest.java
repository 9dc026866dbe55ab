package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A server over firms with their departments, people and places, which tests change. */
final class FirmsUnderTest implements AutoCloseable {
  private static final String JSON = "Content-Type: application/json";

  private static final String TYPES =
      """
      <EnumType Name='Grade'><Member Name='Low' Value='0'/><Member Name='High' Value='5'/></EnumType>
      <EnumType Name='Right' IsFlags='true'>
        <Member Name='Read' Value='1'/><Member Name='Write' Value='2'/><Member Name='Share' Value='4'/>
      </EnumType>
      <ComplexType Name='Address'>
        <Property Name='City' Type='Edm.String' MaxLength='20'/>
        <Property Name='Zip' Type='Edm.String' Nullable='false' DefaultValue='0'/>
        <Property Name='Checked' Type='Edm.Boolean'><Annotation Term='Org.OData.Core.V1.Computed'/></Property>
        <Property Name='Plot' Type='Edm.String'><Annotation Term='Org.OData.Core.V1.Immutable'/></Property>
        <NavigationProperty Name='Country' Type='self.Country'/>
      </ComplexType>
      <ComplexType Name='Part'>
        <Property Name='Name' Type='Edm.String' MaxLength='10'/>
        <Property Name='Weight' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='Inner' Type='self.Part'/>
        <Property Name='Parts' Type='Collection(self.Part)' Nullable='false'/>
      </ComplexType>
      <ComplexType Name='Wheel' BaseType='self.Part'>
        <Property Name='Spokes' Type='Edm.Int32'/>
      </ComplexType>
      <EntityType Name='Country'><Key><PropertyRef Name='Code'/></Key>
        <Property Name='Code' Type='Edm.String' Nullable='false'/>
        <Property Name='Number' Type='Edm.Int32'/>
        <Property Name='Name' Type='Edm.String'/>
        <Annotation Term='Org.OData.Core.V1.AlternateKeys'><Collection>
          <Record><PropertyValue Property='Key'><Collection><Record>
            <PropertyValue Property='Name' PropertyPath='Number'/>
            <PropertyValue Property='Alias' String='Number'/>
          </Record></Collection></PropertyValue></Record>
        </Collection></Annotation>
      </EntityType>
      <EntityType Name='Firm'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Guid' Nullable='false'/>
        <Property Name='Name' Type='Edm.String' MaxLength='30'/>
        <Property Name='Seat' Type='self.Address'/>
        <Property Name='Since' Type='Edm.Date' DefaultValue='2000-01-01'/>
        <Property Name='Registered' Type='Edm.String'><Annotation Term='Org.OData.Core.V1.Immutable'/></Property>
        <Property Name='Rank' Type='Edm.Int32'><Annotation Term='Org.OData.Core.V1.Computed'/></Property>
        <Property Name='Secret' Type='Edm.String'>
          <Annotation Term='Org.OData.Core.V1.Permissions'><EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation>
        </Property>
        <Property Name='Tags' Type='Collection(Edm.String)' Nullable='false'/>
        <Property Name='Sites' Type='Collection(self.Address)' Nullable='false'/>
        <Property Name='Machine' Type='self.Part'/>
        <Property Name='Machines' Type='Collection(self.Part)' Nullable='false'/>
        <Property Name='Rights' Type='self.Right'/>
        <Property Name='Grade' Type='self.Grade'/>
        <NavigationProperty Name='Country' Type='self.Country'/>
        <NavigationProperty Name='Depts' Type='Collection(self.Dept)' Partner='Firm'/>
        <NavigationProperty Name='Parent' Type='self.Firm' Partner='Daughters'/>
        <NavigationProperty Name='Daughters' Type='Collection(self.Firm)' Partner='Parent'/>
        <NavigationProperty Name='Friends' Type='Collection(self.Firm)' Partner='FriendOf'/>
        <NavigationProperty Name='FriendOf' Type='Collection(self.Firm)' Partner='Friends'/>
        <NavigationProperty Name='Offices' Type='Collection(self.Office)' ContainsTarget='true'/>
        <NavigationProperty Name='Card' Type='self.Card' ContainsTarget='true'/>
      </EntityType>
      <EntityType Name='Dept'><Key><PropertyRef Name='FirmId'/><PropertyRef Name='No'/></Key>
        <Property Name='FirmId' Type='Edm.Guid' Nullable='false'/>
        <Property Name='No' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Title' Type='Edm.String'/>
        <NavigationProperty Name='Firm' Type='self.Firm' Nullable='false' Partner='Depts'>
          <ReferentialConstraint Property='FirmId' ReferencedProperty='Id'/>
        </NavigationProperty>
        <NavigationProperty Name='Lead' Type='self.Person'/>
      </EntityType>
      <EntityType Name='Person' OpenType='true'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int64' Nullable='false'>
          <Annotation Term='Org.OData.Core.V1.Computed'/></Property>
        <Property Name='Name' Type='Edm.String' Nullable='false'/>
        <Property Name='Age' Type='Edm.Int32'/>
        <Property Name='Home' Type='self.Address'/>
        <NavigationProperty Name='Skills' Type='Collection(self.Skill)' Partner='People'/>
        <NavigationProperty Name='Boss' Type='self.Person'/>
      </EntityType>
      <EntityType Name='Manager' BaseType='self.Person' OpenType='true'>
        <Property Name='Budget' Type='Edm.Decimal' Precision='8' Scale='2'/>
        <Property Name='Class' Type='Edm.String' DefaultValue='B'/>
        <NavigationProperty Name='Deputy' Type='self.Person'/>
      </EntityType>
      <EntityType Name='Skill'><Key><PropertyRef Name='Name'/></Key>
        <Property Name='Name' Type='Edm.String' Nullable='false'/>
        <Property Name='Level' Type='Edm.Int32'/>
        <NavigationProperty Name='People' Type='Collection(self.Person)' Partner='Skills'/>
      </EntityType>
      <EntityType Name='Office'><Key><PropertyRef Name='No'/></Key>
        <Property Name='No' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Street' Type='Edm.String'/>
        <NavigationProperty Name='Chief' Type='self.Person'/>
        <NavigationProperty Name='Desks' Type='Collection(self.Desk)' ContainsTarget='true'/>
      </EntityType>
      <EntityType Name='Desk'><Key><PropertyRef Name='Letter'/></Key>
        <Property Name='Letter' Type='Edm.String' Nullable='false'/>
        <Property Name='Wide' Type='Edm.Boolean'/>
        <NavigationProperty Name='Owner' Type='self.Person'/>
      </EntityType>
      <EntityType Name='Card'><Key><PropertyRef Name='No'/></Key>
        <Property Name='No' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Text' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Thing' Abstract='true'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Label' Type='Edm.String'/>
      </EntityType>
      <EntityType Name='Car' BaseType='self.Thing'>
        <Property Name='Doors' Type='Edm.Int32' Nullable='false'/>
      </EntityType>
      <EntityType Name='Boat' BaseType='self.Thing'>
        <Property Name='Sails' Type='Edm.Int32' DefaultValue='1'/>
        <NavigationProperty Name='Captain' Type='self.Person' Nullable='false'/>
      </EntityType>
      <EntityType Name='Note'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='OwnerId' Type='Edm.Guid'/>
        <NavigationProperty Name='OwnerFirm' Type='self.Firm'>
          <ReferentialConstraint Property='OwnerId' ReferencedProperty='Id'/></NavigationProperty>
        <NavigationProperty Name='OwnerClub' Type='self.Club'>
          <ReferentialConstraint Property='OwnerId' ReferencedProperty='Id'/></NavigationProperty>
      </EntityType>
      <EntityType Name='Club'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Guid' Nullable='false'/>
        <Property Name='Motto' Type='Edm.String'/>
        <NavigationProperty Name='Firm' Type='self.Firm'/>
      </EntityType>
      """;

  private static final String CONTAINER =
      """
      <EntityContainer Name='C'>
        <EntitySet Name='Countries' EntityType='self.Country'/>
        <EntitySet Name='Firms' EntityType='self.Firm'/>
        <EntitySet Name='Depts' EntityType='self.Dept'/>
        <EntitySet Name='People' EntityType='self.Person'/>
        <EntitySet Name='Skills' EntityType='self.Skill'/>
        <EntitySet Name='Things' EntityType='self.Thing'/>
        <EntitySet Name='Notes' EntityType='self.Note'/>
        <EntitySet Name='Clubs' EntityType='self.Club'/>
        <Singleton Name='Head' Type='self.Firm'/>
        <Singleton Name='Guest' Type='self.Firm' Nullable='true'/>
      </EntityContainer>
      """;

  private static final Map<String, String> DATA =
      Map.of(
          "Countries.json",
          "[{\"Code\":\"DE\",\"Number\":276},{\"Code\":\"IT\",\"Number\":380}]",
          "Skills.json",
          "[{\"Name\":\"Java\",\"Level\":3},{\"Name\":\"SQL\",\"Level\":2},{\"Name\":\"Go\"}]",
          "Head.json",
          "{\"Id\":\"00000000-0000-0000-0000-0000000000aa\",\"Name\":\"Head\"}");

  /** The key of the one firm that is there from the beginning, a singleton. */
  static final String HEAD = "00000000-0000-0000-0000-0000000000aa";

  private final ModelUnderTest service;

  private FirmsUnderTest(ModelUnderTest service) {
    this.service = service;
  }

  /** Serves the firms. */
  static FirmsUnderTest serve(Path folder) {
    return new FirmsUnderTest(ModelUnderTest.serve(folder, TYPES + CONTAINER, DATA));
  }

  private static String[] with(String[] headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
      all.add(JSON);
    }
    return all.toArray(String[]::new);
  }

  Answer post(String target, String body, String... headers) {
    return service.send("POST", target, body, with(headers));
  }

  Answer patch(String target, String body, String... headers) {
    return service.send("PATCH", target, body, with(headers));
  }

  Answer put(String target, String body, String... headers) {
    return service.send("PUT", target, body, with(headers));
  }

  Answer delete(String target, String... headers) {
    return service.send("DELETE", target, "", headers);
  }

  Answer get(String target, String... headers) {
    return service.get(target, headers);
  }

  JsonNode json(String target) {
    return service.json(target, "Accept: application/json;odata.metadata=none");
  }

  /** What an entity is answered with, as text without the context. */
  String text(String target) {
    return json(target).toString();
  }

  /** A new entity that has to be created; its URL below the service root. */
  String create(String set, String body) {
    return service.targetOf(post(set, body).is(201).header("Location").orElseThrow());
  }

  /** A new firm. */
  String firm(String name) {
    return create("Firms", "{\"Name\":\"" + name + "\"}");
  }

  /** A new person. */
  String person(String name) {
    return create("People", "{\"Name\":\"" + name + "\"}");
  }

  /** The values of a property in a collection, sorted. */
  List<String> values(String collection, String property) {
    List<String> values = new ArrayList<>();
    json(collection).get("value").forEach(item -> values.add(item.get(property).asText()));
    return values.stream().sorted().toList();
  }

  int count(String set) {
    return Integer.parseInt(get(set + "/$count").ok().text());
  }

  String url(String target) {
    return service.url(target);
  }

  /** The targets of everything that an error tells, sorted. */
  static List<String> targets(Answer answer) {
    answer.error(answer.status());
    JsonNode error = answer.json().get("error");
    TreeSet<String> targets = new TreeSet<>();
    if (error.has("details")) {
      error.get("details").forEach(detail -> targets.add(detail.path("target").asText()));
    } else {
      targets.add(error.path("target").asText());
    }
    return List.copyOf(targets);
  }

  @Override
  public void close() {
    service.close();
  }
}
