package dev.edmund.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.BothStrategies;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links of every kind, read for each row and for many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExpandedLinksTest {
  private static final int PARENTS = 300;
  private static final int KIDS = 900;
  private static final int KINDS = 70;

  @SuppressWarnings("NullAway.Init")
  private BothStrategies service;

  @BeforeAll
  void load(@TempDir Path folder) {
    StringBuilder schema =
        new StringBuilder(
            """
            <ComplexType Name='Address'><Property Name='City' Type='Edm.String'/>
              <NavigationProperty Name='Rate' Type='self.Rate'/>
              <NavigationProperty Name='Others' Type='Collection(self.Rate)'/></ComplexType>
            <ComplexType Name='Spot'><Property Name='X' Type='Edm.Double'/></ComplexType>
            <EntityType Name='Parent'>
              <Key><PropertyRef Name='A'/><PropertyRef Name='B'/></Key>
              <Property Name='A' Type='Edm.Int32' Nullable='false'/>
              <Property Name='B' Type='Edm.String' Nullable='false'/>
              <Property Name='Home' Type='self.Address'/>
              <NavigationProperty Name='Kids' Type='Collection(self.Kid)' Partner='Parent'/>
            </EntityType>
            <EntityType Name='Kid'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
              <Property Name='PA' Type='Edm.Int32'/><Property Name='PB' Type='Edm.String'/>
              <Property Name='Amount' Type='Edm.Decimal' Scale='variable'/>
              <Property Name='Box' Type='Edm.Guid'/>
              <Property Name='Target' Type='Edm.Int32'/>
              <Property Name='Tags' Type='Collection(Edm.String)'/>
              <Property Name='Spots' Type='Collection(self.Spot)'/>
              <NavigationProperty Name='Parent' Type='self.Parent' Partner='Kids'>
                <ReferentialConstraint Property='PA' ReferencedProperty='A'/>
                <ReferentialConstraint Property='PB' ReferencedProperty='B'/></NavigationProperty>
              <NavigationProperty Name='Rate' Type='self.Rate' Partner='Kids'>
                <ReferentialConstraint Property='Amount' ReferencedProperty='Amount'/>
              </NavigationProperty>
              <NavigationProperty Name='Holder' Type='self.Holder' Partner='Kids'>
                <ReferentialConstraint Property='Box' ReferencedProperty='Id'/>
              </NavigationProperty>
              <NavigationProperty Name='ToHigh' Type='self.High' Partner='Kids'>
                <ReferentialConstraint Property='Target' ReferencedProperty='Id'/>
              </NavigationProperty>
              <NavigationProperty Name='ToLow' Type='self.Low' Partner='Kids'>
                <ReferentialConstraint Property='Target' ReferencedProperty='Id'/>
              </NavigationProperty>
              <NavigationProperty Name='Friends' Type='Collection(self.Kid)'/>
              <NavigationProperty Name='Any' Type='self.Thing'/>
              <NavigationProperty Name='Anys' Type='Collection(self.Thing)'/>
            </EntityType>
            <EntityType Name='Rate'><Key><PropertyRef Name='Amount'/></Key>
              <Property Name='Amount' Type='Edm.Decimal' Scale='variable' Nullable='false'/>
              <NavigationProperty Name='Kids' Type='Collection(self.Kid)' Partner='Rate'/>
            </EntityType>
            <EntityType Name='Holder'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Guid' Nullable='false'/>
              <NavigationProperty Name='Kids' Type='Collection(self.Kid)' Partner='Holder'/>
            </EntityType>
            <EntityType Name='High'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
              <NavigationProperty Name='Kids' Type='Collection(self.Kid)' Partner='ToHigh'/>
            </EntityType>
            <EntityType Name='Higher' BaseType='self.High'>
              <Property Name='Height' Type='Edm.Int32'/></EntityType>
            <EntityType Name='Low'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
              <NavigationProperty Name='Kids' Type='Collection(self.Kid)' Partner='ToLow'/>
            </EntityType>
            <EntityType Name='Wide' Abstract='true'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/></EntityType>
            <EntityType Name='Rack'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
              <NavigationProperty Name='Best' Type='self.Wide'/>
              <NavigationProperty Name='All' Type='Collection(self.Wide)'/></EntityType>
            <EntityType Name='Thing' Abstract='true'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/></EntityType>
            """);
    StringBuilder sets =
        new StringBuilder(
            """
            <EntitySet Name='Parents' EntityType='self.Parent'/>
            <EntitySet Name='Kids' EntityType='self.Kid'/>
            <EntitySet Name='Rates' EntityType='self.Rate'/>
            <EntitySet Name='Holders' EntityType='self.Holder'/>
            <EntitySet Name='Highs' EntityType='self.High'/>
            <EntitySet Name='Lows' EntityType='self.Low'/>
            <EntitySet Name='Wides' EntityType='self.Wide'/>
            <EntitySet Name='Racks' EntityType='self.Rack'/>
            """);
    StringJoiner wides = array();
    for (int i = 0; i < KINDS; i++) {
      schema.append(
          """
          <EntityType Name='W%1$d' BaseType='self.Wide'><Property Name='P%1$d' Type='Edm.Int32'/>
            <Property Name='Notes' Type='Collection(Edm.Int32)'/>
            <NavigationProperty Name='Peer' Type='self.Rack'/></EntityType>
          <EntityType Name='K%1$d' BaseType='self.Thing'><Property Name='Q%1$d' Type='Edm.Int32'/>
            <NavigationProperty Name='Kids' Type='Collection(self.Kid)'/></EntityType>
          """
              .formatted(i));
      sets.append("<EntitySet Name='K%1$d' EntityType='self.K%1$d'/>".formatted(i));
      wides.add(
          "{\"@odata.type\":\"#self.W%d\",\"Id\":%d,\"P%d\":%d,\"Notes\":[%d,2],\"Peer@odata.bind\":\"Racks(%d)\"}"
              .formatted(i, i, i, i, i, i % 3 + 1));
    }
    schema.append("<EntityContainer Name='C'>" + sets + "</EntityContainer>");
    service =
        BothStrategies.of(
            folder,
            schema.toString(),
            Map.of(
                "Parents.json",
                parents(),
                "Kids.json",
                kids(),
                "Rates.json",
                "[{\"Amount\":1.5},{\"Amount\":20},{\"Amount\":-3}]",
                "Holders.json",
                "[" + holder(1) + "," + holder(2) + "]",
                "Highs.json",
                "[{\"Id\":1},{\"@odata.type\":\"#self.Higher\",\"Id\":2,\"Height\":7}]",
                "Lows.json",
                "[{\"Id\":1},{\"Id\":2}]",
                "Wides.json",
                wides.toString(),
                "Racks.json",
                racks(),
                "K3.json",
                "[{\"Id\":1,\"Q3\":3,\"Kids@odata.bind\":[\"Kids(5)\",\"Kids(4)\"]}]",
                "K9.json",
                "[{\"Id\":1,\"Q9\":9},{\"Id\":2,\"Q9\":10}]"));
  }

  private static StringJoiner array() {
    return new StringJoiner(",", "[", "]");
  }

  private static String parents() {
    StringJoiner parents = array();
    for (int i = 0; i < PARENTS; i++) {
      String home =
          i % 4 == 0
              ? ""
              : ",\"Home\":{\"City\":\"c\",\"Rate@odata.bind\":\"Rates(20)\",\"Others@odata.bind\":"
                  + "[\"Rates(1.5)\",\"Rates(-3)\"]}";
      parents.add("{\"A\":%d,\"B\":\"%s\"%s}".formatted(i / 2, i % 2 == 0 ? "x" : "Ü", home));
    }
    return parents.toString();
  }

  private static String kids() {
    String[] targets = {"ToHigh@odata.bind\":\"Highs", "ToLow@odata.bind\":\"Lows"};
    StringJoiner kids = array();
    for (int i = 0; i < KIDS; i++) {
      StringJoiner kid = new StringJoiner(",", "{", "}").add("\"Id\":" + i);
      int parent = i * 7 % (PARENTS + 50);
      if (parent < PARENTS) {
        kid.add("\"PA\":" + parent / 2).add("\"PB\":\"" + (parent % 2 == 0 ? "x" : "Ü") + "\"");
      }
      if (i % 3 > 0) {
        kid.add("\"Amount\":" + (i % 3 == 1 ? "1.50" : "20"));
        kid.add("\"Box\":\"" + guid(i % 2 + 1) + "\"");
        kid.add("\"" + targets[i % 2] + "(" + (i / 2 % 2 + 1) + ")\"");
      }
      if (i % 5 > 1) {
        kid.add("\"Tags\":[\"t" + i + "\",null,\"a\"]").add("\"Spots\":[{\"X\":" + i + ".5},{}]");
      }
      if (i < 40) {
        kid.add(
            "\"Friends@odata.bind\":[\"Kids(" + (i * 3 % 40) + ")\",\"Kids(899)\",\"Kids(1)\"]");
        kid.add("\"Any@odata.bind\":\"" + (i % 2 == 0 ? "K3(1)" : "K9(2)") + "\"");
        kid.add("\"Anys@odata.bind\":[\"K9(2)\",\"K3(1)\",\"K9(1)\"]");
      }
      kids.add(kid.toString());
    }
    return kids.toString();
  }

  private static String guid(int number) {
    return "0000000" + number + "-aaaa-bbbb-cccc-000000000000";
  }

  private static String holder(int number) {
    return "{\"Id\":\"" + guid(number) + "\"}";
  }

  private static String racks() {
    StringJoiner racks = array();
    for (int i = 1; i <= 5; i++) {
      racks.add(
          "{\"Id\":%d,\"Best@odata.bind\":\"Wides(%d)\",\"All@odata.bind\":[\"Wides(%d)\",\"Wides(%d)\",\"Wides(0)\"]}"
              .formatted(i, i * 9, i, i * 10));
    }
    return racks.toString();
  }

  @AfterAll
  void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Parents?$expand=Kids",
        "Parents?$expand=Kids($top=1;$skip=1;$orderby=Amount desc,Id desc;$count=true)",
        "Parents?$expand=Kids/$count",
        "Parents(A=3,B='x')?$expand=Kids($expand=Parent($expand=Kids($select=Id)))",
        "Parents?$expand=Home/Rate,Home/Others($expand=Kids($top=3;$select=Id))",
        "Parents(A=3,B='Ü')/Home?$select=City",
        "Kids?$expand=Parent($expand=Kids($top=2;$select=Id,Tags)),Rate($expand=Kids($top=1))",
        "Kids?$expand=Friends($expand=Friends($select=Id;$orderby=Id desc;$top=2);$count=true)",
        "Kids?$expand=Friends/$ref,Friends/$count&$select=Id",
        "Kids?$expand=ToHigh,ToLow,Holder",
        "Kids?$expand=ToHigh/self.Higher($expand=Kids($top=2;$select=Tags))&$select=Id",
        "Kids?$expand=Any,Anys&$filter=Id lt 60",
        "Kids?$expand=Any($expand=self.K3/Kids($select=Id,Spots)),Anys/$ref&$select=Id",
        "Kids(7)/Tags",
        "Kids(7)/Tags?$filter=$it ne null",
        "Kids(7)/Spots",
        "Kids(7)?$select=Tags",
        "Kids(7)/Friends?$expand=Friends",
        "Rates?$expand=Kids($expand=Holder($expand=Kids($select=Id;$top=3));$top=300)",
        "Holders?$expand=Kids($select=Id,Tags,Spots)",
        "Highs?$expand=Kids($expand=ToHigh,ToLow;$select=Id)",
        "Lows?$expand=Kids($filter=Tags/any(t:t eq 'a');$select=Id)",
        "Wides",
        "Wides(42)?$expand=self.W42/Peer($expand=All)",
        "Wides?$expand=self.W42/Peer($expand=All),self.W7/Peer",
        "Racks?$expand=Best,All",
        "Racks?$expand=All($orderby=Id desc;$top=2),All/$count",
        "Racks(2)?$expand=Best($expand=self.W18/Peer($expand=Best))",
        "Kids?$filter=Id lt 0&$expand=Friends"
      })
  void answersAreTheSame(String url) {
    String encoded = url.replace(" ", "%20").replace("Ü", "%C3%9C");
    assertEquals(200, service.nested().get(encoded).status(), service.nested().get(encoded)::body);
    service.get(encoded);
    service.get(encoded, "Accept", "application/json;odata.metadata=full");
  }

  @Test
  void thereIsSomethingInThem() {
    assertTrue(service.get("Parents?$expand=Kids").length() > 50_000);
    assertEquals(3, service.json("Kids(2)?$expand=Friends").get("Friends").size());
    assertEquals(3, service.json("Kids(2)?$expand=Anys").get("Anys").size());
    assertEquals(
        7, service.json("Kids?$expand=ToHigh/self.Higher").findValues("Height").get(0).asInt());
    assertEquals(KINDS, service.json("Wides").get("value").size());
  }
}
