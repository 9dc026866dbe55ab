package dev.edmund.model.csdl;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names what real clients are known to stumble over in metadata, and which client it is. */
final class Clients {
  private static final Set<String> ONLY_401_EXPRESSIONS =
      Set.of("Has", "In", "Neg", "Add", "Sub", "Mul", "Div", "DivBy", "Mod");
  private static final Set<String> ONLY_401_TYPES =
      Set.of("Edm.Untyped", "Edm.AnyPropertyPath", "Edm.ModelElementPath");

  private final Source source;
  private final Declarations declarations;
  private final Findings findings;

  private Clients(Source source, Declarations declarations) {
    this.source = source;
    this.declarations = declarations;
    this.findings = source.findings();
  }

  static void check(List<Source> sources, Declarations declarations) {
    sources.forEach(source -> new Clients(source, declarations).check());
  }

  private void check() {
    for (CsdlElement schema : source.schemas()) {
      for (CsdlElement child : schema.children()) {
        switch (child.name()) {
          case "ComplexType" -> navigation(child);
          case "EntityType" -> key(schema.attribute("Namespace", ""), child);
          default -> {
            // Nothing is known that goes wrong.
          }
        }
      }
      within(schema);
    }
  }

  private void navigation(CsdlElement complex) {
    List<CsdlElement> properties = complex.children("NavigationProperty");
    if (!properties.isEmpty()) {
      findings.warning(
          "clientNavigationInComplexType",
          properties.get(0),
          complex.label()
              + " has it: Power Query (Excel, Power BI) refuses the whole metadata unless the query"
              + " says Implementation=\"2.0\"");
    }
  }

  private void key(String namespace, CsdlElement type) {
    String fullName = namespace + "." + type.attribute("Name", "");
    for (CsdlElement ref :
        type.child("Key").map(k -> k.children("PropertyRef")).orElse(List.of())) {
      Optional<CsdlElement> property =
          declarations.walk(fullName, ref.attribute("Name", "")).map(Declarations.Member::element);
      if (property.isPresent() && property.get().flag("Nullable", true)) {
        findings.warnings(
            "clientNullableKey",
            "",
            property.get(),
            "a key that is not Nullable=\"false\" is an error to Microsoft's OData library"
                + " (Excel, Power BI, .NET clients)");
      }
    }
  }

  private void within(CsdlElement element) {
    newer(element);
    if (element.attribute("Property", "").equals("AllowedExpressions")
        && AnnotationExpression.in(element).stream().anyMatch(e -> e.kind().equals("EnumMember"))) {
      findings.warnings(
          "clientEnumMember",
          "",
          element,
          "AllowedExpressions is a String in the vocabulary; Excel and Power BI stop with"
              + " InvalidEnumMemberPath at an EnumMember");
    }
    element.children().forEach(this::within);
  }

  private void newer(CsdlElement element) {
    String what = "";
    if (ONLY_401_TYPES.contains(Names.item(element.attribute("Type", "")))) {
      what = "the type " + Names.item(element.attribute("Type", ""));
    } else if (source.root().attribute("Version", "").equals("4.01")) {
      // The rest is left out of the metadata that clients of 4.0 get.
      what = "";
    } else if (ONLY_401_EXPRESSIONS.contains(element.name())) {
      what = "the expression " + element.name();
    } else if (element.attribute("Scale", "").equals("floating")) {
      what = "Scale=\"floating\"";
    } else if (element.name().equals("Singleton") && element.attribute("Nullable") != null) {
      what = "Nullable on a singleton";
    }
    if (!what.isEmpty()) {
      findings.warnings(
          "clientVersion",
          what,
          element,
          what
              + " is new in OData 4.01; Excel and Power BI read 4.0 and may refuse metadata with"
              + " it");
    }
  }
}
