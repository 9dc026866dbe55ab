package dev.edmund.model.edm;

import dev.edmund.model.csdl.BuiltInTypes;
import dev.edmund.model.csdl.CsdlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlAction;
import org.apache.olingo.commons.api.edm.provider.CsdlActionImport;
import org.apache.olingo.commons.api.edm.provider.CsdlAliasInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumType;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.api.edm.provider.CsdlFunctionImport;
import org.apache.olingo.commons.api.edm.provider.CsdlNamed;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;
import org.apache.olingo.commons.api.edm.provider.CsdlTypeDefinition;
import org.jspecify.annotations.Nullable;

/** Olingo's view of a document. Every look-up is a hash look-up and takes aliases too. */
public final class IndexedEdmProvider extends CsdlAbstractEdmProvider {
  private final List<CsdlSchema> schemas;
  private final Map<String, String> aliases;
  private final Map<FullQualifiedName, CsdlEntityType> entityTypes;
  private final Map<FullQualifiedName, CsdlComplexType> complexTypes;
  private final Map<FullQualifiedName, CsdlEnumType> enumTypes;
  private final Map<FullQualifiedName, CsdlTypeDefinition> typeDefinitions;
  private final Map<FullQualifiedName, CsdlTerm> terms;
  private final Map<FullQualifiedName, List<CsdlAction>> actions = new HashMap<>();
  private final Map<FullQualifiedName, List<CsdlFunction>> functions = new HashMap<>();
  private final @Nullable CsdlEntityContainer container;
  private final @Nullable FullQualifiedName containerName;
  private final Map<String, CsdlEntitySet> entitySets;
  private final Map<String, CsdlSingleton> singletons;
  private final Map<String, CsdlActionImport> actionImports;
  private final Map<String, CsdlFunctionImport> functionImports;

  public IndexedEdmProvider(CsdlDocument document) {
    this.schemas = document.schemas();
    this.aliases = document.aliases();
    List<CsdlSchema> all = new ArrayList<>(schemas);
    all.add(BuiltInTypes.schema());
    this.entityTypes = index(all, CsdlSchema::getEntityTypes);
    this.complexTypes = index(all, CsdlSchema::getComplexTypes);
    this.enumTypes = index(all, CsdlSchema::getEnumTypes);
    this.typeDefinitions = index(all, CsdlSchema::getTypeDefinitions);
    this.terms = index(all, CsdlSchema::getTerms);
    CsdlSchema home = null;
    for (CsdlSchema schema : all) {
      group(schema, schema.getActions(), actions);
      group(schema, schema.getFunctions(), functions);
      if (home == null && schema.getEntityContainer() != null) {
        home = schema;
      }
    }
    this.container = home == null ? null : home.getEntityContainer();
    this.containerName =
        home == null
            ? null
            : new FullQualifiedName(home.getNamespace(), home.getEntityContainer().getName());
    CsdlEntityContainer contents = container == null ? new CsdlEntityContainer() : container;
    this.entitySets = byName(contents.getEntitySets());
    this.singletons = byName(contents.getSingletons());
    this.actionImports = byName(contents.getActionImports());
    this.functionImports = byName(contents.getFunctionImports());
  }

  private static <T extends CsdlNamed> Map<FullQualifiedName, T> index(
      List<CsdlSchema> schemas, Function<CsdlSchema, List<T>> part) {
    Map<FullQualifiedName, T> index = new LinkedHashMap<>();
    for (CsdlSchema schema : schemas) {
      for (T element : part.apply(schema)) {
        index.put(new FullQualifiedName(schema.getNamespace(), element.getName()), element);
      }
    }
    return index;
  }

  private static <T extends CsdlNamed> void group(
      CsdlSchema schema, List<T> overloads, Map<FullQualifiedName, List<T>> into) {
    for (T overload : overloads) {
      into.computeIfAbsent(
              new FullQualifiedName(schema.getNamespace(), overload.getName()),
              name -> new ArrayList<>())
          .add(overload);
    }
  }

