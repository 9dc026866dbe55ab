package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of collections of values: by place, and as options in $select want them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ItemsTest {
  private static final String PLAIN = "Accept: application/json;odata.metadata=none";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = PathModel.serve(folder);
  }

  @AfterAll
  void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Tags/0|People(1)/Tags/0|{\"value\":\"red\"}",
        "Tags/-1|Edm.String|{\"value\":\"blue\"}",
        "Tags/-3|Edm.String|{\"value\":\"red\"}",
        "Addresses/1|People(1)/Addresses/1|{\"City\":\"Aachen\",\"Zip\":2}",
        "Addresses/1?$select=City|People(1)/Addresses/1(City)|{\"City\":\"Aachen\"}",
        "Addresses/-3/City|Edm.String|{\"value\":\"Hamburg\"}",
        "Addresses/0/City|People(1)/Addresses/0/City|{\"value\":\"Hamburg\"}",
        "Place/Tags/1|People(1)/Place/Tags/1|{\"value\":\"y\"}",
        "Place/Tags/-2|Edm.String|{\"value\":\"x\"}",
        "Places/0/Tags|People(1)/Places/0/Tags|{\"value\":[\"u\",\"v\",\"w\"]}",
        "Places/0/Tags/-1|Edm.String|{\"value\":\"w\"}",
        "Places/-3/Tags|Collection(Edm.String)|{\"value\":[\"u\",\"v\",\"w\"]}",
        "Places/1|People(1)/Places/1|{\"Name\":\"two\",\"More\":5,\"Tags\":[]}",
        "Places/-2|self.Place|{\"Name\":\"two\",\"More\":5,\"Tags\":[]}",
        "Places/1/More|People(1)/Places/1/More|{\"value\":5}"
      })
  @DisplayName("4.10: an item by its place, from the front or from the end, and what is in it")
  void ordinals(String path, String context, String expected) {
    ObjectNode answer = (ObjectNode) service.json("People(1)/" + path);
    assertEquals(context, answer.remove("@odata.context").asText().replaceFirst(".*#", ""));
    answer.remove("@odata.type");
    assertEquals(expected, answer.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Tags/$filter(@f)/1|@f=length($it) gt 3|Edm.String|{\"value\":\"blue\"}",
        "Tags/$filter(@f)/-2|@f=length($it) gt 3|Edm.String|{\"value\":\"green\"}",
        "Addresses/$filter(@f)/0|@f=Zip gt 1|self.Address|{\"City\":\"Aachen\",\"Zip\":2}",
        "Addresses/$filter(@f)/-1/City|@f=startswith(City,'H')|Edm.String|{\"value\":\"Hof\"}",
        "Places/$filter(@f)/0|@f=Name eq"
            + " 'two'|self.Place|{\"Name\":\"two\",\"More\":5,\"Tags\":[]}",
        "Places/$filter(@f)/0/Tags/$filter(@g)/1|@f=Name eq 'one'&@g=$it gt"
            + " 'u'|Edm.String|{\"value\":\"w\"}"
      })
  @DisplayName("4.10, 4.12: an item by its place among those that a filter leaves")
  void filtered(String path, String aliases, String context, String expected) {
    ObjectNode answer = (ObjectNode) service.json("People(1)/" + path + "?" + aliases);
    assertEquals(context, answer.remove("@odata.context").asText().replaceFirst(".*#", ""));
    answer.remove("@odata.type");
    assertEquals(expected, answer.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Tags/1/$value,green",
    "Addresses/-2/Zip/$value,2",
    "Places/0/Tags/0/$value,u",
    "Places/0/Tags/$count,3",
    "Places/1/More/$value,5"
  })
  @DisplayName("4.7, 4.10: the bare value of an item")
  void rawValues(String path, String expected) {
    assertEquals(expected, service.get("People(1)/" + path).ok().text());
  }

  @Test
  @DisplayName("4.10: an item that is null, and one that is not there")
  void nullAndMissing() {
    assertEquals(204, service.get("People(1)/Places/2").status());
    assertEquals(204, service.get("People(1)/Addresses/2/Zip").status());
    service.get("People(1)/Tags/3").error(404);
    service.get("People(1)/Tags/-4").error(404);
    service.get("People(1)/Places/3").error(404);
    service.get("People(1)/Places/-4/Name").error(404);
    service.get("People(2)/Tags/0").error(404);
    service.get("People(9)/Tags/0").error(404);
    service.get("People/0").error(404);
    service.get("People(1)/Tags/$filter(@f)/1?@f=$it eq 'red'").error(404);
    service.get("People(1)/Places/$filter(@f)/-2?@f=Name eq 'one'").error(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Tags($filter=contains($this,'re'))|`Tags`:[`red`,`green`]",
        "Tags($orderby=$this desc;$top=2)|`Tags`:[`red`,`green`]",
        "Tags($count=true;$top=1)|`Tags@odata.count`:3,`Tags`:[`red`]",
        "Tags($search=BLU)|`Tags`:[`blue`]",
        "Addresses($filter=startswith(City,'H');$orderby=City"
            + " desc;$select=City)|`Addresses`:[{`City`:`Hof`},{`City`:`Hamburg`}]",
        "Addresses($skip=1;$top=1)|`Addresses`:[{`City`:`Aachen`,`Zip`:2}]",
        "Addresses($search=aachen OR"
            + " hof;$count=true;$top=0)|`Addresses@odata.count`:2,`Addresses`:[]",
        "Places($filter=Name eq 'two')|`Places`:[{`Name`:`two`,`More`:5,`Tags`:[]}]",
        "Places($top=1;$select=Name;$count=true)|`Places@odata.count`:3,`Places`:[{`Name`:`one`}]",
        "Place/Tags($top=1)|`Place`:{`Tags`:[`x`]}",
        "Place($select=Name,Tags($filter=$this eq"
            + " 'y';$count=true))|`Place`:{`Name`:`p`,`Tags@odata.count`:1,`Tags`:[`y`]}",
        "Place/Tags($skip=1),Place/Extra|`Place`:{`Tags`:[`y`]}",
        "Places/Tags($orderby=$this desc;$top=2)|`Places`:[{`Tags`:[`w`,`v`]},{`Tags`:[]},null]",
        "Places($top=2;$select=More,Tags($skip=2))|`Places`:[{`Tags`:[`w`]},{`Tags`:[],`More`:5}]",
        "Place($select=*,Tags($top=1))|`Place`:{`Name`:`p`,`Tags`:[`x`]}",
        "Places($select=*,Tags($top=1))|`Places`:[{`Name`:`one`,`Tags`:[`u`]},{`Name`:`two`,`Tags`:[],`More`:5},null]",
        "Home($select=City)|`Home`:{`City`:`Bonn`}"
      })
  @DisplayName("11.2.5.1: options of a selected collection")
  void selectOptions(String select, String expected) {
    String wanted = "{" + expected.replace('`', '"') + "}";
    ObjectNode person = (ObjectNode) service.json("People(1)?$select=" + select);
    person.remove("@odata.context");
    person.remove("@odata.id");
    assertEquals("W/\"1\"", person.remove("@odata.etag").asText());
    assertEquals(wanted, person.toString());
    JsonNode order =
        service.json("Orders('b')?$select=Code&$expand=Customer($select=" + select + ")");
    ObjectNode customer = (ObjectNode) order.get("Customer");
    customer.remove("@odata.id");
    assertEquals("W/\"1\"", customer.remove("@odata.etag").asText());
    assertEquals(wanted, customer.toString());
    ObjectNode many =
        (ObjectNode) service.json("People?$filter=ID eq 1&$select=" + select).get("value").get(0);
    many.remove("@odata.id");
    assertEquals("W/\"1\"", many.remove("@odata.etag").asText());
    assertEquals(wanted, many.toString());
  }

  @Test
  @DisplayName("11.2.5.1: what is not there or said twice")
  void refused() {
    service.get("People?$select=Tags($top=1),Tags($top=2)").error(400);
    service.get("People?$select=Name($top=1)").error(400);
    service.get("People?$select=Home($top=1)").error(400);
    service.get("People?$select=Places($search=x)").error(400);
    service.get("People?$select=Home($compute=Zip add 1 as City)").error(400);
    service.get("People?$select=Tags($compute=length($this) as L)").error(400);
    service.get("People?$select=Place($compute=Tags as T)").error(501);
    service.get("People?$compute=Place/Tags as T").error(501);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Tags?$count=true&$top=1|{`@odata.count`:3,`value`:[`red`]}",
        "Tags?$search=NOT red|{`value`:[`green`,`blue`]}",
        "Addresses?$count=true&$filter=Zip gt 1&$select=Zip|{`@odata.count`:1,`value`:[{`Zip`:2}]}",
        "Place/Tags?$count=true&$skip=1|{`@odata.count`:2,`value`:[`y`]}",
        "Tags/$filter(@f)?@f=contains($it,'re')|{`value`:[`red`,`green`]}",
        "Tags/$filter(@f)?@f=contains($it,'re')&$filter=length($it) eq 3|{`value`:[`red`]}"
      })
  @DisplayName("11.2.6: options of a collection of values that is the resource")
  void collections(String path, String expected) {
    ObjectNode answer = (ObjectNode) service.json("People(1)/" + path);
    answer.remove("@odata.context");
    assertEquals(expected.replace('`', '"'), answer.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Home($compute=length(City) as L)|`Home`:{`City`:`Bonn`,`Zip`:null,`L`:4}",
        "Home($select=L;$compute=length(City) as L)|`Home`:{`L`:4}",
        "Home($select=City;$compute=length(City) as L)|`Home`:{`City`:`Bonn`}",
        "Addresses($compute=Zip mul 2 as Z;$filter=Z gt 1;$orderby=Z"
            + " desc;$select=Z)|`Addresses`:[{`Z`:4},{`Z`:2}]",
        "Place($compute=length(Name) as L)|`Place`:{`Name`:`p`,`Tags`:[`x`,`y`],`L`:1}",
        "Places($compute=More add 1 as Next;$filter=Next eq"
            + " 6)|`Places`:[{`Name`:`two`,`Tags`:[],`More`:5,`Next`:6}]",
        "Places($compute=length(Name) as More;$select=More)|`Places`:[{`More`:3},{`More`:3},null]"
      })
  @DisplayName("11.2.5.1, 11.2.5.3: $compute of selected complex values")
  void computed(String select, String expected) {
    String wanted = "{" + expected.replace('`', '"') + "}";
    ObjectNode person = (ObjectNode) service.json("People(1)?$select=" + select, PLAIN);
    person.remove("@odata.context");
    assertEquals(wanted, person.toString());
    JsonNode order =
        service.json("Orders('b')?$select=Code&$expand=Customer($select=" + select + ")", PLAIN);
    assertEquals(wanted, order.get("Customer").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Home?$compute=length(City) as"
            + " L|Home(*,L)|`City`:`Bonn`,`Zip`:null,`L@odata.type`:`#Int32`,`L`:4",
        "Home?$compute=length(City) as L&$select=L|Home(L)|`L@odata.type`:`#Int32`,`L`:4",
        "Addresses/1?$compute=Zip mul 2 as"
            + " Z&$select=Z|Addresses/1(Z)|`Z@odata.type`:`#Int32`,`Z`:4",
        "Addresses?$compute=Zip mul 2 as Z&$filter=Z gt"
            + " 2&$select=Z|Addresses(Z)|`value`:[{`Z@odata.type`:`#Int32`,`Z`:4}]",
        "Places?$compute=length(Name) as"
            + " L&$top=1&$select=L|Places(L)|`value`:[{`L@odata.type`:`#Int32`,`L`:3}]"
      })
  @DisplayName("11.2.5.3: $compute of complex values that are the resource")
  void computedResources(String path, String context, String expected) {
    ObjectNode answer = (ObjectNode) service.json("People(1)/" + path);
    assertEquals(
        "People(1)/" + context, answer.remove("@odata.context").asText().replaceFirst(".*#", ""));
    assertEquals("{" + expected.replace('`', '"') + "}", answer.toString());
  }

  @Test
  @DisplayName("Data Aggregation, 3.2.3: $compute of complex values that are grouped by")
  void computedGroups() {
    JsonNode groups =
        service.json(
            "People?$apply=filter(ID eq 1)/groupby((Home/City))"
                + "&$select=Home($compute=length(City) as L)",
            PLAIN);
    assertEquals(
        "[{'Home':{'City':'Bonn','L':4}}]", groups.get("value").toString().replace('"', '\''));
  }

  @ParameterizedTest
  @CsvSource({
    "Tags/$count?$search=red,1",
    "Addresses/$count?$compute=Zip mul 2 as Z&$filter=Z gt 2,1",
    "Addresses/$count?$search=h,3",
    "Addresses/$filter(@f)/$count?@f=Zip eq 2,1"
  })
  @DisplayName("4.8: the number of values that are searched for")
  void counts(String path, String expected) {
    assertEquals(expected, service.get("People(1)/" + path).ok().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Core.Messages", "Name,@Core.Messages", "Home/@Core.Messages,Name"})
  @DisplayName("11.2.5.1: of instance annotations there are none to select")
  void annotations(String select) {
    JsonNode person =
        service.json("People(2)?$select=" + select.replace("Core", "Org.OData.Core.V1"));
    assertEquals(select.contains("Name"), person.has("Name"));
    assertTrue(person.has("@odata.id"));
  }
}
