package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Reference.Include;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the documents that a model references. A relative reference is looked up where it leads
 * from the document it stands in; any other is the name of a file beside the model. A model never
 * makes Edmund open a connection.
 */
final class References {
  // A family of documents such as Redfish has some hundreds; more is a mistake.
  private static final int MAX_DOCUMENTS = 1000;

  private final Path model;
  private final Findings findings;
  private final Map<Path, Optional<Source>> read = new HashMap<>();
  private final Set<String> included = new HashSet<>();
  private final List<Located> sources = new ArrayList<>();
  private final List<Reference> ofModel = new ArrayList<>();

  /** A document and where it lies. */
  private record Located(Path file, Source source) {}

  References(Path model, Findings findings) {
    this.model = model.toAbsolutePath().normalize();
    this.findings = findings;
  }

  /** The model and, after it, what it references, directly or not, each schema once. */
  List<Source> follow(CsdlElement root) {
    Source source = Source.of(root, findings);
    sources.add(new Located(model, source));
    read.put(model, Optional.of(source));
    source.schemas().forEach(schema -> isNew(model, schema.attribute("Namespace", "")));
    for (int i = 0; i < sources.size() && sources.size() < MAX_DOCUMENTS; i++) {
      for (CsdlElement reference : sources.get(i).source.references()) {
        follow(sources.get(i), reference);
      }
    }
    return sources.stream().map(Located::source).toList();
  }

  /** The references that the model itself makes; filled by {@link #follow}. */
  List<Reference> ofModel() {
    return List.copyOf(ofModel);
  }

  private void follow(Located from, CsdlElement element) {
    List<Include> includes =
        element.children("Include").stream()
            .map(i -> new Include(i.attribute("Namespace", ""), i.attribute("Alias", "")))
            .toList();
    String uri = element.attribute("Uri", "");
    boolean known = !includes.isEmpty() && includes.stream().allMatch(References::isVocabulary);
    Optional<Path> file = known ? Optional.empty() : file(from.file, uri);
    Optional<Source> target = file.flatMap(f -> source(f, element, from.source.findings()));
    target.ifPresent(source -> include(file.orElseThrow(), source, element));
    if (from.file.equals(model)) {
      ofModel.add(new Reference(uri, includes, target.isPresent()));
      if (file.isEmpty() && !known) {
        findings.info(
            "referenceNotFound",
            element,
            "there is no file "
                + lastSegment(uri)
                + " beside the model; what it would include is unknown ("
                + includes.stream().map(Include::namespace).collect(Collectors.joining(", "))
                + ")");
      }
    }
  }

  private static boolean isVocabulary(Include include) {
    return include.namespace().startsWith("Org.OData.") || include.namespace().equals("Edmund.V1");
  }

  private Optional<Path> file(Path from, String uri) {
    String path = uri.replaceAll("[?#].*$", "");
    boolean relative = !path.startsWith("/") && path.indexOf(':') < 0;
    return (relative ? beside(from, path) : Optional.<Path>empty())
        .or(() -> beside(model, lastSegment(uri)));
  }

  private static String lastSegment(String uri) {
    String path = uri.replaceAll("[?#].*$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A file at a path that leads from another file. */
  private static Optional<Path> beside(Path from, String path) {
    try {
      String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(from.resolveSibling(decoded).normalize()).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      // It has a percent sign that encodes nothing.
      return Optional.empty();
    }
  }

  private Optional<Source> source(Path file, CsdlElement reference, Findings where) {
    Optional<Source> known = read.get(file);
    if (known != null) {
      return known;
    }
    Optional<Source> source = Optional.empty();
    try {
      Findings inside = findings.within(file.toString());
      source = Optional.of(Source.of(CsdlFile.read(file, inside), inside));
    } catch (UnreadableModelException e) {
      where.warning(
          "unreadableReference", reference, "what it would include is unknown: " + e.text());
    }
    read.put(file, source);
    return source;
  }

  private boolean isNew(Path file, String part) {
    return included.add(file + "\n" + part);
  }

  /** Adds what a reference includes of a document and what nothing has included before. */
  private void include(Path file, Source whole, CsdlElement reference) {
    Set<String> namespaces =
        reference.children("Include").stream()
            .map(include -> include.attribute("Namespace", ""))
            .filter(namespace -> isNew(file, namespace))
            .collect(Collectors.toSet());
    List<CsdlElement> annotations =
        reference.children("IncludeAnnotations").stream()
            .filter(include -> isNew(file, "@" + include.attributes()))
            .toList();
    List<CsdlElement> schemas = new ArrayList<>();
    for (CsdlElement schema : whole.schemas()) {
      if (namespaces.contains(schema.attribute("Namespace", ""))) {
        schemas.add(schema);
      } else if (!annotations.isEmpty()) {
        schemas.add(schema.withChildren(ExternalAnnotations.of(schema, annotations, whole)));
      }
    }
    if (!schemas.isEmpty()) {
      sources.add(new Located(file, whole.with(schemas)));
    }
  }
}
