package dev.edmund.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/**
 * Reads a CSDL XML document of version 4.0 or 4.01.
 *
 * <p>A model of a real service breaks some rule more often than not. What has a sane reading is
 * read and reported; only what is no CSDL 4 at all is refused.
 */
public final class CsdlReader {
  private final Findings findings = new Findings();

  private CsdlReader() {}

  /**
   * The document in a file, together with the documents it references that lie beside it.
   *
   * @throws UnreadableModelException when it is no CSDL XML document of OData 4
   */
  public static CsdlDocument read(Path file) {
    return new CsdlReader().document(file);
  }

  private CsdlDocument document(Path file) {
    CsdlElement root = root(file);
    String version = version(root);
    References references = new References(file, findings);
    List<Source> sources = references.follow(root);
    Declarations declarations = new Declarations(sources, findings);
    List<CsdlSchema> schemas = schemas(sources, declarations);
    return new CsdlDocument(
        file.toString(),
        root,
        version,
        references.ofModel(),
        sources.get(0).names().qualifiers(),
        schemas,
        Annotations.of(sources, declarations.bases()),
        findings.inOrder());
  }

  private CsdlElement root(Path file) {
    CsdlElement root = XmlTree.read(file);
    CsdlElement edmx = root;
    if (root.name().equals("Schema")) {
      findings.warning(
          "bareSchema", root, "a document starts with edmx:Edmx; the schema is read alone");
      CsdlElement services =
          new CsdlElement("DataServices", Map.of(), List.of(root), "", root.line(), root.column());
      edmx =
          new CsdlElement(
              "Edmx", Map.of("Version", "4.0"), List.of(services), "", root.line(), root.column());
    } else if (!root.name().equals("Edmx")) {
      throw new UnreadableModelException(
          file.toString(),
          root.line(),
          root.column(),
          "this is no CSDL document: it starts with <" + root.name() + ">",
          "give a document that starts with <edmx:Edmx xmlns:edmx=\"" + XmlTree.EDMX + "\">");
    }
    check(file, edmx);
    return edmx;
  }

  private static void check(Path file, CsdlElement edmx) {
    List<CsdlElement> schemas =
        edmx.children("DataServices").stream().flatMap(s -> s.children("Schema").stream()).toList();
    Optional<CsdlElement> unnamed =
        schemas.stream().filter(s -> s.attribute("Namespace", "").isBlank()).findFirst();
    if (schemas.isEmpty() || unnamed.isPresent()) {
      CsdlElement at = unnamed.orElse(edmx);
      throw new UnreadableModelException(
          file.toString(),
          at.line(),
          at.column(),
          schemas.isEmpty() ? "the document has no Schema" : "this Schema has no Namespace",
          "put the types of the model into <Schema Namespace=\"…\" xmlns=\"" + XmlTree.EDM + "\">");
    }
  }

  private String version(CsdlElement root) {
    String version = root.attribute("Version", "");
    if (Set.of("4.0", "4.01").contains(version)) {
      return version;
    }
    findings.warning(
        "unknownVersion",
        root,
        "Version is \"" + version + "\", not 4.0 or 4.01; it is read as 4.0");
    return "4.0";
  }

  private List<CsdlSchema> schemas(List<Source> sources, Declarations declarations) {
    Map<String, CsdlSchema> schemas = new LinkedHashMap<>();
    boolean container = false;
    for (Source source : sources) {
      for (CsdlElement element : source.schemas()) {
        String namespace = element.attribute("Namespace", "");
        CsdlSchema schema =
            schemas.computeIfAbsent(namespace, n -> new CsdlSchema().setNamespace(n));
        alias(source, element, schema);
        Scope scope = new Scope(namespace, source.names(), declarations, findings);
        types(element, schema, scope);
        for (CsdlElement child : element.children("EntityContainer")) {
          if (container) {
            findings.warning(
                "secondContainer",
                child,
                "a service has one entity container; this one is ignored");
          } else if (declarations.isFirst(child)) {
            schema.setEntityContainer(new Containers(scope).read(child));
            container = true;
          }
        }
      }
    }
    return List.copyOf(schemas.values());
  }

  private void alias(Source source, CsdlElement element, CsdlSchema schema) {
    String alias = element.attribute("Alias");
    if (alias != null && schema.getNamespace().equals(source.names().qualifiers().get(alias))) {
      schema.setAlias(alias);
    } else if (alias != null) {
      findings.error(
          "invalidAlias",
          element,
          "its Alias " + alias + " is reserved, a namespace or taken; it is ignored");
    }
  }

  private void types(CsdlElement element, CsdlSchema schema, Scope scope) {
    StructuredTypes structured = new StructuredTypes(scope);
    SimpleTypes simple = new SimpleTypes(scope);
    Operations operations = new Operations(scope);
    for (CsdlElement child : element.children()) {
      if (Declarations.KINDS.contains(child.name()) && !scope.declarations().isFirst(child)) {
        continue;
      }
      switch (child.name()) {
        case "EntityType" -> schema.getEntityTypes().add(structured.entityType(child));
        case "ComplexType" -> schema.getComplexTypes().add(structured.complexType(child));
        case "EnumType" -> schema.getEnumTypes().add(simple.enumType(child));
        case "TypeDefinition" -> schema.getTypeDefinitions().add(simple.typeDefinition(child));
        case "Term" -> schema.getTerms().add(simple.term(child));
        case "Action" -> operations.action(child).ifPresent(schema.getActions()::add);
        case "Function" -> operations.function(child).ifPresent(schema.getFunctions()::add);
        case "EntityContainer", "Annotations", "Annotation" -> {
          // Read elsewhere.
        }
        default ->
            findings.warning(
                "unknownElement", child, "a Schema has no such element; it is ignored");
      }
    }
  }
}
