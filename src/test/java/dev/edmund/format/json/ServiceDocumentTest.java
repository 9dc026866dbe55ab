package dev.edmund.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Documents;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON Format, 5. */
class ServiceDocumentTest {
  private static final String TYPE =
      "<EntityType Name='E'><Key><PropertyRef Name='id'/></Key>"
          + "<Property Name='id' Type='Edm.Int32' Nullable='false'/></EntityType>"
          + "<Function Name='f'><ReturnType Type='Edm.Int32'/></Function>"
          + "<Action Name='a'/>";

  @TempDir Path folder = Path.of("");

  private String document(String schema, JsonOptions.Metadata level) {
    Model model = Documents.model(folder, TYPE + schema);
    JsonOptions options = new JsonOptions(level, false, name -> false, "http://host/");
    return ServiceDocument.write(model.edm().getEntityContainer(), model.annotations(), options)
        .text();
  }

  @Test
  void listsWhatTheModelIncludes() {
    String container =
        """
        <EntityContainer Name='C'>
          <EntitySet Name='es' EntityType='Shop.E'/>
          <EntitySet Name='hidden' EntityType='Shop.E' IncludeInServiceDocument='false'/>
          <Singleton Name='one' Type='Shop.E'/>
          <FunctionImport Name='fun' Function='Shop.f' IncludeInServiceDocument='true'/>
          <FunctionImport Name='quiet' Function='Shop.f'/>
          <ActionImport Name='act' Action='Shop.a'/>
        </EntityContainer>
        """;
    String value =
        "\"value\":[{\"name\":\"es\",\"kind\":\"EntitySet\",\"url\":\"es\"},"
            + "{\"name\":\"one\",\"kind\":\"Singleton\",\"url\":\"one\"},"
            + "{\"name\":\"fun\",\"kind\":\"FunctionImport\",\"url\":\"fun\"}]}";
    assertEquals(
        "{\"@odata.context\":\"http://host/$metadata\"," + value,
        document(container, JsonOptions.Metadata.MINIMAL));
    assertEquals("{" + value, document(container, JsonOptions.Metadata.NONE));
  }

  @Test
  void titlesAreDescriptionsAndUrlsAreEncoded() {
    String container =
        """
        <EntityContainer Name='C'>
          <EntitySet Name='Ärzte' EntityType='Shop.E'>
            <Annotation Term='Core.Description' String='Doctors &quot;here&quot;'/>
          </EntitySet>
        </EntityContainer>
        <Annotations Target='Shop.C/Ärzte'>
          <Annotation Term='Core.LongDescription' String='no title'/>
        </Annotations>
        """;
    assertEquals(
        "{\"@odata.context\":\"http://host/$metadata\",\"value\":[{\"name\":\"Ärzte\","
            + "\"title\":\"Doctors \\\"here\\\"\",\"kind\":\"EntitySet\",\"url\":\"%C3%84rzte\"}]}",
        document(container, JsonOptions.Metadata.MINIMAL));
  }

  @Test
  void withoutAContainerNothingIsListed() {
    assertEquals(
        "{\"@odata.context\":\"http://host/$metadata\",\"value\":[]}",
        document("", JsonOptions.Metadata.FULL));
  }
}
