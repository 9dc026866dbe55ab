package dev.edmund.model.csdl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All annotations of a model, those inside an element and those that target it from outside.
 *
 * <p>Targets and terms have full names. A target is {@code Ns.Type}, {@code Ns.Type/Property},
 * {@code Ns.Container}, {@code Ns.Container/Set}, {@code Ns.Action(Ns.Binding)/Parameter} (CSDL
 * XML, 14.2.2). A term may end in {@code #Qualifier}; without one the unqualified annotation is
 * meant. What is not annotated itself takes the annotation of its base type (14.2).
 */
public final class Annotations {
  private final Map<String, Map<String, Entry>> byTarget;
  private final Map<String, String> bases;

  /** An annotation with the aliases of the document it stands in. */
  private record Entry(CsdlElement element, Names names) {}

  private Annotations(Map<String, Map<String, Entry>> byTarget, Map<String, String> bases) {
    this.byTarget = byTarget;
    this.bases = bases;
  }

  static Annotations of(List<Source> sources, Map<String, String> bases) {
    Collector collector = new Collector();
    sources.forEach(collector::inline);
    sources.forEach(collector::external);
    return new Annotations(Map.copyOf(collector.byTarget), bases);
  }

  /** The annotation element. */
  public Optional<CsdlElement> find(String target, String term) {
    return Optional.ofNullable(entry(target, term)).map(Entry::element);
  }

  /** The value of an annotation. */
  public Optional<AnnotationValue> value(String target, String term) {
    return Optional.ofNullable(entry(target, term))
        .map(entry -> new AnnotationValues(entry.names).in(entry.element));
  }

  /** Whether a Boolean term is applied and not set to false; a bare annotation says true. */
  public boolean isTrue(String target, String term) {
    return value(target, term)
        .map(value -> !value.text().map(String::strip).equals(Optional.of("false")))
        .orElse(false);
  }

  /** The text of a constant or path. */
  public Optional<String> text(String target, String term) {
    return value(target, term).flatMap(AnnotationValue::text);
  }

  /** The texts of a collection of constants or paths; nothing where the term is not applied. */
  public List<String> texts(String target, String term) {
    return items(target, term).stream().flatMap(item -> item.text().stream()).toList();
  }

  /** The items of a collection; nothing where the term is not applied. */
  public List<AnnotationValue> items(String target, String term) {
    return value(target, term).map(AnnotationValue::items).orElse(List.of());
  }

  /** The terms applied to a target itself, with their qualifiers. */
  public List<String> terms(String target) {
    return byTarget.getOrDefault(target, Map.of()).keySet().stream().sorted().toList();
  }

  private @Nullable Entry entry(String target, String term) {
    int slash = target.indexOf('/');
    String rest = slash < 0 ? "" : target.substring(slash);
    String owner = slash < 0 ? target : target.substring(0, slash);
    while (owner != null) {
      Entry entry = byTarget.getOrDefault(owner + rest, Map.of()).get(term);
      if (entry != null) {
        return entry;
      }
      owner = bases.get(owner);
    }
    return null;
  }

  /** The term of an annotation as it is written, with its qualifier. */
  static String term(CsdlElement annotation) {
    String qualifier = annotation.attribute("Qualifier");
    String term = annotation.attribute("Term", "");
    return qualifier == null ? term : term + "#" + qualifier;
  }

  /** Fills the index while it is built. */
  private static final class Collector {
    final Map<String, Map<String, Entry>> byTarget = new HashMap<>();

    void inline(Source source) {
      for (CsdlElement schema : source.schemas()) {
        String namespace = schema.attribute("Namespace", "");
        add(namespace, schema, source.names(), "");
        for (CsdlElement child : schema.children()) {
          String name = child.attribute("Name");
          if (name != null) {
            for (String target : targets(namespace + "." + name, child, source.names())) {
              within(target, child, source.names());
            }
          }
        }
      }
    }

    /** An element and its named parts. */
    private void within(String target, CsdlElement element, Names names) {
      add(target, element, names, "");
      for (CsdlElement part : element.children()) {
        String name = part.name().equals("ReturnType") ? "$ReturnType" : part.attribute("Name");
        if (name != null && !part.name().equals("Annotation")) {
          within(target + "/" + name, part, names);
        }
      }
    }

    /** Overloads are told apart by their parameter types; the bare name means the first. */
    private static List<String> targets(String fullName, CsdlElement element, Names names) {
      boolean action = element.name().equals("Action");
      if (!action && !element.name().equals("Function")) {
        return List.of(fullName);
      }
      long count = !action ? Long.MAX_VALUE : element.flag("IsBound", false) ? 1 : 0;
      String types =
          element.children("Parameter").stream()
              .limit(count)
              .map(parameter -> names.type(parameter.attribute("Type", "")))
              .collect(Collectors.joining(","));
      return List.of(fullName + "(" + types + ")", fullName);
    }

    void external(Source source) {
      for (CsdlElement schema : source.schemas()) {
        for (CsdlElement group : schema.children("Annotations")) {
          String target = source.names().target(group.attribute("Target", ""));
          add(target, group, source.names(), group.attribute("Qualifier", ""));
        }
      }
    }

    private void add(String target, CsdlElement holder, Names names, String qualifier) {
      for (CsdlElement annotation : holder.children("Annotation")) {
        String term = names.term(term(annotation));
        String key = qualifier.isEmpty() || term.indexOf('#') >= 0 ? term : term + "#" + qualifier;
        byTarget
            .computeIfAbsent(target, t -> new HashMap<>())
            .putIfAbsent(key, new Entry(annotation, names));
        add(target + "/@" + key, annotation, names, "");
      }
    }
  }
}
