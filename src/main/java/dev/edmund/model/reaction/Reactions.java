package dev.edmund.model.reaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * The rules of a model.
 *
 * @param types those of each type that has any
 * @param problems why others cannot be followed, each with the name of the type
 */
public record Reactions(Map<FullQualifiedName, TypeReactions> types, List<String> problems) {
  /** For models without rules. */
  public static final Reactions NONE = new Reactions(Map.of(), List.of());

  public Reactions {
    types = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
    problems = List.copyOf(problems);
  }

  /** Those for the entities of exactly one type. */
  public Optional<TypeReactions> of(FullQualifiedName type) {
    return Optional.ofNullable(types.get(type));
  }
}