  private static <T extends CsdlNamed> Map<String, T> byName(List<T> elements) {
    Map<String, T> index = new LinkedHashMap<>();
    elements.forEach(element -> index.put(element.getName(), element));
    return index;
  }

  /** The name with a namespace in the place of an alias. */
  @Nullable FullQualifiedName resolve(@Nullable FullQualifiedName name) {
    String namespace = name == null ? null : aliases.get(name.getNamespace());
    return name == null || namespace == null
        ? name
        : new FullQualifiedName(namespace, name.getName());
  }

  Map<FullQualifiedName, CsdlEntityType> entityTypes() {
    return Collections.unmodifiableMap(entityTypes);
  }

  Map<FullQualifiedName, CsdlComplexType> complexTypes() {
    return Collections.unmodifiableMap(complexTypes);
  }

  Map<FullQualifiedName, CsdlEnumType> enumTypes() {
    return Collections.unmodifiableMap(enumTypes);
  }

  Map<FullQualifiedName, CsdlTypeDefinition> typeDefinitions() {
    return Collections.unmodifiableMap(typeDefinitions);
  }

  Map<FullQualifiedName, CsdlTerm> terms() {
    return Collections.unmodifiableMap(terms);
  }

  Map<FullQualifiedName, List<CsdlAction>> actions() {
    return Collections.unmodifiableMap(actions);
  }

  Map<FullQualifiedName, List<CsdlFunction>> functions() {
    return Collections.unmodifiableMap(functions);
  }

  @Override
  public @Nullable CsdlEnumType getEnumType(FullQualifiedName name) {
    return enumTypes.get(resolve(name));
  }

  @Override
  public @Nullable CsdlTypeDefinition getTypeDefinition(FullQualifiedName name) {
    return typeDefinitions.get(resolve(name));
  }

  @Override
  public @Nullable CsdlEntityType getEntityType(FullQualifiedName name) {
    return entityTypes.get(resolve(name));
  }

  @Override
  public @Nullable CsdlComplexType getComplexType(FullQualifiedName name) {
    return complexTypes.get(resolve(name));
  }

  @Override
  public @Nullable List<CsdlAction> getActions(FullQualifiedName name) {
    return actions.get(resolve(name));
  }

  @Override
  public @Nullable List<CsdlFunction> getFunctions(FullQualifiedName name) {
    return functions.get(resolve(name));
  }

  @Override
  public @Nullable CsdlTerm getTerm(FullQualifiedName name) {
    return terms.get(resolve(name));
  }

  private boolean isContainer(FullQualifiedName name) {
    return containerName != null && containerName.equals(resolve(name));
  }

  @Override
  public @Nullable CsdlEntitySet getEntitySet(FullQualifiedName owner, String name) {
    return isContainer(owner) ? entitySets.get(name) : null;
  }

  @Override
  public @Nullable CsdlSingleton getSingleton(FullQualifiedName owner, String name) {
    return isContainer(owner) ? singletons.get(name) : null;
  }

  @Override
  public @Nullable CsdlActionImport getActionImport(FullQualifiedName owner, String name) {
    return isContainer(owner) ? actionImports.get(name) : null;
  }

  @Override
  public @Nullable CsdlFunctionImport getFunctionImport(FullQualifiedName owner, String name) {
    return isContainer(owner) ? functionImports.get(name) : null;
  }

  @Override
  public @Nullable CsdlEntityContainerInfo getEntityContainerInfo(
      @Nullable FullQualifiedName name) {
    if (container == null || (name != null && !isContainer(name))) {
      return null;
    }
    return new CsdlEntityContainerInfo()
        .setContainerName(containerName)
        .setExtendsContainer(container.getExtendsContainerFQN());
  }

  @Override
  public List<CsdlAliasInfo> getAliasInfos() {
    return aliases.entrySet().stream()
        .map(alias -> new CsdlAliasInfo().setAlias(alias.getKey()).setNamespace(alias.getValue()))
        .toList();
  }

  @Override
  public List<CsdlSchema> getSchemas() {
    return schemas;
  }

  @Override
  public @Nullable CsdlEntityContainer getEntityContainer() {
    return container;
  }
}
