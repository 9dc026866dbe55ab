package dev.edmund.format.metadata;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlElement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a CSDL document as CSDL JSON. What is not CSDL has no place in this format and is left
 * out.
 */
public final class MetadataJson {
  // These folders hold each vocabulary in both formats.
  private static final String VOCABULARIES =
      "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private MetadataJson() {}

  /**
   * The document in UTF-8.
   *
   * @param version what the document calls itself, {@code 4.0} or {@code 4.01}; in 4.0 a document
   *     of 4.01 has none of its new constructs
   */
  public static byte[] write(CsdlDocument document, String version) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      json.writeTree(tree(AliasedTree.of(document, version), version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ObjectNode tree(CsdlElement root, String version) {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put("$Version", version);
    JsonAnnotations annotations = new JsonAnnotations(uris(root));
    for (CsdlElement reference : root.children("Reference")) {
      reference(reference, child(tree, "$Reference"), annotations);
    }
    container(root).ifPresent(name -> tree.put("$EntityContainer", name));
    for (CsdlElement services : root.children("DataServices")) {
      for (CsdlElement schema : services.children("Schema")) {
        new JsonSchema(child(tree, schema.attribute("Namespace", "")), annotations).schema(schema);
      }
    }
    return tree;
  }

  private static String uri(CsdlElement reference) {
    String uri = reference.attribute("Uri", "");
    return uri.startsWith(VOCABULARIES) && uri.endsWith(".xml")
        ? uri.substring(0, uri.length() - 4) + ".json"
        : uri;
  }

  private static Map<String, String> uris(CsdlElement root) {
    Map<String, String> uris = new HashMap<>();
    for (CsdlElement reference : root.children("Reference")) {
      for (CsdlElement include : reference.children("Include")) {
        uris.put(include.attribute("Namespace", ""), uri(reference));
        uris.put(include.attribute("Alias", ""), uri(reference));
      }
    }
    return uris;
  }

  private static Optional<String> container(CsdlElement root) {
    return root.children("DataServices").stream()
        .flatMap(services -> services.children("Schema").stream())
        .flatMap(
            schema ->
                schema.children("EntityContainer").stream()
                    .map(c -> schema.attribute("Namespace", "") + "." + c.attribute("Name", "")))
        .findFirst();
  }

  /** The object under a name, made when it is not there. */
  static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode present ? present : parent.putObject(name);
  }

  /** The array under a name, made when it is not there. */
  static ArrayNode array(ObjectNode parent, String name) {
    return parent.get(name) instanceof ArrayNode present ? present : parent.putArray(name);
  }

  private static void reference(
      CsdlElement element, ObjectNode references, JsonAnnotations annotations) {
    ObjectNode reference = child(references, uri(element));
    for (CsdlElement include : element.children("Include")) {
      ObjectNode node = array(reference, "$Include").addObject();
      copy(include, node, "Namespace", "Alias");
      annotations.write(include, node, "");
    }
    for (CsdlElement include : element.children("IncludeAnnotations")) {
      ObjectNode node = array(reference, "$IncludeAnnotations").addObject();
      copy(include, node, "TermNamespace", "TargetNamespace", "Qualifier");
      annotations.write(include, node, "");
    }
    annotations.write(element, reference, "");
  }

  /** Copies attributes that are written to members of the same names with a dollar sign. */
  static void copy(CsdlElement element, ObjectNode node, String... attributes) {
    for (String attribute : attributes) {
      String value = element.attribute(attribute);
      if (value != null) {
        node.put("$" + attribute, value);
      }
    }
  }

  /** Writes Boolean attributes that are not the default of the format. */
  static void flags(CsdlElement element, ObjectNode node, String... attributes) {
    for (String attribute : attributes) {
      if (element.flag(attribute, false)) {
        node.put("$" + attribute, true);
      }
    }
  }
}
