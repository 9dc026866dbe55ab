package dev.edmund.model.edm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmActionImport;
import org.apache.olingo.commons.api.edm.EdmAnnotation;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmFunctionImport;
import org.apache.olingo.commons.api.edm.EdmNamed;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.EdmTerm;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.core.edm.EdmActionImportImpl;
import org.apache.olingo.commons.core.edm.EdmFunctionImportImpl;
import org.jspecify.annotations.Nullable;

/** The entity container, made once. */
final class ModelContainer implements EdmEntityContainer {
  private final CsdlEntityContainerInfo info;
  private final Map<String, EdmEntitySet> entitySets;
  private final Map<String, EdmSingleton> singletons;
  private final Map<String, EdmActionImport> actionImports;
  private final Map<String, EdmFunctionImport> functionImports;

  private ModelContainer(Edm edm, CsdlEntityContainerInfo info, CsdlEntityContainer container) {
    this.info = info;
    this.entitySets = each(container.getEntitySets(), set -> new ModelEntitySet(edm, this, set));
    this.singletons =
        each(container.getSingletons(), singleton -> new ModelSingleton(edm, this, singleton));
    this.actionImports =
        each(container.getActionImports(), action -> new EdmActionImportImpl(edm, this, action));
    this.functionImports =
        each(
            container.getFunctionImports(),
            function -> new EdmFunctionImportImpl(edm, this, function));
  }

  /** The container of a model, or null when it has none. */
  static @Nullable ModelContainer of(Edm edm, IndexedEdmProvider provider) {
    CsdlEntityContainerInfo info = provider.getEntityContainerInfo(null);
    CsdlEntityContainer container = provider.getEntityContainer();
    return info == null || container == null ? null : new ModelContainer(edm, info, container);
  }

  private static <A, B extends EdmNamed> Map<String, B> each(List<A> from, Function<A, B> make) {
    Map<String, B> made = new LinkedHashMap<>();
    for (A element : from) {
      B named = make.apply(element);
      made.put(named.getName(), named);
    }
    return made;
  }

  @Override
  public String getName() {
    return info.getContainerName().getName();
  }

  @Override
  public String getNamespace() {
    return info.getContainerName().getNamespace();
  }

  @Override
  public FullQualifiedName getFullQualifiedName() {
    return info.getContainerName();
  }

  @Override
  public @Nullable FullQualifiedName getParentContainerName() {
    return info.getExtendsContainer();
  }

  @Override
  public @Nullable EdmEntitySet getEntitySet(String name) {
    return entitySets.get(name);
  }

  @Override
  public @Nullable EdmSingleton getSingleton(String name) {
    return singletons.get(name);
  }

  @Override
  public @Nullable EdmActionImport getActionImport(String name) {
    return actionImports.get(name);
  }

  @Override
  public @Nullable EdmFunctionImport getFunctionImport(String name) {
    return functionImports.get(name);
  }

  @Override
  public List<EdmEntitySet> getEntitySets() {
    return List.copyOf(entitySets.values());
  }

  @Override
  public List<EdmEntitySet> getEntitySetsWithAnnotations() {
    return getEntitySets();
  }

  @Override
  public List<EdmSingleton> getSingletons() {
    return List.copyOf(singletons.values());
  }

  @Override
  public List<EdmActionImport> getActionImports() {
    return List.copyOf(actionImports.values());
  }

  @Override
  public List<EdmFunctionImport> getFunctionImports() {
    return List.copyOf(functionImports.values());
  }

  @Override
  public @Nullable EdmAnnotation getAnnotation(EdmTerm term, @Nullable String qualifier) {
    return null;
  }

  /** Nothing: {@link dev.edmund.model.csdl.Annotations} has them all. */
  @Override
  public List<EdmAnnotation> getAnnotations() {
    return List.of();
  }
}
