package dev.edmund.model.csdl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The annotations among the members of a JSON object (CSDL JSON, 14.2). */
final class JsonAnnotated {
  private final JsonExpressions expressions;
  private final Map<String, Map<String, Json>> byPrefix = new LinkedHashMap<>();

  JsonAnnotated(Json object, JsonExpressions expressions) {
    this.expressions = expressions;
    object
        .members()
        .forEach(
            (name, value) -> {
              int at = name.lastIndexOf('@');
              // What has no namespace is control information, such as @type.
              if (at >= 0 && name.indexOf('.', at) > 0 && !name.startsWith("odata.", at + 1)) {
                byPrefix
                    .computeIfAbsent(name.substring(0, at), p -> new LinkedHashMap<>())
                    .put(name.substring(at + 1), value);
              }
            });
  }

  /** The annotations of the object itself. */
  List<CsdlElement> own() {
    return of("");
  }

  /**
   * The annotations of one member.
   *
   * @param prefix the name of a member, which may itself be an annotation
   */
  List<CsdlElement> of(String prefix) {
    List<CsdlElement> annotations = new ArrayList<>();
    byPrefix
        .getOrDefault(prefix, Map.of())
        .forEach(
            (term, value) -> {
              int hash = term.indexOf('#');
              ElementDraft annotation =
                  new ElementDraft("Annotation", value)
                      .set("Term", hash < 0 ? term : term.substring(0, hash));
              if (hash >= 0) {
                annotation.set("Qualifier", term.substring(hash + 1));
              }
              expressions.annotation(annotation, hash < 0 ? term : term.substring(0, hash), value);
              annotations.add(annotation.addAll(of(prefix + "@" + term)).done());
            });
    return annotations;
  }
}
