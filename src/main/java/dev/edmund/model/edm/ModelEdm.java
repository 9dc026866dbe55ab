package dev.edmund.model.edm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmTerm;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.core.edm.EdmComplexTypeImpl;
import org.apache.olingo.commons.core.edm.EdmEntityTypeImpl;
import org.apache.olingo.commons.core.edm.EdmEnumTypeImpl;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.commons.core.edm.EdmTermImpl;
import org.apache.olingo.commons.core.edm.EdmTypeDefinitionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Olingo's Edm with its look-ups replaced. The original makes types while it is asked, takes a lock
 * for each look-up, makes each type a second time for the list of schemas, compares every entity
 * set with every property to merge annotations, and finds bound operations only one base type up.
 * Here everything is made once, before anybody asks, and never changes.
 */
public final class ModelEdm extends EdmProviderImpl {
  private final IndexedEdmProvider provider;
  private final Map<FullQualifiedName, EdmEntityType> entityTypes;
  private final Map<FullQualifiedName, EdmComplexType> complexTypes;
  private final Map<FullQualifiedName, EdmEnumType> enumTypes;
  private final Map<FullQualifiedName, EdmTypeDefinition> typeDefinitions;
  private final Map<FullQualifiedName, EdmTerm> terms;
  private final Map<FullQualifiedName, List<EdmAction>> actions;
  private final Map<FullQualifiedName, List<EdmFunction>> functions;
  private final @Nullable EdmEntityContainer container;
  private final Map<String, EdmSchema> schemasByNamespace = new LinkedHashMap<>();

  public ModelEdm(IndexedEdmProvider provider) {
    super(provider);
    this.provider = provider;
    this.entityTypes =
        each(provider.entityTypes(), (name, type) -> new EdmEntityTypeImpl(this, name, type));
    this.complexTypes =
        each(provider.complexTypes(), (name, type) -> new EdmComplexTypeImpl(this, name, type));
    this.enumTypes =
        each(provider.enumTypes(), (name, type) -> new EdmEnumTypeImpl(this, name, type));
    this.typeDefinitions =
        each(
            provider.typeDefinitions(),
            (name, type) -> new EdmTypeDefinitionImpl(this, name, type));
    this.terms =
        each(provider.terms(), (name, term) -> new EdmTermImpl(this, name.getNamespace(), term));
    this.actions =
        each(
            provider.actions(),
            (name, all) ->
                all.stream()
                    .<EdmAction>map(action -> new ModelAction(this, name, action))
                    .toList());
    this.functions =
        each(
            provider.functions(),
            (name, all) ->
                all.stream()
                    .<EdmFunction>map(function -> new ModelFunction(this, name, function))
                    .toList());
    this.container = ModelContainer.of(this, provider);
    for (CsdlSchema schema : provider.getSchemas()) {
      schemasByNamespace.put(schema.getNamespace(), new ModelSchema(this, schema, container));
    }
  }

  private static <A, B> Map<FullQualifiedName, B> each(
      Map<FullQualifiedName, A> from, BiFunction<FullQualifiedName, A, B> make) {
    Map<FullQualifiedName, B> made = new HashMap<>();
    from.forEach((name, value) -> made.put(name, make.apply(name, value)));
    return made;
  }

  @Override
  public List<EdmSchema> getSchemas() {
    return List.copyOf(schemasByNamespace.values());
  }

  @Override
  public @Nullable EdmSchema getSchema(String namespaceOrAlias) {
    FullQualifiedName name = provider.resolve(new FullQualifiedName(namespaceOrAlias, ""));
    return name == null ? null : schemasByNamespace.get(name.getNamespace());
  }

  @Override
  public @Nullable EdmEntityContainer getEntityContainer() {
    return container;
  }

  @Override
  public @Nullable EdmEntityContainer getEntityContainer(@Nullable FullQualifiedName name) {
    boolean asked =
        container != null
            && (name == null || container.getFullQualifiedName().equals(provider.resolve(name)));
    return asked ? container : null;
  }

  @Override
  public @Nullable EdmEnumType getEnumType(FullQualifiedName name) {
    return enumTypes.get(provider.resolve(name));
  }

  @Override
  public @Nullable EdmTypeDefinition getTypeDefinition(FullQualifiedName name) {
    return typeDefinitions.get(provider.resolve(name));
  }

  @Override
  public @Nullable EdmEntityType getEntityType(FullQualifiedName name) {
    return entityTypes.get(provider.resolve(name));
  }

