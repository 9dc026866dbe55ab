package dev.edmund.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmTerm;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The names of a model: types, operations and terms by qualified name (namespace or alias) or, as
 * 4.01 allows, by simple name. Built once for a model and never changed.
 */
final class EdmNames {
  private final Edm edm;
  private final VocabularyTerms vocabulary;
  private final AlternateKeys alternateKeys;
  private final Map<String, String> namespaces = new HashMap<>();
  private final Map<String, List<FullQualifiedName>> typesBySimpleName = new HashMap<>();
  private final Map<String, List<EdmFunction>> functions = new HashMap<>();
  private final Map<String, List<EdmAction>> actions = new HashMap<>();
  private final Map<String, List<FullQualifiedName>> terms = new HashMap<>();

  EdmNames(Edm edm) {
    this(edm, VocabularyTerms.NONE, AlternateKeys.NONE);
  }

  EdmNames(Edm edm, VocabularyTerms vocabulary) {
    this(edm, vocabulary, AlternateKeys.NONE);
  }

  EdmNames(Edm edm, VocabularyTerms vocabulary, AlternateKeys alternateKeys) {
    this.edm = edm;
    this.vocabulary = vocabulary;
    this.alternateKeys = alternateKeys;
    for (EdmSchema schema : edm.getSchemas()) {
      add(schema);
    }
  }

  private void add(EdmSchema schema) {
    namespaces.put(schema.getNamespace(), schema.getNamespace());
    if (schema.getAlias() != null) {
      namespaces.put(schema.getAlias(), schema.getNamespace());
    }
    List<EdmType> types = new ArrayList<>(schema.getEntityTypes());
    types.addAll(schema.getComplexTypes());
    types.addAll(schema.getEnumTypes());
    types.addAll(schema.getTypeDefinitions());
    for (EdmType type : types) {
      put(typesBySimpleName, type.getName(), type.getFullQualifiedName());
    }
    schema.getFunctions().forEach(f -> put(functions, f.getName(), f));
    schema.getActions().forEach(a -> put(actions, a.getName(), a));
    schema.getTerms().forEach(t -> put(terms, t.getName(), t.getFullQualifiedName()));
  }

  private static <V> void put(Map<String, List<V>> map, String name, V value) {
    map.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  VocabularyTerms terms() {
    return vocabulary;
  }

  AlternateKeys alternateKeys() {
    return alternateKeys;
  }

  Edm edm() {
    return edm;
  }

  /** The namespace that an alias or namespace stands for, or null. */
  @Nullable String namespace(String aliasOrNamespace) {
    return namespaces.get(aliasOrNamespace);
  }

  /** A qualified name with the namespace that its alias stands for; other names as they are. */
  String qualified(String name) {
    int dot = name.lastIndexOf('.');
    String namespace = dot < 0 ? null : namespaces.get(name.substring(0, dot));
    return namespace == null ? name : namespace + name.substring(dot);
  }

  /** A type by its qualified name, or by its simple name where only one type has it. */
  @Nullable EdmType type(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      List<FullQualifiedName> found = typesBySimpleName.getOrDefault(name, List.of());
      return found.size() == 1 ? declared(found.get(0)) : null;
    }
    if (name.startsWith("Edm.")) {
      return primitive(name.substring(dot + 1));
    }
    return declared(new FullQualifiedName(name.substring(0, dot), name.substring(dot + 1)));
  }

  private static @Nullable EdmType primitive(String name) {
    for (EdmPrimitiveTypeKind kind : EdmPrimitiveTypeKind.values()) {
      if (kind.name().equals(name)) {
        return EdmTypes.of(kind);
      }
    }
    return null;
  }

  private @Nullable EdmType declared(FullQualifiedName name) {
    EdmType type = edm.getEntityType(name);
    type = type == null ? edm.getComplexType(name) : type;
    type = type == null ? edm.getEnumType(name) : type;
    return type == null ? edm.getTypeDefinition(name) : type;
  }

  /** An entity or complex type that is related to another one, or null. */
  @Nullable EdmStructuredType cast(String name, EdmType from) {
    EdmStructuredType type = EdmTypes.structured(type(name));
    return type != null && EdmTypes.related(type, from) ? type : null;
  }

  /**
   * The parameters of the functions that a path may call at its end without arguments: options of
   * these names are theirs (Part 1, 11.5.4.1.2).
   */
  Set<String> parameters(String rawPath) {
    String last = rawPath.substring(rawPath.lastIndexOf('/') + 1);
    String name = last.endsWith("()") ? last.substring(0, last.length() - 2) : last;
    Set<String> parameters = new HashSet<>();
    List<EdmFunction> called = new ArrayList<>(functions(name));
    EdmEntityContainer container = edm.getEntityContainer();
    EdmFunctionImport imported = container == null ? null : container.getFunctionImport(name);
    if (imported != null) {
      called.addAll(imported.getUnboundFunctions());
    }
    called.forEach(function -> parameters.addAll(function.getParameterNames()));
    return parameters;
  }

  /** The functions of that name, qualified or not. */
  List<EdmFunction> functions(String name) {
    return named(functions, name);
  }

  List<EdmAction> actions(String name) {
    return named(actions, name);
  }

  private <O extends EdmOperation> List<O> named(Map<String, List<O>> operations, String name) {
    int dot = name.lastIndexOf('.');
    List<O> all = operations.getOrDefault(name.substring(dot + 1), List.of());
    if (dot < 0) {
      return all;
    }
    String namespace = namespaces.get(name.substring(0, dot));
    return all.stream().filter(o -> o.getNamespace().equals(namespace)).toList();
  }

  /** The declared term, or null. */
  @Nullable EdmTerm term(String name) {
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      return edm.getTerm(new FullQualifiedName(name.substring(0, dot), name.substring(dot + 1)));
    }
    List<FullQualifiedName> found = terms.getOrDefault(name, List.of());
    return found.size() == 1 ? edm.getTerm(found.get(0)) : null;
  }

  /** Says that a type has no such property, and which of its properties may be meant. */
  static String unknown(String name, EdmStructuredType type) {
    String message = "'" + name + "' is not a property of " + EdmTypes.name(type);
    List<String> declared = new ArrayList<>(type.getPropertyNames());
    declared.addAll(type.getNavigationPropertyNames());
    return declared.stream()
        .filter(d -> Math.abs(d.length() - name.length()) <= 2 && distance(d, name) <= 2)
        .min(Comparator.comparingInt(d -> distance(d, name)))
        .map(d -> message + " (did you mean '" + d + "'?)")
        .orElse(message);
  }

  private static int distance(String declared, String written) {
    String a = EdmTypes.lower(declared);
    String b = EdmTypes.lower(written);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
