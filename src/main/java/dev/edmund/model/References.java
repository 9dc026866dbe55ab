package dev.edmund.model;

import dev.edmund.model.Reference.Include;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the documents that a model references. They are looked up by file name in the folder of the
 * model and nowhere else: a model never makes Edmund open a connection.
 */
final class References {
  // A family of documents such as Redfish has some hundreds; more is a mistake.
  private static final int MAX_DOCUMENTS = 1000;

  private final Path folder;
  private final Findings findings;
  private final Set<String> visited = new HashSet<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Reference> ofModel = new ArrayList<>();

  References(Path model, Findings findings) {
    Path parent = model.toAbsolutePath().getParent();
    this.folder = parent == null ? model.toAbsolutePath() : parent;
    this.findings = findings;
    Path name = model.getFileName();
    if (name != null) {
      visited.add(name.toString());
    }
  }

  /** The model and, after it, what it references, directly or not. */
  List<Source> follow(CsdlElement model) {
    Source source = Source.of(model);
    sources.add(source);
    for (int i = 0; i < sources.size() && sources.size() < MAX_DOCUMENTS; i++) {
      follow(sources.get(i), i == 0);
    }
    return List.copyOf(sources);
  }

  /** The references that the model itself makes; filled by {@link #follow}. */
  List<Reference> ofModel() {
    return List.copyOf(ofModel);
  }

  private void follow(Source source, boolean isModel) {
    for (CsdlElement element : source.references()) {
      List<Include> includes =
          element.children("Include").stream()
              .map(i -> new Include(i.attribute("Namespace", ""), i.attribute("Alias", "")))
              .toList();
      String uri = element.attribute("Uri", "");
      Optional<String> name = fileName(uri);
      boolean known = !includes.isEmpty() && includes.stream().allMatch(References::isVocabulary);
      boolean found = !known && name.isPresent() && Files.isRegularFile(folder.resolve(name.get()));
      if (found && visited.add(name.orElseThrow())) {
        sources.add(included(folder.resolve(name.get()), element, includes));
      }
      if (isModel) {
        ofModel.add(new Reference(uri, includes, found));
        if (!found && !known) {
          findings.info(
              "referenceNotFound",
              element,
              "there is no file "
                  + name.orElse(uri)
                  + " beside the model; what it would include is unknown ("
                  + includes.stream().map(Include::namespace).collect(Collectors.joining(", "))
                  + ")");
        }
      }
    }
  }

  private static boolean isVocabulary(Include include) {
    return include.namespace().startsWith("Org.OData.") || include.namespace().equals("Edmund.V1");
  }

  /** The last segment of a reference's path, if it is a plain file name. */
  private static Optional<String> fileName(String uri) {
    String path = uri.replaceAll("[?#].*$", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean plain = name.matches("[\\w][\\w.$ -]*") && !name.contains("..");
    return plain ? Optional.of(name) : Optional.empty();
  }

  /** A referenced document without the schemas that the reference does not include. */
  private static Source included(Path file, CsdlElement reference, List<Include> includes) {
    CsdlElement root = XmlTree.read(file);
    Set<String> namespaces = includes.stream().map(Include::namespace).collect(Collectors.toSet());
    boolean annotations = reference.child("IncludeAnnotations").isPresent();
    List<CsdlElement> children = new ArrayList<>();
    for (CsdlElement child : root.children()) {
      children.add(
          child.name().equals("DataServices")
              ? child.withChildren(schemas(child, namespaces, annotations))
              : child);
    }
    return Source.of(root.withChildren(children));
  }

  private static List<CsdlElement> schemas(
      CsdlElement services, Set<String> namespaces, boolean annotations) {
    List<CsdlElement> kept = new ArrayList<>();
    for (CsdlElement schema : services.children("Schema")) {
      if (namespaces.contains(schema.attribute("Namespace", ""))) {
        kept.add(schema);
      } else if (annotations) {
        kept.add(schema.withChildren(schema.children("Annotations")));
      }
    }
    return kept;
  }
}
