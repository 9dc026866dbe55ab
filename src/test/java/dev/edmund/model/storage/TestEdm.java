package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlComplexType;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumMember;
import org.apache.olingo.commons.api.edm.provider.CsdlEnumType;
import org.apache.olingo.commons.api.edm.provider.CsdlNavigationProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlReferentialConstraint;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;
import org.apache.olingo.commons.api.edm.provider.CsdlTypeDefinition;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.jspecify.annotations.Nullable;

/** Builds small models in tests. Type names without a dot are of the schema {@code N}. */
public final class TestEdm {
  public static final String NAMESPACE = "N";

  private final CsdlSchema schema =
      new CsdlSchema()
          .setNamespace(NAMESPACE)
          .setEntityTypes(new ArrayList<>())
          .setComplexTypes(new ArrayList<>())
          .setEnumTypes(new ArrayList<>())
          .setTypeDefinitions(new ArrayList<>());
  private final CsdlEntityContainer container =
      new CsdlEntityContainer()
          .setName("C")
          .setEntitySets(new ArrayList<>())
          .setSingletons(new ArrayList<>());

  public static FullQualifiedName name(String type) {
    return new FullQualifiedName(qualified(type));
  }

  private static String qualified(String type) {
    return type.contains(".") ? type : NAMESPACE + "." + type;
  }

  /** {@code Type} or {@code Collection(Type)}; primitive types without {@code Edm.} too. */
  private static String typeName(String type) {
    return type.replaceFirst("^Collection\\((.*)\\)$", "$1");
  }

  public TestEdm alias(String alias) {
    schema.setAlias(alias);
    return this;
  }

  /** Adds an entity type; {@code key} may be empty. */
  public Entity entity(String name, String... key) {
    CsdlEntityType type =
        new CsdlEntityType()
            .setName(name)
            .setKey(Arrays.stream(key).map(k -> new CsdlPropertyRef().setName(k)).toList())
            .setProperties(new ArrayList<>())
            .setNavigationProperties(new ArrayList<>());
    schema.getEntityTypes().add(type);
    return new Entity(this, type);
  }

  public TestEdm complex(String name, CsdlProperty... properties) {
    schema
        .getComplexTypes()
        .add(new CsdlComplexType().setName(name).setProperties(Arrays.asList(properties)));
    return this;
  }

  public TestEdm enumeration(String name, boolean flags, Object... namesAndValues) {
    List<CsdlEnumMember> members = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.add(
          new CsdlEnumMember()
              .setName((String) namesAndValues[i])
              .setValue(String.valueOf(namesAndValues[i + 1])));
    }
    schema
        .getEnumTypes()
        .add(
            new CsdlEnumType()
                .setName(name)
                .setFlags(flags)
                .setUnderlyingType("Edm.Int32")
                .setMembers(members));
    return this;
  }

  public TestEdm definition(String name, String underlying) {
    schema
        .getTypeDefinitions()
        .add(new CsdlTypeDefinition().setName(name).setUnderlyingType(underlying));
    return this;
  }

  public TestEdm set(String name, String type) {
    container.getEntitySets().add(new CsdlEntitySet().setName(name).setType(qualified(type)));
    return this;
  }

  public TestEdm singleton(String name, String type) {
    container.getSingletons().add(new CsdlSingleton().setName(name).setType(qualified(type)));
    return this;
  }

  public static CsdlProperty property(String name, String type) {
    return new CsdlProperty()
        .setName(name)
        .setType(qualified(typeName(type)))
        .setCollection(type.startsWith("Collection("));
  }

  /** An entity type that is being filled. */
  public record Entity(TestEdm model, CsdlEntityType type) {

    public Entity base(String name) {
      type.setBaseType(qualified(name));
      return this;
    }

    public Entity isAbstract() {
      type.setAbstract(true);
      return this;
    }

    public Entity with(String name, String propertyType) {
      return with(property(name, propertyType));
    }

    public Entity with(CsdlProperty property) {
      type.getProperties().add(property);
      return this;
    }

    /** {@code constraint} is empty, or a dependent property and a principal one. */
    public Entity navigation(
        String name, String target, @Nullable String partner, String... constraint) {
      CsdlNavigationProperty property =
          new CsdlNavigationProperty()
              .setName(name)
              .setType(qualified(typeName(target)))
              .setCollection(target.startsWith("Collection("))
              .setPartner(partner);
      if (constraint.length == 2) {
        property.setReferentialConstraints(
            List.of(
                new CsdlReferentialConstraint()
                    .setProperty(constraint[0])
                    .setReferencedProperty(constraint[1])));
      }
      type.getNavigationProperties().add(property);
      return this;
    }

    public Entity contains(String name, String target) {
      navigation(name, target, null);
      type.getNavigationProperties()
          .get(type.getNavigationProperties().size() - 1)
          .setContainsTarget(true);
      return this;
    }

    public TestEdm done() {
      return model;
    }
  }

  public Edm build() {
    schema.setEntityContainer(container);
    return new EdmProviderImpl(new Provider(schema));
  }

  public Storage storage() {
    return StorageBuilder.build(build(), StorageBuilder.Wishes.NONE);
  }

  private static final class Provider extends CsdlAbstractEdmProvider {
    private static final FullQualifiedName CONTAINER = new FullQualifiedName(NAMESPACE, "C");
    private final CsdlSchema schema;

    private Provider(CsdlSchema schema) {
      this.schema = schema;
    }

    @Override
    public List<CsdlSchema> getSchemas() {
      return List.of(schema);
    }

    @Override
    public @Nullable CsdlEntityType getEntityType(FullQualifiedName name) {
      return schema.getEntityType(name.getName());
    }

    @Override
    public @Nullable CsdlComplexType getComplexType(FullQualifiedName name) {
      return schema.getComplexType(name.getName());
    }

    @Override
    public @Nullable CsdlEnumType getEnumType(FullQualifiedName name) {
      return schema.getEnumType(name.getName());
    }

    @Override
    public @Nullable CsdlTypeDefinition getTypeDefinition(FullQualifiedName name) {
      return schema.getTypeDefinition(name.getName());
    }

    @Override
    public CsdlEntityContainer getEntityContainer() {
      return Objects.requireNonNull(schema.getEntityContainer());
    }

    @Override
    public CsdlEntityContainerInfo getEntityContainerInfo(@Nullable FullQualifiedName name) {
      return new CsdlEntityContainerInfo().setContainerName(CONTAINER);
    }

    @Override
    public @Nullable CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
      return getEntityContainer().getEntitySet(name);
    }

    @Override
    public @Nullable CsdlSingleton getSingleton(FullQualifiedName container, String name) {
      return getEntityContainer().getSingleton(name);
    }
  }
}
