package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Declarations.Declared;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares annotations with the vocabularies that Edmund knows: whether there is such a term,
 * whether it may be applied there, and whether its value is of the right kind.
 */
final class TermUses {
  private final Source source;
  private final Declarations declarations;
  private final Findings findings;

  private TermUses(Source source, Declarations declarations) {
    this.source = source;
    this.declarations = declarations;
    this.findings = source.findings();
  }

  static void check(List<Source> sources, Declarations declarations) {
    sources.forEach(source -> new TermUses(source, declarations).check());
  }

  private void check() {
    source.references().forEach(this::within);
    source.schemas().forEach(this::within);
  }

  private void within(CsdlElement element) {
    boolean external = element.name().equals("Annotations");
    Optional<CsdlElement> target =
        external ? target(element.attribute("Target", "")) : Optional.of(element);
    for (CsdlElement child : element.children()) {
      if (child.name().equals("Annotation")) {
        use(target, child);
      }
      within(child);
    }
  }

  /** What a group of annotations is about; nothing where that is not looked for. */
  private Optional<CsdlElement> target(String written) {
    String target = source.names().target(written);
    int slash = target.indexOf('/');
    String owner = slash < 0 ? target : target.substring(0, slash);
    String rest = slash < 0 ? "" : target.substring(slash + 1);
    if (owner.indexOf('(') >= 0 || rest.indexOf('@') >= 0) {
      return Optional.empty();
    }
    Optional<CsdlElement> type = declarations.type(owner).map(Declared::element);
    if (type.isPresent()) {
      boolean isEnum = type.get().name().equals("EnumType");
      return rest.isEmpty() || isEnum
          ? type.filter(t -> rest.isEmpty())
          : declarations.walk(owner, rest).map(Declarations.Member::element);
    }
    Optional<CsdlElement> container = declarations.container(owner).map(Declared::element);
    return rest.isEmpty()
        ? container
        : container.flatMap(
            c -> c.children().stream().filter(r -> rest.equals(r.attribute("Name"))).findFirst());
  }

  private void use(Optional<CsdlElement> target, CsdlElement annotation) {
    String term = source.names().qualified(annotation.attribute("Term", ""));
    int dot = term.lastIndexOf('.');
    Vocabularies known = Vocabularies.known();
    if (dot < 0 || !known.namespaces().contains(term.substring(0, dot))) {
      return;
    }
    TypeTable.@Nullable Term declared = known.types().term(term);
    if (declared == null) {
      findings.warnings(
          "unknownTerm",
          term,
          annotation,
          "the vocabulary has no term " + term + "; it is kept and has no effect");
      return;
    }
    target
        .filter(t -> !applies(declared.appliesTo(), t) && !isRuleOfValues(term, t))
        .ifPresent(
            t ->
                findings.warnings(
                    "misplacedTerm",
                    term + t.name(),
                    annotation,
                    term
                        + " does not apply to "
                        + t.name()
                        + ", only to "
                        + String.join(", ", declared.appliesTo())
                        + "; it is kept and has no effect"));
    new TermValues(source.names(), known.types())
        .mismatch(annotation, declared.type())
        .ifPresent(
            reason ->
                findings.warnings("wrongTermValue", term + reason, annotation, term + reason));
  }

  /** What a type definition says about its values holds for all properties of it (CSDL XML, 11). */
  private static boolean isRuleOfValues(String term, CsdlElement target) {
    return target.name().equals("TypeDefinition") && term.startsWith("Org.OData.Validation.V1.");
  }

  private boolean applies(List<String> appliesTo, CsdlElement target) {
    boolean collection =
        target.name().equals("EntitySet") || Names.isCollection(target.attribute("Type", ""));
    // A singleton is treated as a set of one; services put the same terms on both.
    boolean single = target.name().equals("Singleton") && appliesTo.contains("EntitySet");
    return appliesTo.isEmpty()
        || !Grammar.isModelElement(target.name())
        || appliesTo.contains(target.name())
        || (collection && appliesTo.contains("Collection"))
        || single;
  }
}
