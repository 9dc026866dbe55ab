package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions that tools of Dataverse read before anything else. */
final class DataverseDefinitionsTest {
  private static final String ROOT = "/api/data/v9.2/";
  private static final String ACCOUNT = ROOT + "EntityDefinitions(LogicalName='account')";
  private static final String CONNECTION = ROOT + "EntityDefinitions(LogicalName='connection')";
  private static final String CRM = "Microsoft.Dynamics.CRM.";

  private static List<String> texts(List<JsonNode> rows, String member) {
    return rows.stream().map(row -> row.get(member).asText()).toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void tablesTellWhetherTheirChangesAndVersionsAreTracked() {
    String tracked = ROOT + "EntityDefinitions?$select=LogicalName&$filter=ChangeTrackingEnabled";
    assertEquals(
        List.of("account", "connection"),
        texts(EdmundUnderTest.values(tracked + "%20eq%20true"), "LogicalName"));
    String others =
        ROOT
            + "EntityDefinitions?$select=LogicalName,IsOptimisticConcurrencyEnabled"
            + "&$filter=CanChangeTrackingBeEnabled/Value%20eq%20false";
    for (JsonNode table : EdmundUnderTest.values(others)) {
      String name = table.path("LogicalName").asText();
      assertFalse(Set.of("account", "connection").contains(name), name);
      assertTrue(table.path("IsOptimisticConcurrencyEnabled").asBoolean(), name);
    }
  }

  @Test
  void theFirstRequestOfAnSdk() {
    JsonNode answer =
        EdmundUnderTest.json(
            ROOT
                + "EntityDefinitions?%24select=MetadataId,LogicalName,SchemaName,EntitySetName,"
                + "PrimaryIdAttribute,PrimaryNameAttribute&%24filter=LogicalName+eq+%27account%27");
    assertTrue(
        answer
            .get("@odata.context")
            .asText()
            .endsWith(
                "$metadata#EntityDefinitions(MetadataId,LogicalName,SchemaName,EntitySetName,"
                    + "PrimaryIdAttribute,PrimaryNameAttribute)"));
    JsonNode account = EdmundUnderTest.items(answer).get(0);
    assertEquals(1, answer.get("value").size());
    assertEquals("account", account.get("LogicalName").asText());
    assertEquals("Account", account.get("SchemaName").asText());
    assertEquals("accounts", account.get("EntitySetName").asText());
    assertEquals("accountid", account.get("PrimaryIdAttribute").asText());
    assertEquals("name", account.get("PrimaryNameAttribute").asText());
    assertEquals(6, account.size());
  }

  @Test
  void theSecondRequestOfAnSdk() {
    List<JsonNode> choices =
        EdmundUnderTest.values(
            ACCOUNT
                + "/Attributes/"
                + CRM
                + "PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet");
    JsonNode industry =
        choices.stream()
            .filter(row -> row.get("LogicalName").asText().equals("industrycode"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of("MetadataId", "LogicalName", "OptionSet", "GlobalOptionSet"), names(industry));
    assertTrue(industry.get("GlobalOptionSet").isNull());
    JsonNode options = industry.at("/OptionSet/Options");
    assertEquals(33, options.size());
    JsonNode second = options.get(6);
    assertEquals(7, second.get("Value").asInt());
    assertEquals("Consulting", second.at("/Label/UserLocalizedLabel/Label").asText());
    assertEquals("Consulting", second.at("/Label/LocalizedLabels/0/Label").asText());
    assertEquals(1033, second.at("/Label/LocalizedLabels/0/LanguageCode").asInt());
    assertEquals("account_industrycode", industry.at("/OptionSet/Name").asText());
    assertEquals("Picklist", industry.at("/OptionSet/OptionSetType").asText());
    assertFalse(texts(choices, "LogicalName").contains("statecode"));
  }

  @Test
  void setNamesOfAllTables() {
    List<JsonNode> tables =
        EdmundUnderTest.values(ROOT + "EntityDefinitions?$select=EntitySetName,LogicalName");
    assertTrue(texts(tables, "LogicalName").containsAll(List.of("connection", "systemuser")));
    for (JsonNode table : tables) {
      String set = table.get("EntitySetName").asText();
      EdmundUnderTest.get(ROOT + set + "?$top=1").ok();
      assertFalse(set.startsWith("networkAccess"), "a set of another schema");
    }
    assertEquals(tables.size(), new HashSet<>(texts(tables, "MetadataId")).size());
  }

  @Test
  void aTableHasItsNamesLabelsAndCode() {
    JsonNode connection = EdmundUnderTest.json(CONNECTION);
    assertTrue(
        connection.get("@odata.context").asText().endsWith("$metadata#EntityDefinitions/$entity"));
    assertEquals(3234, connection.get("ObjectTypeCode").asInt());
    assertEquals("connections", connection.get("LogicalCollectionName").asText());
    assertEquals("Connection", connection.at("/DisplayName/UserLocalizedLabel/Label").asText());
    assertEquals(
        "Relationship between two entities.",
        connection.at("/Description/UserLocalizedLabel/Label").asText());
    assertEquals("UserOwned", connection.get("OwnershipType").asText());
    assertFalse(connection.get("IsActivity").asBoolean());
    assertNull(connection.get("Attributes"));
    String id = connection.get("MetadataId").asText();
    assertEquals(connection, EdmundUnderTest.json(ROOT + "EntityDefinitions(" + id + ")"));
    assertTrue(
        EdmundUnderTest.json(ROOT + "EntityDefinitions(LogicalName='email')?$select=IsActivity")
            .get("IsActivity")
            .asBoolean());
    assertEquals(
        "accounts", EdmundUnderTest.json(ACCOUNT + "/EntitySetName").get("value").asText());
  }

  private static JsonNode column(String table, String name) {
    return EdmundUnderTest.json(
        ROOT
            + "EntityDefinitions(LogicalName='"
            + table
            + "')/Attributes(LogicalName='"
            + name
            + "')");
  }

  @Test
  void columnsAreOfTheTypesOfTheirProperties() {
    JsonNode name = column("account", "name");
    assertEquals("#" + CRM + "StringAttributeMetadata", name.get("@odata.type").asText());
    assertEquals("String", name.get("AttributeType").asText());
    assertEquals("StringType", name.at("/AttributeTypeName/Value").asText());
    assertEquals(160, name.get("MaxLength").asInt());
    assertEquals("Account Name", name.at("/DisplayName/UserLocalizedLabel/Label").asText());
    assertTrue(name.get("IsPrimaryName").asBoolean());
    assertEquals("None", name.at("/RequiredLevel/Value").asText());

    JsonNode id = column("account", "accountid");
    assertEquals("Uniqueidentifier", id.get("AttributeType").asText());
    assertEquals("SystemRequired", id.at("/RequiredLevel/Value").asText());
    assertTrue(id.get("IsPrimaryId").asBoolean());
    assertFalse(id.get("IsValidForUpdate").asBoolean());

    assertEquals("Memo", column("account", "description").get("AttributeType").asText());
    assertEquals("Decimal", column("account", "revenue").get("AttributeType").asText());
    assertEquals(4, column("account", "revenue").get("Precision").asInt());
    assertEquals("Double", column("account", "address1_latitude").get("AttributeType").asText());
    assertEquals("Integer", column("account", "numberofemployees").get("AttributeType").asText());
    assertEquals("BigInt", column("account", "versionnumber").get("AttributeType").asText());
    assertEquals("State", column("account", "statecode").get("AttributeType").asText());
    assertEquals("Status", column("account", "statuscode").get("AttributeType").asText());
    assertEquals("DateAndTime", column("account", "createdon").get("Format").asText());
    assertEquals("Boolean", column("account", "creditonhold").get("AttributeType").asText());
    assertFalse(column("connection", "ismaster").get("IsValidForCreate").asBoolean());

    JsonNode owner = column("account", "ownerid");
    assertEquals("Owner", owner.get("AttributeType").asText());
    assertEquals(List.of("systemuser", "team"), items(owner.get("Targets")));
    JsonNode record = column("connection", "record1id");
    assertEquals("#" + CRM + "LookupAttributeMetadata", record.get("@odata.type").asText());
    assertTrue(items(record.get("Targets")).containsAll(List.of("account", "task", "territory")));
  }

  private static List<String> items(JsonNode array) {
    List<String> items = new ArrayList<>();
    array.forEach(item -> items.add(item.asText()));
    return items;
  }

  @Test
  void columnsAreCastToTheirTypes() {
    String attributes = ACCOUNT + "/Attributes/" + CRM;
    JsonNode answer =
        EdmundUnderTest.json(attributes + "StringAttributeMetadata?$select=LogicalName,MaxLength");
    assertTrue(
        answer
            .get("@odata.context")
            .asText()
            .endsWith(
                "#EntityDefinitions(LogicalName='account')/Attributes/"
                    + CRM
                    + "StringAttributeMetadata(LogicalName,MaxLength)"));
    for (JsonNode column : EdmundUnderTest.items(answer)) {
      assertEquals(List.of("MetadataId", "LogicalName", "MaxLength"), names(column));
    }
    JsonNode state =
        EdmundUnderTest.json(
            ACCOUNT
                + "/Attributes(LogicalName='statecode')/"
                + CRM
                + "StateAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)");
    assertEquals(List.of("MetadataId", "Options"), names(state.get("OptionSet")));
    assertEquals(
        "#" + CRM + "StateOptionMetadata", state.at("/OptionSet/Options/1/@odata.type").asText());
    assertEquals(
        "Inactive", state.at("/OptionSet/Options/1/Label/UserLocalizedLabel/Label").asText());
    JsonNode yes =
        EdmundUnderTest.json(
            ACCOUNT
                + "/Attributes(LogicalName='creditonhold')/"
                + CRM
                + "BooleanAttributeMetadata/OptionSet");
    assertEquals("Yes", yes.at("/TrueOption/Label/UserLocalizedLabel/Label").asText());
    assertEquals(0, yes.at("/FalseOption/Value").asInt());
    EdmundUnderTest.get(
            ACCOUNT + "/Attributes(LogicalName='name')/" + CRM + "StateAttributeMetadata")
        .is(404);
  }

  @Test
  void valuesOfADefinitionAreAskedForAlone() {
    assertEquals(
        "Account",
        EdmundUnderTest.json(ACCOUNT + "/DisplayName/UserLocalizedLabel/Label")
            .get("value")
            .asText());
    JsonNode label = EdmundUnderTest.json(ACCOUNT + "/DisplayName");
    assertEquals("Account", label.at("/LocalizedLabels/0/Label").asText());
    EdmundUnderTest.get(ACCOUNT + "/PrimaryImageAttribute").is(204);
    EdmundUnderTest.get(
            ACCOUNT
                + "/Attributes(LogicalName='industrycode')/"
                + CRM
                + "PicklistAttributeMetadata/GlobalOptionSet")
        .is(204);
    EdmundUnderTest.get(ACCOUNT + "/EntitySetName/$value").is(501);
  }

  @Test
  void columnsAreExpandedWithOptions() {
    JsonNode account =
        EdmundUnderTest.json(
            ACCOUNT
                + "?$select=LogicalName&$expand=Attributes($select=LogicalName;"
                + "$filter=AttributeType eq "
                + CRM
                + "AttributeTypeCode'Picklist';$count=true)");
    assertEquals(List.of("industrycode"), texts(list(account.get("Attributes")), "LogicalName"));
    assertEquals(1, account.get("Attributes@odata.count").asInt());
    assertEquals(
        "#" + CRM + "PicklistAttributeMetadata", account.at("/Attributes/0/@odata.type").asText());
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  @Test
  void relationshipsAreTheNavigationPropertiesOfTheModel() {
    List<JsonNode> many =
        EdmundUnderTest.values(
            CONNECTION + "/ManyToOneRelationships?$filter=ReferencingAttribute eq 'record1roleid'");
    assertEquals(1, many.size());
    JsonNode role = many.get(0);
    assertEquals("connection_role_connections1", role.get("SchemaName").asText());
    assertEquals("connectionrole", role.get("ReferencedEntity").asText());
    assertEquals("connectionroleid", role.get("ReferencedAttribute").asText());
    assertEquals("connection", role.get("ReferencingEntity").asText());
    assertEquals("record1roleid", role.get("ReferencingEntityNavigationPropertyName").asText());
    List<JsonNode> one =
        EdmundUnderTest.values(
            ROOT
                + "EntityDefinitions(LogicalName='connectionrole')/OneToManyRelationships"
                + "?$filter=SchemaName eq 'connection_role_connections1'");
    assertEquals(List.of(role), one);
    assertEquals(
        role,
        without(
            EdmundUnderTest.json(
                ROOT
                    + "RelationshipDefinitions(SchemaName='connection_role_connections1')/"
                    + CRM
                    + "OneToManyRelationshipMetadata")));
    List<JsonNode> all = EdmundUnderTest.values(ROOT + "RelationshipDefinitions");
    assertEquals(all.size(), new HashSet<>(texts(all, "MetadataId")).size());
    assertTrue(EdmundUnderTest.values(ACCOUNT + "/Keys").isEmpty());
  }

  private static JsonNode without(JsonNode answer) {
    ((com.fasterxml.jackson.databind.node.ObjectNode) answer).remove("@odata.context");
    return answer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LogicalName eq 'account'",
        "LogicalName in ('account','nosuch')",
        "startswith(LogicalName,'acc') and contains(SchemaName,'ccoun')",
        "endswith(EntitySetName,'ccounts')",
        "not (LogicalName ne 'account')",
        "ObjectTypeCode eq 1",
        "ObjectTypeCode gt 0 and ObjectTypeCode lt 2",
        "(EntitySetName eq 'accounts' or EntitySetName eq 'x') and IsManaged eq true",
        "tolower(SchemaName) eq 'account'",
        "LogicalName eq 'account' and CanCreateAttributes/Value eq false",
        "LogicalName eq 'account' and OwnershipType eq"
            + " Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'",
        "Attributes/any(a:a/LogicalName eq 'creditonhold')",
        "PrimaryImageAttribute eq null and length(LogicalName) eq 7 and LogicalName ge 'account'"
            + " and LogicalName le 'account'",
      })
  void definitionsAreFiltered(String filter) {
    assertEquals(
        List.of("account"),
        texts(
            EdmundUnderTest.values(
                ROOT + "EntityDefinitions?$select=LogicalName&$filter=" + filter),
            "LogicalName"));
  }

  @Test
  void definitionsAreSortedCountedAndCut() {
    List<String> all = texts(EdmundUnderTest.values(ROOT + "EntityDefinitions"), "LogicalName");
    JsonNode page =
        EdmundUnderTest.json(
            ROOT + "EntityDefinitions?$orderby=LogicalName desc&$skip=1&$top=2&$count=true");
    List<String> sorted = new ArrayList<>(all);
    sorted.sort((one, other) -> other.compareTo(one));
    assertEquals(sorted.subList(1, 3), texts(EdmundUnderTest.items(page), "LogicalName"));
    assertEquals(all.size(), page.get("@odata.count").asInt());
    assertEquals(
        Integer.toString(all.size()),
        EdmundUnderTest.get(ROOT + "EntityDefinitions/$count").ok().text());
    EdmundUnderTest.head(ROOT + "EntityDefinitions").is(200);
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    EdmundUnderTest.get(ROOT + "EntityDefinitions(LogicalName='nosuch')").is(404);
    EdmundUnderTest.get(ACCOUNT + "/Attributes(LogicalName='nosuch')").is(404);
    EdmundUnderTest.get(ROOT + "EntityDefinitions?$select=NoSuch").is(400);
    EdmundUnderTest.get(ROOT + "EntityDefinitions?$filter=NoSuch eq 1").is(400);
    EdmundUnderTest.get(ROOT + "EntityDefinitions?$search=x").is(501);
    EdmundUnderTest.get(ROOT + "EntityDefinitions?$filter=LogicalName eq 'a' add 'b'").is(400);
    EdmundUnderTest.get(ROOT + "EntityDefinitions?$filter=ObjectTypeCode add 1 eq 2").is(501);
    EdmundUnderTest.send("POST", ROOT + "EntityDefinitions", "{}", "Content-Type: application/json")
        .is(405);
    EdmundUnderTest.get("/odata/EntityDefinitions").is(404);
  }

  private static final String MODEL =
      """
      <edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.0'>
      <edmx:Reference
        Uri='https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml'>
        <edmx:Include Namespace='Org.OData.Core.V1' Alias='Core'/></edmx:Reference>
      <edmx:Reference Uri='Edmund.V1.xml'>
        <edmx:Include Namespace='Edmund.V1' Alias='Edmund'/></edmx:Reference>
      <edmx:DataServices>
      <Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='Zoo'>
      <EnumType Name='Size'><Member Name='small' Value='4'/><Member Name='large' Value='9'/></EnumType>
      <EntityType Name='animal'><Key><PropertyRef Name='animalid'/></Key>
        <Property Name='animalid' Type='Edm.Int32' Nullable='false'/>
        <Property Name='tag' Type='Edm.String' MaxLength='8' Nullable='false'/>
        <Property Name='born' Type='Edm.Date'/>
        <Property Name='size' Type='Zoo.Size'/>
        <NavigationProperty Name='keepers' Type='Collection(Zoo.keeper)' Partner='animals'/>
        <Annotation Term='Org.OData.Core.V1.AlternateKeys'><Collection><Record>
          <PropertyValue Property='Key'><Collection><Record>
            <PropertyValue Property='Name' PropertyPath='tag'/>
            <PropertyValue Property='Alias' String='tag'/></Record></Collection></PropertyValue>
        </Record></Collection></Annotation>
      </EntityType>
      <EntityType Name='keeper'><Key><PropertyRef Name='keeperid'/></Key>
        <Property Name='keeperid' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='animals' Type='Collection(Zoo.animal)' Partner='keepers'/>
      </EntityType>
      <EntityContainer Name='Container'>
        <EntitySet Name='animals' EntityType='Zoo.animal'/>
        <EntitySet Name='keepers' EntityType='Zoo.keeper'/>
        <Annotation Term='Edmund.V1.Mounts'><Collection><Record>
          <PropertyValue Property='Path' String='/odata/'/>
          <PropertyValue Property='Conventions' String='Dataverse'/>
        </Record></Collection></Annotation>
      </EntityContainer></Schema></edmx:DataServices></edmx:Edmx>
      """;

  @Test
  void anyModelHasDefinitions(@TempDir Path folder) throws Exception {
    Path model = Files.writeString(folder.resolve("zoo.xml"), MODEL);
    try (ModelUnderTest zoo = ModelUnderTest.serve(folder, model, Map.of())) {
      assertEquals(
          List.of("animal", "keeper"),
          texts(EdmundUnderTest.items(zoo.json("EntityDefinitions")), "LogicalName"));
      String animal = "EntityDefinitions(LogicalName='animal')";
      JsonNode key = EdmundUnderTest.items(zoo.json(animal + "/Keys")).get(0);
      assertEquals(List.of("tag"), items(key.get("KeyAttributes")));
      assertEquals(
          Set.of("Integer", "String", "DateTime", "Picklist"),
          new HashSet<>(
              texts(EdmundUnderTest.items(zoo.json(animal + "/Attributes")), "AttributeType")));
      assertEquals(
          "DateOnly", zoo.json(animal + "/Attributes(LogicalName='born')").get("Format").asText());
      JsonNode size =
          zoo.json(
              animal
                  + "/Attributes(LogicalName='size')/"
                  + CRM
                  + "PicklistAttributeMetadata?$expand=GlobalOptionSet");
      JsonNode set = zoo.json("GlobalOptionSetDefinitions(Name='Size')");
      assertEquals(9, set.at("/Options/1/Value").asInt());
      assertEquals("large", set.at("/Options/1/Label/UserLocalizedLabel/Label").asText());
      assertEquals(set.get("MetadataId"), size.at("/GlobalOptionSet/MetadataId"));
      JsonNode keepers =
          EdmundUnderTest.items(zoo.json(animal + "/ManyToManyRelationships")).get(0);
      assertEquals("animal", keepers.get("Entity1LogicalName").asText());
      assertEquals("keepers", keepers.get("Entity1NavigationPropertyName").asText());
      assertEquals("keeper", keepers.get("Entity2LogicalName").asText());
      assertEquals(1, EdmundUnderTest.items(zoo.json("RelationshipDefinitions")).size());
    }
  }

  @Test
  void setsOfTheModelHideDefinitions(@TempDir Path folder) throws Exception {
    String text = MODEL.replace("EntitySet Name='keepers'", "EntitySet Name='EntityDefinitions'");
    Path model = Files.writeString(folder.resolve("zoo.xml"), text);
    try (ModelUnderTest zoo = ModelUnderTest.serve(folder, model, Map.of())) {
      zoo.post("EntityDefinitions", "{\"keeperid\":7}", "Content-Type: application/json").is(201);
      assertEquals(
          List.of("7"), texts(EdmundUnderTest.items(zoo.json("EntityDefinitions")), "keeperid"));
    }
  }
}
