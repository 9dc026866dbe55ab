package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities as parameters (JSON Format, 18; Part 1, 11.5.4.1.1 and 11.5.5.1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EntityParametersTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String ID = "11111111-1111-1111-1111-111111111111";
  private static final String MODEL =
      """
      <EntityType Name='Base' Abstract='true'/>
      <EntityType Name='account' BaseType='self.Base'><Key><PropertyRef Name='accountid'/></Key>
        <Property Name='accountid' Type='Edm.Guid' Nullable='false'/>
        <Property Name='name' Type='Edm.String'/></EntityType>
      <EntityType Name='team' BaseType='self.Base'><Key><PropertyRef Name='teamid'/></Key>
        <Property Name='teamid' Type='Edm.Guid' Nullable='false'/></EntityType>
      <EntityType Name='City'><Key><PropertyRef Name='Land'/><PropertyRef Name='Name'/></Key>
        <Property Name='Land' Type='Edm.String' Nullable='false'/>
        <Property Name='Name' Type='Edm.String' Nullable='false'/></EntityType>
      <ComplexType Name='Access'>
        <NavigationProperty Name='Principal' Type='self.Base' Nullable='false'/>
        <Property Name='Mask' Type='Edm.Int32'/></ComplexType>
      <Function Name='KeyOf'><Parameter Name='Target' Type='self.Base' Nullable='false'/>
        <ReturnType Type='Edm.String'/>
        <Annotation Term='Edmund.V1.Sql' String="SELECT :Target_type || ' ' || CAST(:Target AS TEXT)"/></Function>
      <Function Name='NameOf'><Parameter Name='Target' Type='self.account'/>
        <ReturnType Type='Edm.String'/>
        <Annotation Term='Edmund.V1.Sql'><String>SELECT "name" FROM "self_account" WHERE "accountid" = :Target</String></Annotation></Function>
      <Function Name='NamesOf'><Parameter Name='Targets' Type='Collection(self.Base)' Nullable='false'/>
        <ReturnType Type='Collection(Edm.String)'/>
        <Annotation Term='Edmund.V1.Sql'><String>SELECT "name" FROM "self_account" WHERE "accountid" IN :Targets ORDER BY 1</String></Annotation></Function>
      <Function Name='Place'><Parameter Name='City' Type='self.City' Nullable='false'/>
        <ReturnType Type='Edm.String'/>
        <Annotation Term='Edmund.V1.Sql' String="SELECT :City.Name || ', ' || :City.Land"/></Function>
      <Action Name='Grant'><Parameter Name='Target' Type='self.Base' Nullable='false'/>
        <Parameter Name='Access' Type='self.Access'/><ReturnType Type='Edm.String'/>
        <Annotation Term='Edmund.V1.Sql'><String>SELECT :Target_type || ' ' || CAST(:Target AS TEXT) || ' '
          || coalesce(:Access.Principal_type || ' ' || CAST(:Access.Principal AS TEXT) || ' ' || CAST(:Access.Mask AS TEXT), 'none')</String></Annotation></Action>
      <Action Name='Save'><Parameter Name='Target' Type='self.account' Nullable='false'/>
        <Annotation Term='Edmund.V1.Sql'><String>UPDATE "self_account" SET "name" = :Target.name WHERE "accountid" = :Target</String></Annotation></Action>
      <ComplexType Name='Door'><Property Name='Number' Type='Edm.Int32'/></ComplexType>
      <EntityType Name='House'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/><Property Name='Built' Type='Edm.Date'/>
        <Property Name='Door' Type='self.Door'/>
        <Property Name='Rooms' Type='Collection(Edm.Int32)' Nullable='false'/></EntityType>
      <Action Name='Describe'><Parameter Name='House' Type='self.House' Nullable='false'/>
        <ReturnType Type='Edm.String'/>
        <Annotation Term='Edmund.V1.Sql'><String>SELECT coalesce(:House.Name, '-') || ' ' || coalesce(CAST(:House.Built AS TEXT), '-')
          || ' ' || :House_type</String></Annotation></Action>
      <Action Name='Whole'><Parameter Name='Houses' Type='Collection(self.House)' Nullable='false'/>
        <ReturnType Type='Edm.String'/>
        <Annotation Term='Edmund.V1.Sql'><String>SELECT CAST(:Houses.Json AS TEXT)</String></Annotation></Action>
      <Action Name='KeyOfHouse'><Parameter Name='House' Type='self.House' Nullable='false'/>
        <ReturnType Type='Edm.Int32'/>
        <Annotation Term='Edmund.V1.Sql' String='SELECT :House'/></Action>
      <EntityContainer Name='C'>
        <EntitySet Name='Houses' EntityType='self.House'/>
        <ActionImport Name='Describe' Action='self.Describe'/>
        <ActionImport Name='Whole' Action='self.Whole'/>
        <ActionImport Name='KeyOfHouse' Action='self.KeyOfHouse'/>
        <EntitySet Name='accounts' EntityType='self.account'/><EntitySet Name='teams' EntityType='self.team'/>
        <EntitySet Name='Cities' EntityType='self.City'/>
        <FunctionImport Name='KeyOf' Function='self.KeyOf'/>
        <FunctionImport Name='NameOf' Function='self.NameOf'/>
        <FunctionImport Name='NamesOf' Function='self.NamesOf'/>
        <FunctionImport Name='Place' Function='self.Place'/>
        <ActionImport Name='Grant' Action='self.Grant'/>
        <ActionImport Name='Save' Action='self.Save'/>
      </EntityContainer>
      """;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(
            folder,
            MODEL,
            Map.of(
                "accounts.json",
                "[{\"accountid\":\""
                    + ID
                    + "\",\"name\":\"Ann\"},"
                    + "{\"accountid\":\"22222222-2222-2222-2222-222222222222\",\"name\":\"Bob\"}]"));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private String value(String target) {
    return service.json(encoded(target)).get("value").asText();
  }

  private static String encoded(String target) {
    return target.replace("\"", "%22").replace("#", "%23").replace("ID", ID);
  }

  private String root() {
    return service.url("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"@odata.id":"accounts(ID)"}                           | self.account
          {'@odata.id':'accounts(ID)'}                           | self.account
          {"@id":"teams(ID)"}                                    | self.team
          {"@odata.id":"/odata/teams(ID)"}                       | self.team
          {"@odata.id":"ROOTteams(ID)"}                          | self.team
          {"@odata.type":"#self.team","teamid":"ID"}             | self.team
          {'@odata.type':'self.account','accountid':'ID'}        | self.account
          {"@type":"#self.team","teamid":"ID","@odata.etag":"x"} | self.team
          """)
  void aFunctionTakesAnEntityHoweverItIsNamed(String written, String type) {
    String entity = written.replace("ROOT", root());
    assertEquals(type + " " + ID, value("KeyOf(Target=@t)?@t=" + entity));
    assertEquals(type + " " + ID, value("KeyOf?Target=@t&@t=" + entity));
  }

  @Test
  void keysAreThoseOfTheTables() {
    assertEquals("Ann", value("NameOf(Target=@t)?@t={'@odata.id':'accounts(ID)'}"));
    assertEquals("Ann", value("NameOf(Target=@t)?@t={'accountid':'ID'}"));
    service.get("NameOf(Target=null)").is(204);
    assertEquals(
        "[\"Ann\"]",
        service
            .json(
                encoded(
                    "NamesOf(Targets=@t)?@t=[{'@odata.id':'accounts(ID)'},{'@id':'teams(ID)'}]"))
            .get("value")
            .toString());
    assertEquals("[]", service.json("NamesOf(Targets=[])").get("value").toString());
    assertEquals(
        "Rom, I", value("Place(City=@c)?@c={\"@odata.id\":\"Cities(Land='I',Name='Rom')\"}"));
    assertEquals("Rom, I", value("Place(City=@c)?@c={\"Land\":\"I\",\"Name\":\"Rom\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'@odata.id':'accounts'}",
        "{'@odata.id':'nowhere(1)'}",
        "{'@odata.id':'http://example.org/accounts(ID)'}",
        "{'@odata.id':'Cities(Land=%27%27I%27%27,Name=%27%27R%27%27)'}",
        "{'@odata.type':'#self.City','Name':'x'}",
        "{'@odata.type':'#self.Nowhere'}",
        "{'@odata.type':'x'}",
        "{'@odata.type':'#self.account','teamid':'ID'}",
        "{'@odata.type':'#self.account','accountid':'ID1'}",
        "{'@odata.type':'#self.account','accountid':null}",
        "{'teamid':'ID'}",
        "'accounts(ID)'",
        "null"
      })
  void whatIsNoEntityOfTheTypeIsRefused(String entity) {
    Answer answer = service.get(encoded("KeyOf(Target=@t)?@t=" + entity));
    assertTrue(answer.status() == 400 || answer.status() == 404, answer + answer.text());
  }

  private String grant(String body) {
    return service
        .post("Grant", body.replace("ID", ID).replace('\'', '"'), JSON)
        .ok()
        .json()
        .get("value")
        .asText()
        .replace(ID, "ID");
  }

  @Test
  void anActionTakesEntitiesAndComplexValuesWithEntities() {
    String account = "'Target':{'@odata.id':'accounts(ID)'}";
    String typed = "'Target':{'@odata.type':'Microsoft.x','teamid':'ID'}";
    assertEquals("self.account ID none", grant("{" + account + "}"));
    assertEquals("self.account ID none", grant("{" + account + ",'Access':null}"));
    assertEquals(
        "self.account ID self.team ID 3",
        grant(
            "{"
                + account
                + ",'Access':{'Mask':3,'Principal':{'@odata.type':'self.team','teamid':'ID'}}}"));
    assertEquals(
        "self.account ID self.team ID 3",
        grant("{" + account + ",'Access':{'Mask':3,'Principal@odata.bind':'/odata/teams(ID)'}}"));
    assertEquals(
        "self.account ID self.account ID 1",
        grant("{" + account + ",'Access':{'Mask':1,'Principal':{'@id':'accounts(ID)'}}}"));
    service.post("Grant", ("{" + typed + "}").replace('\'', '"'), JSON).error(400);
    service.post("Grant", "{\"Target\":{\"@odata.id\":7}}", JSON).error(400);
    service.post("Grant", "{\"Target\":{\"@odata.id\":\"accounts(1)\"}}", JSON).error(400);
  }

  /** 11.5.5.1: an entity that is nowhere, with whatever is said of it. */
  @Test
  void anEntityNeedNotBeStored() {
    assertEquals(
        "Hut 2020-05-06 self.House",
        action("Describe", "{'House':{'Name':'Hut','Built':'2020-05-06','Rooms':[1,2]}}"));
    assertEquals("- - self.House", action("Describe", "{'House':{}}"));
    assertEquals("- - self.House", action("Describe", "{'House':{'Name':null}}"));
    String whole =
        action("Whole", "{'Houses':[{'Name':'Hut','Door':{'Number':3}},{'ID':7,'Rooms':[4]}]}");
    assertTrue(whole.contains("\"Number\":3") && whole.contains("\"Rooms\":[4]"), whole);
  }

  private String action(String name, String body) {
    return service.post(name, body.replace('\'', '"'), JSON).ok().json().get("value").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Describe   | {'House':{'Name':7}}                       | House/Name
          Describe   | {'House':{'Built':'yesterday'}}            | House/Built
          Describe   | {'House':{'Door':{'Number':'x'}}}          | House/Door/Number
          Describe   | {'House':{'Rooms':[1,'x']}}                | House/Rooms
          Describe   | {'House':{'Rooms':3}}                      | House/Rooms
          Describe   | {'House':{'Roof':1}}                       | House/Roof
          Describe   | {'House':null}                             | House
          Describe   | {}                                         | House
          Whole      | {'Houses':[{},{'Built':'x'}]}              | Houses[1]/Built
          KeyOfHouse | {'House':{'Name':'Hut'}}                   | without its key 'ID'
          """)
  void whatDoesNotFitTheTypeOfAnEntityIsNamed(String action, String body, String named) {
    String message = service.post(action, body.replace('\'', '"'), JSON).error(400);
    assertTrue(message.contains(named), message);
  }

  @Test
  void propertiesOfAnEntityAreTaken() {
    service
        .post(
            "Save",
            "{\"Target\":{\"accountid\":\"22222222-2222-2222-2222-222222222222\",\"name\":\"Bea\"}}",
            JSON)
        .is(204);
    assertEquals(
        "Bea", value("NameOf(Target=@t)?@t={'accountid':'22222222-2222-2222-2222-222222222222'}"));
  }

  @Test
  void aKeyOfSeveralPartsHasNoOneName(@TempDir Path folder) {
    String schema = MODEL.replace(":City.Name || ', ' || :City.Land", ":City");
    RuntimeException refused =
        assertThrows(
            RuntimeException.class, () -> ModelUnderTest.serve(folder, schema, Map.of()).close());
    assertTrue(String.valueOf(refused.getMessage()).contains("key of several parts"));
  }
}
