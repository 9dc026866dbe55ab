package dev.edmund.model.csdl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which attributes and child elements an element of CSDL has (CSDL XML, 3 to 14). What it does not
 * have is reported, once for each kind, and stays in the metadata.
 */
final class Grammar {
  private static final Map<String, Rule> RULES = rules();

  /** The attributes of an element, and its children. */
  private record Rule(Set<String> attributes, Set<String> children) {}

  private final Findings findings;

  private Grammar(Findings findings) {
    this.findings = findings;
  }

  /** Whether CSDL knows an attribute of an element. */
  static boolean hasAttribute(String element, String attribute) {
    Rule rule = RULES.get(element);
    return rule == null || rule.attributes.contains(attribute);
  }

  /** Whether CSDL knows a child of an element. */
  static boolean hasChild(String element, String child) {
    Rule rule = RULES.get(element);
    return rule == null || rule.children.contains(child);
  }

  /** Whether an element is part of a model, and not of an expression. */
  static boolean isModelElement(String element) {
    return RULES.containsKey(element);
  }

  static void check(Source source) {
    new Grammar(source.findings()).check(source.root());
  }

  private void check(CsdlElement element) {
    for (String attribute : element.attributes().keySet()) {
      if (!hasAttribute(element.name(), attribute) && !isForeign(attribute)) {
        found("unknownAttribute", element.name(), element, "attribute " + attribute);
      }
    }
    for (CsdlElement child : element.children()) {
      if (!hasChild(element.name(), child.name()) && !isForeign(child.name())) {
        found("unknownElement", element.name(), child, "element " + child.name());
      } else if (RULES.containsKey(child.name())) {
        check(child);
      }
    }
  }

  /** Names of other namespaces are extensions, which say nothing wrong. */
  private static boolean isForeign(String name) {
    return name.startsWith("{");
  }

  private void found(String code, String parent, CsdlElement at, String what) {
    findings.warnings(
        code, what + parent, at, "CSDL has no " + what + " in " + parent + "; it is ignored");
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    List<String> lines =
        """
        Edmx: Version / Reference DataServices
        Reference: Uri / Include IncludeAnnotations Annotation
        Include: Namespace Alias / Annotation
        IncludeAnnotations: TermNamespace TargetNamespace Qualifier / Annotation
        DataServices: / Schema
        Schema: Namespace Alias / EntityType ComplexType EnumType TypeDefinition Term Action Function \
        EntityContainer Annotations Annotation
        EntityType: Name BaseType Abstract OpenType HasStream / Key Property NavigationProperty Annotation
        ComplexType: Name BaseType Abstract OpenType / Property NavigationProperty Annotation
        Key: / PropertyRef
        PropertyRef: Name Alias /
        Property: Name FACETS DefaultValue / Annotation
        NavigationProperty: Name Type Nullable Partner ContainsTarget / ReferentialConstraint OnDelete \
        Annotation
        ReferentialConstraint: Property ReferencedProperty / Annotation
        OnDelete: Action / Annotation
        EnumType: Name UnderlyingType IsFlags / Member Annotation
        Member: Name Value / Annotation
        TypeDefinition: Name UnderlyingType MaxLength Precision Scale SRID Unicode / Annotation
        Term: Name FACETS DefaultValue BaseTerm AppliesTo / Annotation
        Action: Name IsBound EntitySetPath / Parameter ReturnType Annotation
        Function: Name IsBound IsComposable EntitySetPath / Parameter ReturnType Annotation
        Parameter: Name FACETS / Annotation
        ReturnType: FACETS / Annotation
        EntityContainer: Name Extends / EntitySet Singleton ActionImport FunctionImport Annotation
        EntitySet: Name EntityType IncludeInServiceDocument / NavigationPropertyBinding Annotation
        Singleton: Name Type Nullable / NavigationPropertyBinding Annotation
        NavigationPropertyBinding: Path Target /
        ActionImport: Name Action EntitySet / Annotation
        FunctionImport: Name Function EntitySet IncludeInServiceDocument / Annotation
        Annotations: Target Qualifier / Annotation
        """
            .lines()
            .toList();
    for (String line : lines) {
      String[] parts =
          line.replace("FACETS", "Type Nullable MaxLength Precision Scale SRID Unicode")
              .split(": ?|/ ?", -1);
      rules.put(parts[0], new Rule(words(parts[1]), words(parts[2])));
    }
    return Map.copyOf(rules);
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+"));
  }
}
