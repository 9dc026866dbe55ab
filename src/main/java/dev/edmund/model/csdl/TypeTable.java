package dev.edmund.model.csdl;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the types of annotation values. Names are full names; a type that is not
 * known is the empty string.
 *
 * @param terms by name
 * @param structures the properties of complex and entity types with their types
 * @param bases the base types of structures
 * @param enums the enumeration types
 * @param definitions the underlying types of type definitions
 */
record TypeTable(
    Map<String, Term> terms,
    Map<String, Map<String, String>> structures,
    Map<String, String> bases,
    Set<String> enums,
    Map<String, String> definitions) {

  /**
   * A term.
   *
   * @param appliesTo kinds of model element; empty for all
   */
  record Term(String type, List<String> appliesTo) {
    Term {
      appliesTo = List.copyOf(appliesTo);
    }
  }

  TypeTable {
    terms = Collections.unmodifiableMap(terms);
    structures = Collections.unmodifiableMap(structures);
    bases = Collections.unmodifiableMap(bases);
    enums = Collections.unmodifiableSet(enums);
    definitions = Collections.unmodifiableMap(definitions);
  }

  /** A table to be filled; it holds nothing yet. */
  static final class Draft {
    final Map<String, Term> terms = new HashMap<>();
    final Map<String, Map<String, String>> structures = new HashMap<>();
    final Map<String, String> bases = new HashMap<>();
    final Set<String> enums = new HashSet<>();
    final Map<String, String> definitions = new HashMap<>();

    Draft() {}

    /** A table that starts with what another one knows. */
    Draft(TypeTable other) {
      terms.putAll(other.terms);
      structures.putAll(other.structures);
      bases.putAll(other.bases);
      enums.addAll(other.enums);
      definitions.putAll(other.definitions);
    }

    TypeTable done() {
      return new TypeTable(terms, structures, bases, enums, definitions);
    }
  }

  @Nullable Term term(String fullName) {
    return terms.get(fullName);
  }

  /** The type of a term's value. */
  String termType(String fullName) {
    Term term = terms.get(fullName);
    return term == null ? "" : term.type;
  }

  /** The type of a property of a structure or of its base types. */
  String propertyType(String structure, String property) {
    for (String up = structure; up != null; up = bases.get(up)) {
      String type = structures.getOrDefault(up, Map.of()).get(property);
      if (type != null) {
        return type;
      }
    }
    return "";
  }

  boolean isStructure(String fullName) {
    return structures.containsKey(fullName);
  }

  boolean isEnum(String fullName) {
    return enums.contains(fullName);
  }

  /** Whether one structure is the other or derives from it. */
  boolean derives(String structure, String from) {
    for (String up = structure; up != null; up = bases.get(up)) {
      if (up.equals(from)) {
        return true;
      }
    }
    return false;
  }

  /** A type, or what underlies it when it is a type definition. */
  String underlying(String type) {
    return definitions.getOrDefault(type, type);
  }
}
