package dev.edmund.model.csdl;

import dev.edmund.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Makes documents for tests. */
public final class Documents {
  private Documents() {}

  /** A document with one schema {@code Shop}, alias {@code self}, and aliases of vocabularies. */
  public static String shop(String schema) {
    return """
    <edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.01">
      <edmx:Reference Uri="https://example.org/Core.xml">
        <edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/>
      </edmx:Reference>
      <edmx:Reference Uri="https://example.org/Validation.xml">
        <edmx:Include Namespace="Org.OData.Validation.V1" Alias="Validation"/>
      </edmx:Reference>
      <edmx:Reference Uri="https://example.org/Edmund.xml">
        <edmx:Include Namespace="Edmund.V1" Alias="Edmund"/>
      </edmx:Reference>
      <edmx:DataServices>
        <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Shop" Alias="self">
    """
        + schema
        + "\n    </Schema>\n  </edmx:DataServices>\n</edmx:Edmx>\n";
  }

  /** Writes a document into a folder. */
  public static Path write(Path folder, String name, String document) {
    try {
      return Files.writeString(folder.resolve(name), document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model of a schema {@code Shop}. */
  public static Model model(Path folder, String schema) {
    return Model.load(write(folder, "shop.xml", shop(schema)));
  }

  /** The name of a type of schema {@code Shop}. */
  public static FullQualifiedName shopName(String name) {
    return new FullQualifiedName("Shop", name);
  }
}
