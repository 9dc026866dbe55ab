package dev.edmund.model.csdl;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for names whose alias nothing declares (CSDL XML, 15.1). A type that cannot be told leaves
 * nothing to be read; an annotation says nothing about the shape of the model.
 */
final class Qualifiers {
  private static final List<String> NAMES =
      List.of("Type", "BaseType", "EntityType", "UnderlyingType", "Extends", "Action", "Function");

  private final Source source;
  private final Set<String> declared = new HashSet<>(Set.of("Edm"));
  private final Set<String> reported = new HashSet<>();

  private Qualifiers(Source source) {
    this.source = source;
    for (Map.Entry<String, String> alias : source.names().qualifiers().entrySet()) {
      declared.add(alias.getKey());
      declared.add(alias.getValue());
    }
    source.schemas().forEach(schema -> declared.add(schema.attribute("Namespace", "")));
    for (CsdlElement reference : source.references()) {
      for (CsdlElement include : reference.children("Include")) {
        declared.add(include.attribute("Namespace", ""));
      }
    }
  }

  static void check(Source source) {
    Qualifiers qualifiers = new Qualifiers(source);
    source.schemas().forEach(qualifiers::check);
  }

  private void check(CsdlElement element) {
    if (element.name().equals("Annotation")) {
      String alias = alias(element.attribute("Term", ""));
      if (!alias.isEmpty() && !declared.contains(alias) && reported.add(alias)) {
        source
            .findings()
            .warning(
                "undeclaredAlias",
                element,
                "nothing declares the alias "
                    + alias
                    + " of its term "
                    + element.attribute("Term", "")
                    + "; it is kept and has no effect");
      }
      return;
    }
    for (String attribute : NAMES) {
      String written = element.attribute(attribute, "");
      String alias = alias(Names.item(written));
      if (!alias.isEmpty() && !declared.contains(alias)) {
        source
            .findings()
            .error(
                "undeclaredAlias",
                element,
                attribute
                    + " is "
                    + written
                    + ", but nothing declares the alias "
                    + alias
                    + "; give a schema this Alias, or include one with it");
      }
    }
    element.children().forEach(this::check);
  }

  /** What may be an alias: a qualifier without a dot. */
  private static String alias(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && dot == name.lastIndexOf('.') ? name.substring(0, dot) : "";
  }
}
