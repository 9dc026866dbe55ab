package dev.edmund.plan.write;

import dev.edmund.core.Limits;
import dev.edmund.model.Model;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A small model, and the plans of requests to it. */
final class Shop {
  static final String SCHEMA =
      """
      <edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>
      <edmx:DataServices><Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='self'>
      <ComplexType Name='Address'>
        <Property Name='City' Type='Edm.String'/>
        <Property Name='Zip' Type='Edm.String' Nullable='false' DefaultValue='0'/>
      </ComplexType>
      <ComplexType Name='Size' OpenType='true'>
        <Property Name='Width' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Unit' Type='Edm.String'/>
      </ComplexType>
      <EntityType Name='Customer'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String' MaxLength='8' Nullable='false'/>
        <Property Name='Note' Type='Edm.String'/>
        <Property Name='Address' Type='self.Address'/>
        <Property Name='Tags' Type='Collection(Edm.String)'/>
        <NavigationProperty Name='Orders' Type='Collection(self.Order)' Partner='Customer'/>
        <NavigationProperty Name='Likes' Type='Collection(self.Product)' Partner='Fans'/>
        <NavigationProperty Name='Friend' Type='self.Customer'/>
      </EntityType>
      <EntityType Name='Vip' BaseType='self.Customer'>
        <Property Name='Level' Type='Edm.Int32'/>
        <NavigationProperty Name='Gifts' Type='Collection(self.Product)'/>
      </EntityType>
      <EntityType Name='Order'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='CustomerId' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Customer' Type='self.Customer' Nullable='false' Partner='Orders'>
          <ReferentialConstraint Property='CustomerId' ReferencedProperty='Id'/>
        </NavigationProperty>
        <NavigationProperty Name='Lines' Type='Collection(self.Line)' ContainsTarget='true'/>
        <NavigationProperty Name='Product' Type='self.Product'/>
      </EntityType>
      <EntityType Name='Line'><Key><PropertyRef Name='No'/></Key>
        <Property Name='No' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Product' Type='self.Product'/>
      </EntityType>
      <EntityType Name='Product' OpenType='true'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Size' Type='self.Size'/>
        <NavigationProperty Name='Fans' Type='Collection(self.Customer)' Partner='Likes'/>
        <NavigationProperty Name='Reviews' Type='Collection(self.Review)' Partner='Product'>
          <OnDelete Action='Cascade'/></NavigationProperty>
        <NavigationProperty Name='Offers' Type='Collection(self.Offer)' Partner='Product'>
          <OnDelete Action='SetDefault'/></NavigationProperty>
      </EntityType>
      <EntityType Name='Review'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='ProductId' Type='Edm.Int32'/>
        <NavigationProperty Name='Product' Type='self.Product' Partner='Reviews'>
          <ReferentialConstraint Property='ProductId' ReferencedProperty='Id'/>
        </NavigationProperty>
        <NavigationProperty Name='Answers' Type='Collection(self.Review)' Partner='Question'>
          <OnDelete Action='Cascade'/></NavigationProperty>
        <NavigationProperty Name='Question' Type='self.Review' Partner='Answers'/>
      </EntityType>
      <EntityType Name='Offer'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='ProductId' Type='Edm.Int32' Nullable='false' DefaultValue='1'/>
        <NavigationProperty Name='Product' Type='self.Product' Partner='Offers'>
          <ReferentialConstraint Property='ProductId' ReferencedProperty='Id'/>
        </NavigationProperty>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Customers' EntityType='self.Customer'/>
        <EntitySet Name='Orders' EntityType='self.Order'/>
        <EntitySet Name='Products' EntityType='self.Product'/>
        <EntitySet Name='Reviews' EntityType='self.Review'/>
        <EntitySet Name='Offers' EntityType='self.Offer'/>
        <Singleton Name='Boss' Type='self.Customer'/>
        <Singleton Name='Guest' Type='self.Customer' Nullable='true'/>
      </EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
      """;

  private static final String ROOT = "http://host/service/";

  private final Model model;
  private final UriParser parser;

  private Shop(Model model) {
    this.model = model;
    this.parser = new UriParser(model.edm(), Limits.defaults(), ParserSettings.DEFAULT);
  }

  static Shop in(Path folder) {
    try {
      Path file = Files.writeString(folder.resolve("shop.csdl.xml"), SCHEMA);
      return new Shop(Model.load(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Model model() {
    return model;
  }

  /** The plan of a request as text, one step a line. */
  String plan(WriteRequest.Method method, String target, WriteRequest.Body body) {
    return PlanText.of(
        new WritePlanner(model).plan(request(method, target, body, /* ifMatch= */ null)));
  }

  String plan(WriteRequest.Method method, String target, JsonValue body) {
    return plan(method, target, new WriteRequest.Json(body));
  }

  String delete(String target) {
    return plan(WriteRequest.Method.DELETE, target, new WriteRequest.NoBody());
  }

  WriteRequest request(
      WriteRequest.Method method, String target, WriteRequest.Body body, @Nullable String ifMatch) {
    String[] parts = target.split("\\?", 2);
    ODataRequestLine line = parser.parse(parts[0], parts.length > 1 ? parts[1] : null, ROOT);
    return new WriteRequest(
        method,
        line.path(),
        line.options(),
        body,
        ifMatch,
        /* ifNoneMatch= */ null,
        /* strict= */ false,
        /* version401= */ true,
        id -> parser.parseEntityId(id, ROOT));
  }

  /** A body of plain text. */
  static WriteRequest.Body text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new WriteRequest.Raw(
        new Step.Content.Bytes("text/plain", () -> new ByteArrayInputStream(bytes)));
  }
}
