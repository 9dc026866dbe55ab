package dev.edmund.request;

import java.util.List;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.Edm;
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
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;
import org.apache.olingo.commons.api.edm.provider.CsdlTypeDefinition;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.jspecify.annotations.Nullable;

/** An Edm over schemas that a test puts together; the first schema has the container. */
final class TestEdm extends CsdlAbstractEdmProvider {
  private final List<CsdlSchema> schemas;

  private TestEdm(List<CsdlSchema> schemas) {
    this.schemas = schemas;
  }

  static Edm of(List<CsdlSchema> schemas) {
    return new EdmProviderImpl(new TestEdm(schemas));
  }

  private <T> @Nullable T find(FullQualifiedName name, Function<CsdlSchema, T> get) {
    return schemas.stream()
        .filter(s -> s.getNamespace().equals(name.getNamespace()))
        .map(get)
        .filter(t -> t != null)
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<CsdlSchema> getSchemas() {
    return schemas;
  }

  @Override
  public List<CsdlAliasInfo> getAliasInfos() {
    return schemas.stream()
        .filter(s -> s.getAlias() != null)
        .map(s -> new CsdlAliasInfo().setAlias(s.getAlias()).setNamespace(s.getNamespace()))
        .toList();
  }

  @Override
  public @Nullable CsdlEntityType getEntityType(FullQualifiedName name) {
    return find(name, s -> s.getEntityType(name.getName()));
  }

  @Override
  public @Nullable CsdlComplexType getComplexType(FullQualifiedName name) {
    return find(name, s -> s.getComplexType(name.getName()));
  }

  @Override
  public @Nullable CsdlEnumType getEnumType(FullQualifiedName name) {
    return find(name, s -> s.getEnumType(name.getName()));
  }

  @Override
  public @Nullable CsdlTypeDefinition getTypeDefinition(FullQualifiedName name) {
    return find(name, s -> s.getTypeDefinition(name.getName()));
  }

  @Override
  public @Nullable CsdlTerm getTerm(FullQualifiedName name) {
    return find(name, s -> s.getTerm(name.getName()));
  }

  @Override
  public @Nullable List<CsdlFunction> getFunctions(FullQualifiedName name) {
    return find(name, s -> s.getFunctions(name.getName()));
  }

  @Override
  public @Nullable List<CsdlAction> getActions(FullQualifiedName name) {
    return find(name, s -> s.getActions(name.getName()));
  }

  @Override
  public CsdlEntityContainer getEntityContainer() {
    return schemas.get(0).getEntityContainer();
  }

  @Override
  public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName name) {
    return new CsdlEntityContainerInfo()
        .setContainerName(
            new FullQualifiedName(schemas.get(0).getNamespace(), getEntityContainer().getName()));
  }

  @Override
  public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
    return getEntityContainer().getEntitySet(name);
  }

  @Override
  public CsdlSingleton getSingleton(FullQualifiedName container, String name) {
    return getEntityContainer().getSingleton(name);
  }

  @Override
  public CsdlFunctionImport getFunctionImport(FullQualifiedName container, String name) {
    return getEntityContainer().getFunctionImport(name);
  }

  @Override
  public CsdlActionImport getActionImport(FullQualifiedName container, String name) {
    return getEntityContainer().getActionImport(name);
  }
}
