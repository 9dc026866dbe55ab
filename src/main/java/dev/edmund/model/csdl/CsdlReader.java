package dev.edmund.model.csdl;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/**
 * Reads a CSDL document of version 4.0 or 4.01, in XML or JSON.
 *
 * <p>A model of a real service breaks some rule more often than not. What has a sane reading is
 * read and reported. What has none is an error diagnostic, or, where nothing after it can be read,
 * an exception.
 */
public final class CsdlReader {
  private final Findings findings;

  private final boolean advise;

  private CsdlReader(Findings findings, boolean advise) {
    this.findings = findings;
    this.advise = advise;
  }

  /**
   * The document in a file, together with the documents it references that lie beside it.
   *
   * @throws UnreadableModelException when it is no CSDL document of OData 4
   */
  public static CsdlDocument read(Path file) {
    return new CsdlReader(Findings.about(file.toString()), /* advise= */ true).document(file);
  }

  /**
   * The same without the warnings that change nothing about what is read: about content that is
   * kept but not understood, misplaced terms, and clients. A large model is read sooner.
   */
  public static CsdlDocument readWithoutAdvice(Path file) {
    return new CsdlReader(Findings.about(file.toString()), /* advise= */ false).document(file);
  }

  private CsdlDocument document(Path file) {
    CsdlElement root = CsdlFile.read(file, findings);
    String version = version(root);
    References references = new References(file, findings);
    List<Source> sources = references.follow(root);
    sources.forEach(Qualifiers::check);
    Declarations declarations = new Declarations(sources);
    Annotations annotations = Annotations.of(sources, declarations.bases());
    boolean strictFacets = strictFacets(annotations, sources, declarations);
    List<CsdlSchema> schemas = schemas(sources, declarations, strictFacets);
    if (advise) {
      sources.forEach(Grammar::check);
      TermUses.check(sources, declarations);
      Clients.check(sources, declarations);
    }
    return new CsdlDocument(
        file.toString(),
        root,
        version,
        references.ofModel(),
        sources.get(0).names().qualifiers(),
        schemas,
        annotations,
        strictFacets,
        findings.inOrder());
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

  private static boolean strictFacets(
      Annotations annotations, List<Source> sources, Declarations declarations) {
    Stream<String> schemas =
        sources.get(0).schemas().stream().map(schema -> schema.attribute("Namespace", ""));
    return Stream.concat(schemas, declarations.serviceContainer().stream())
        .anyMatch(target -> annotations.isTrue(target, Terms.STRICT_FACETS));
  }

  private List<CsdlSchema> schemas(
      List<Source> sources, Declarations declarations, boolean strictFacets) {
    Map<String, CsdlSchema> schemas = new LinkedHashMap<>();
    String container = declarations.serviceContainer().orElse("");
    for (Source source : sources) {
      for (CsdlElement element : source.schemas()) {
        String namespace = element.attribute("Namespace", "");
        CsdlSchema schema =
            schemas.computeIfAbsent(namespace, n -> new CsdlSchema().setNamespace(n));
        alias(source, element, schema);
        Scope scope =
            new Scope(namespace, source.names(), declarations, source.findings(), strictFacets);
        types(element, schema, scope);
        for (CsdlElement child : element.children("EntityContainer")) {
          String name = scope.fullName(child.attribute("Name", ""));
          if (!declarations.isFirst(child)) {
            continue;
          }
          if (name.equals(container)) {
            schema.setEntityContainer(new Containers(scope).read(child));
          } else if (!declarations.isExtended(name)) {
            source
                .findings()
                .warning(
                    "secondContainer",
                    child,
                    "a service has one entity container; this one is ignored");
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
      source
          .findings()
          .warning(
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
        default -> {
          // A container or annotation, which is read elsewhere, or no CSDL.
        }
      }
    }
  }
}
