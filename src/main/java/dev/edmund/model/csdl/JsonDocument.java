package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Json.Kind;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a CSDL JSON document into the elements that the XML document would have. */
final class JsonDocument {
  private final Json root;
  private final Findings findings;
  private final Map<String, String> aliases = new HashMap<>();

  private JsonDocument(Json root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  /**
   * The {@code Edmx} element of a document.
   *
   * @throws UnreadableModelException when it is no CSDL JSON
   */
  static CsdlElement read(Findings findings, Reader text) throws IOException {
    return new JsonDocument(JsonTree.read(findings.file(), text), findings).edmx();
  }

  private CsdlElement edmx() {
    Map<String, Json> schemas = new LinkedHashMap<>();
    root.members()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("$") && name.indexOf('@') < 0 && value.is(Kind.OBJECT)) {
                schemas.put(name, value);
              }
            });
    if (!root.has("$Version") || schemas.isEmpty()) {
      throw new UnreadableModelException(
          findings.file(),
          root.line(),
          root.column(),
          "this is no CSDL document: it has no "
              + (root.has("$Version") ? "schema" : "member \"$Version\""),
          "give a document such as {\"$Version\": \"4.01\", \"My.Namespace\": {…}}");
    }
    root.members("$Reference").values().forEach(this::aliases);
    schemas.forEach((namespace, schema) -> alias(schema.text("$Alias"), namespace));
    Names names = new Names(aliases);
    JsonExpressions expressions = new JsonExpressions(names, JsonTypes.of(schemas, names));
    ElementDraft edmx = new ElementDraft("Edmx", root).copy("Version");
    root.members("$Reference")
        .forEach((uri, value) -> edmx.add(reference(uri, value, expressions)));
    ElementDraft services = new ElementDraft("DataServices", root);
    JsonSchemaElements elements = new JsonSchemaElements(expressions, findings);
    schemas.forEach((namespace, schema) -> services.add(elements.schema(namespace, schema)));
    return edmx.add(services.done()).done();
  }

  private void aliases(Json reference) {
    for (Json include : reference.items("$Include")) {
      alias(include.text("$Alias"), include.text("$Namespace", ""));
    }
  }

  private void alias(@Nullable String alias, String namespace) {
    if (alias != null) {
      aliases.put(alias, namespace);
    }
  }

  private static CsdlElement reference(String uri, Json value, JsonExpressions expressions) {
    ElementDraft reference = new ElementDraft("Reference", value).set("Uri", uri);
    for (Json include : value.items("$Include")) {
      reference.add(
          new ElementDraft("Include", include)
              .copy("Namespace", "Alias")
              .addAll(own(include, expressions))
              .done());
    }
    for (Json include : value.items("$IncludeAnnotations")) {
      reference.add(
          new ElementDraft("IncludeAnnotations", include)
              .copy("TermNamespace", "TargetNamespace", "Qualifier")
              .addAll(own(include, expressions))
              .done());
    }
    return reference.addAll(own(value, expressions)).done();
  }

  private static List<CsdlElement> own(Json object, JsonExpressions expressions) {
    return new JsonAnnotated(object, expressions).own();
  }
}
