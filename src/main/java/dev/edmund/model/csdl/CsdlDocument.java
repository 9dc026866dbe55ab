package dev.edmund.model.csdl;

import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/**
 * A model as it was read.
 *
 * @param file the name of the file, as diagnostics show it
 * @param root the {@code Edmx} element of the file; the truth from which metadata is served
 * @param version of CSDL: {@code 4.0} or {@code 4.01}
 * @param aliases of namespaces, as the document declares them
 * @param schemas of the document and then of the documents it references, one for a namespace, with
 *     full names in the place of aliases, without annotations, and without what a diagnostic calls
 *     left out
 * @param strictFacets whether absent facets have the values of the specification
 */
public record CsdlDocument(
    String file,
    CsdlElement root,
    String version,
    List<Reference> references,
    Map<String, String> aliases,
    List<CsdlSchema> schemas,
    Annotations annotations,
    boolean strictFacets,
    List<Diagnostic> diagnostics) {
  public CsdlDocument {
    references = List.copyOf(references);
    aliases = Map.copyOf(aliases);
    schemas = List.copyOf(schemas);
    diagnostics = List.copyOf(diagnostics);
  }

  /** What keeps the model from being served. */
  public List<Diagnostic> errors() {
    return diagnostics.stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).toList();
  }
}
