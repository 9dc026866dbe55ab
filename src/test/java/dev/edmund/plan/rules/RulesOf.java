package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Documents;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/**
 * The rules of small models.
 *
 * @param model of a schema {@code Shop}
 */
record RulesOf(Model model, Rules rules) {

  static RulesOf schema(Path folder, String schema) {
    Model model = Documents.model(folder, schema);
    return new RulesOf(model, new Rules(model));
  }

  /** An entity type {@code Thing} in a set {@code Things}, with a key and what else it has. */
  static RulesOf thing(Path folder, String content) {
    return schema(
        folder,
        """
        <EntityType Name="Thing">
          <Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        """
            + content
            + """
            </EntityType>
            <EnumType Name="Color"><Member Name="Red" Value="1"/><Member Name="Blue" Value="4"/></EnumType>
            <EnumType Name="Marks" IsFlags="true">
              <Member Name="A" Value="1"/><Member Name="B" Value="2"/>
            </EnumType>
            <TypeDefinition Name="Plain" UnderlyingType="Edm.String" Unicode="false"/>
            <TypeDefinition Name="Percent" UnderlyingType="Edm.Int32">
              <Annotation Term="Validation.Minimum" Int="0"/>
              <Annotation Term="Validation.Maximum" Int="100"/>
            </TypeDefinition>
            <EntityContainer Name="Container">
              <EntitySet Name="Things" EntityType="self.Thing"/>
            </EntityContainer>
            """);
  }

  EdmEntityType type(String name) {
    return Objects.requireNonNull(model.edm().getEntityType(Documents.shopName(name)));
  }

  PropertyRule property(String type, String name) {
    return rules.of(type(type)).property(name).orElseThrow();
  }

  PropertyRule property(String name) {
    return property("Thing", name);
  }
}