  @Override
  public @Nullable EdmEntityType getEntityTypeWithAnnotations(FullQualifiedName name) {
    return getEntityType(name);
  }

  @Override
  protected @Nullable EdmEntityType getEntityTypeWithAnnotations(
      FullQualifiedName name, boolean ofEntitySet) {
    return getEntityType(name);
  }

  @Override
  public @Nullable EdmComplexType getComplexType(FullQualifiedName name) {
    return complexTypes.get(provider.resolve(name));
  }

  @Override
  public @Nullable EdmComplexType getComplexTypeWithAnnotations(FullQualifiedName name) {
    return getComplexType(name);
  }

  @Override
  protected @Nullable EdmComplexType getComplexTypeWithAnnotations(
      FullQualifiedName name, boolean ofEntitySet) {
    return getComplexType(name);
  }

  @Override
  public @Nullable EdmTerm getTerm(FullQualifiedName name) {
    return terms.get(provider.resolve(name));
  }

  /** All overloads of an action; nothing when there is none. */
  List<EdmAction> actions(FullQualifiedName name) {
    return actions.getOrDefault(name, List.of());
  }

  /** All overloads of a function; nothing when there is none. */
  List<EdmFunction> functions(FullQualifiedName name) {
    return functions.getOrDefault(name, List.of());
  }

  @Override
  public @Nullable EdmAction getUnboundAction(FullQualifiedName name) {
    return overload(actions.get(provider.resolve(name)), action -> !action.isBound());
  }

  @Override
  public List<EdmFunction> getUnboundFunctions(FullQualifiedName name) {
    return functions.getOrDefault(provider.resolve(name), List.of()).stream()
        .filter(function -> !function.isBound())
        .toList();
  }

  @Override
  public @Nullable EdmFunction getUnboundFunction(
      FullQualifiedName name, @Nullable List<String> parameters) {
    return overload(
        functions.get(provider.resolve(name)),
        function -> !function.isBound() && takes(function, parameters, 0));
  }

  @Override
  public @Nullable EdmAction getBoundAction(
      FullQualifiedName name, FullQualifiedName bindingType, Boolean isCollection) {
    List<EdmAction> overloads = actions.get(provider.resolve(name));
    for (FullQualifiedName type : withBases(bindingType)) {
      EdmAction found = overload(overloads, action -> isBoundTo(action, type, isCollection));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public @Nullable EdmFunction getBoundFunction(
      FullQualifiedName name,
      FullQualifiedName bindingType,
      Boolean isCollection,
      @Nullable List<String> parameters) {
    List<EdmFunction> overloads = functions.get(provider.resolve(name));
    for (FullQualifiedName type : withBases(bindingType)) {
      EdmFunction found =
          overload(
              overloads,
              function ->
                  isBoundTo(function, type, isCollection) && takes(function, parameters, 1));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static <T> @Nullable T overload(@Nullable List<T> overloads, Predicate<T> wanted) {
    return overloads == null ? null : overloads.stream().filter(wanted).findFirst().orElse(null);
  }

  private static boolean isBoundTo(
      EdmOperation operation, FullQualifiedName type, Boolean isCollection) {
    return operation.isBound()
        && type.equals(operation.getBindingParameterTypeFqn())
        && isCollection.equals(operation.isBindingParameterTypeCollection());
  }

  private static boolean takes(
      EdmFunction function, @Nullable List<String> parameters, int binding) {
    List<String> declared = function.getParameterNames();
    List<String> own = declared.subList(binding, declared.size());
    return Set.copyOf(own).equals(parameters == null ? Set.of() : Set.copyOf(parameters));
  }

  /** A type and its base types: an operation bound to a base type fits too (Part 1, 11.5.1). */
  private List<FullQualifiedName> withBases(FullQualifiedName bindingType) {
    List<FullQualifiedName> names = new ArrayList<>();
    FullQualifiedName name = provider.resolve(bindingType);
    while (name != null) {
      names.add(name);
      name = base(name);
    }
    return names;
  }

  private @Nullable FullQualifiedName base(FullQualifiedName name) {
    if (provider.entityTypes().containsKey(name)) {
      return provider.entityTypes().get(name).getBaseTypeFQN();
    }
    return provider.complexTypes().containsKey(name)
        ? provider.complexTypes().get(name).getBaseTypeFQN()
        : null;
  }
}
