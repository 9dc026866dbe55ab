package dev.edmund.conventions.dataverse.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
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
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlStructuralType;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.jspecify.annotations.Nullable;

/** The types that definitions have, so that requests for them are read as all requests are. */
final class MetadataTypes {
  static final String NAMESPACE = "Microsoft.Dynamics.CRM";

  private static final String TYPES =
      """
      complex LocalizedLabel
       Label String, LanguageCode Int32, IsManaged Boolean, MetadataId Guid, HasChanged Boolean
      complex Label
       LocalizedLabels LocalizedLabel*, UserLocalizedLabel LocalizedLabel
      complex BooleanManagedProperty
       Value Boolean, CanBeChanged Boolean, ManagedPropertyLogicalName String
      complex AttributeRequiredLevelManagedProperty
       Value AttributeRequiredLevel, CanBeChanged Boolean, ManagedPropertyLogicalName String
      complex AttributeTypeDisplayName
       Value String
      complex StringFormatName
       Value String
      complex DateTimeBehavior
       Value String
      complex OptionMetadata
       Value Int32, Label Label, Description Label, Color String, IsManaged Boolean
       ExternalValue String, MetadataId Guid, HasChanged Boolean
      complex StateOptionMetadata : OptionMetadata
       DefaultStatus Int32, InvariantName String
      complex StatusOptionMetadata : OptionMetadata
       State Int32, TransitionData String
      complex CascadeConfiguration
       Assign CascadeType, Delete CascadeType, Merge CascadeType, Reparent CascadeType
       Share CascadeType, Unshare CascadeType, RollupView CascadeType
      enum AttributeTypeCode
       Boolean 0, Customer 1, DateTime 2, Decimal 3, Double 4, Integer 5, Lookup 6, Memo 7, Money 8
       Owner 9, PartyList 10, Picklist 11, State 12, Status 13, String 14, Uniqueidentifier 15
       CalendarRules 16, Virtual 17, BigInt 18, ManagedProperty 19, EntityName 20
      enum AttributeRequiredLevel
       None 0, SystemRequired 1, ApplicationRequired 2, Recommended 3
      enum OwnershipTypes
       None 0, UserOwned 1, TeamOwned 2, BusinessOwned 4, OrganizationOwned 8, BusinessParented 16
      enum OptionSetType
       Picklist 0, State 1, Status 2, Boolean 3
      enum StringFormat
       Email 0, Text 1, TextArea 2, Url 3, TickerSymbol 4, PhoneticGuide 5, VersionNumber 6, Phone 7
      enum IntegerFormat
       None 0, Duration 1, TimeZone 2, Language 3, Locale 4
      enum DateTimeFormat
       DateOnly 0, DateAndTime 1
      enum LookupFormat
       None 0, Connection 1, Regarding 2, Text 3
      enum CascadeType
       NoCascade 0, Cascade 1, Active 2, UserOwned 3, RemoveLink 4, Restrict 5
      enum RelationshipType
       OneToManyRelationship 0, ManyToManyRelationship 1
      enum EntityKeyIndexStatus
       Pending 0, InProgress 1, Active 2, Failed 3
      entity MetadataBase
       MetadataId Guid, HasChanged Boolean
      entity EntityMetadata : MetadataBase
       LogicalName String, SchemaName String, EntitySetName String, LogicalCollectionName String
       CollectionSchemaName String, DisplayName Label, DisplayCollectionName Label
       Description Label, ObjectTypeCode Int32, PrimaryIdAttribute String
       PrimaryNameAttribute String, PrimaryImageAttribute String, OwnershipType OwnershipTypes
       TableType String, IsActivity Boolean, IsCustomEntity Boolean, IsManaged Boolean
       IsIntersect Boolean, IsPrivate Boolean, IsLogicalEntity Boolean
       IsValidForAdvancedFind Boolean, IsKnowledgeManagementEnabled Boolean
       ChangeTrackingEnabled Boolean, CanChangeTrackingBeEnabled BooleanManagedProperty
       IsOptimisticConcurrencyEnabled Boolean, IsCustomizable BooleanManagedProperty
       CanCreateAttributes BooleanManagedProperty, IsConnectionsEnabled BooleanManagedProperty
       IntroducedVersion String
       Attributes AttributeMetadata>*, Keys EntityKeyMetadata>*
       OneToManyRelationships OneToManyRelationshipMetadata>*
       ManyToOneRelationships OneToManyRelationshipMetadata>*
       ManyToManyRelationships ManyToManyRelationshipMetadata>*
      entity AttributeMetadata : MetadataBase
       LogicalName String, SchemaName String, EntityLogicalName String
       AttributeType AttributeTypeCode, AttributeTypeName AttributeTypeDisplayName
       AttributeOf String, ColumnNumber Int32, DisplayName Label, Description Label
       RequiredLevel AttributeRequiredLevelManagedProperty, IsPrimaryId Boolean
       IsPrimaryName Boolean, IsValidForCreate Boolean, IsValidForRead Boolean
       IsValidForUpdate Boolean, IsValidODataAttribute Boolean, IsCustomAttribute Boolean
       IsManaged Boolean, IsLogical Boolean, IsFilterable Boolean, IsRetrievable Boolean
       IsSearchable Boolean, IsSecured Boolean, SourceType Int32
       IsValidForAdvancedFind BooleanManagedProperty, IsCustomizable BooleanManagedProperty
       IntroducedVersion String
      entity StringAttributeMetadata : AttributeMetadata
       MaxLength Int32, DatabaseLength Int32, Format StringFormat, FormatName StringFormatName
      entity MemoAttributeMetadata : AttributeMetadata
       MaxLength Int32, Format StringFormat, FormatName StringFormatName
      entity IntegerAttributeMetadata : AttributeMetadata
       MinValue Int32, MaxValue Int32, Format IntegerFormat
      entity BigIntAttributeMetadata : AttributeMetadata
       MinValue Int64, MaxValue Int64
      entity DecimalAttributeMetadata : AttributeMetadata
       MinValue Decimal, MaxValue Decimal, Precision Int32
      entity MoneyAttributeMetadata : AttributeMetadata
       MinValue Double, MaxValue Double, Precision Int32
      entity DoubleAttributeMetadata : AttributeMetadata
       MinValue Double, MaxValue Double, Precision Int32
      entity DateTimeAttributeMetadata : AttributeMetadata
       Format DateTimeFormat, DateTimeBehavior DateTimeBehavior
      entity LookupAttributeMetadata : AttributeMetadata
       Targets String*, Format LookupFormat
      entity UniqueIdentifierAttributeMetadata : AttributeMetadata
      entity ImageAttributeMetadata : AttributeMetadata
       IsPrimaryImage Boolean
      entity BooleanAttributeMetadata : AttributeMetadata
       DefaultValue Boolean
       OptionSet BooleanOptionSetMetadata>, GlobalOptionSet BooleanOptionSetMetadata>
      entity EnumAttributeMetadata : AttributeMetadata
       DefaultFormValue Int32
       OptionSet OptionSetMetadata>, GlobalOptionSet OptionSetMetadata>
      entity PicklistAttributeMetadata : EnumAttributeMetadata
      entity StateAttributeMetadata : EnumAttributeMetadata
      entity StatusAttributeMetadata : EnumAttributeMetadata
      entity MultiSelectPicklistAttributeMetadata : EnumAttributeMetadata
      entity EntityNameAttributeMetadata : EnumAttributeMetadata
      entity OptionSetMetadataBase : MetadataBase
       Name String, DisplayName Label, Description Label, IsCustomOptionSet Boolean
       IsGlobal Boolean, IsManaged Boolean, IsCustomizable BooleanManagedProperty
       OptionSetType OptionSetType, ExternalTypeName String, IntroducedVersion String
      entity OptionSetMetadata : OptionSetMetadataBase
       Options OptionMetadata*
      entity BooleanOptionSetMetadata : OptionSetMetadataBase
       TrueOption OptionMetadata, FalseOption OptionMetadata
      entity RelationshipMetadataBase : MetadataBase
       SchemaName String, RelationshipType RelationshipType, IsCustomRelationship Boolean
       IsManaged Boolean, IsValidForAdvancedFind Boolean, IntroducedVersion String
      entity OneToManyRelationshipMetadata : RelationshipMetadataBase
       ReferencedEntity String, ReferencedAttribute String, ReferencingEntity String
       ReferencingAttribute String, ReferencedEntityNavigationPropertyName String
       ReferencingEntityNavigationPropertyName String, IsHierarchical Boolean
       CascadeConfiguration CascadeConfiguration
      entity ManyToManyRelationshipMetadata : RelationshipMetadataBase
       Entity1LogicalName String, Entity1IntersectAttribute String
       Entity1NavigationPropertyName String, Entity2LogicalName String
       Entity2IntersectAttribute String, Entity2NavigationPropertyName String
       IntersectEntityName String
      entity EntityKeyMetadata : MetadataBase
       LogicalName String, SchemaName String, EntityLogicalName String, DisplayName Label
       KeyAttributes String*, EntityKeyIndexStatus EntityKeyIndexStatus, IsManaged Boolean
       IntroducedVersion String
      """;

  private static final Set<String> PRIMITIVE =
      Set.of("String", "Int32", "Int64", "Boolean", "Guid", "Decimal", "Double");

  /** The types, with the sets of definitions. */
  static final Edm EDM = new EdmProviderImpl(new Provider(schema()));

  private MetadataTypes() {}

  static EdmEntityType entity(String name) {
    return EDM.getEntityType(name(name));
  }

  private static FullQualifiedName name(String name) {
    return new FullQualifiedName(NAMESPACE, name);
  }

  private static CsdlSchema schema() {
    List<CsdlComplexType> complexTypes = new ArrayList<>();
    List<CsdlEntityType> entityTypes = new ArrayList<>();
    List<CsdlEnumType> enumTypes = new ArrayList<>();
    List<String> lines = TYPES.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split(" ", -1);
      List<String> members = new ArrayList<>();
      while (i + 1 < lines.size() && lines.get(i + 1).startsWith(" ")) {
        i++;
        members.addAll(List.of(lines.get(i).strip().split(", ", -1)));
      }
      switch (words[0]) {
        case "enum" -> enumTypes.add(enumeration(words[1], members));
        case "complex" -> complexTypes.add(fill(new CsdlComplexType(), words, members));
        default -> entityTypes.add(fill(new CsdlEntityType(), words, members));
      }
    }
    entityTypes.get(0).setKey(List.of(new CsdlPropertyRef().setName("MetadataId")));
    CsdlSchema schema = new CsdlSchema().setNamespace(NAMESPACE);
    return schema
        .setComplexTypes(complexTypes)
        .setEntityTypes(entityTypes)
        .setEnumTypes(enumTypes)
        .setEntityContainer(
            new CsdlEntityContainer()
                .setName("System")
                .setEntitySets(
                    List.of(
                        set("EntityDefinitions", "EntityMetadata"),
                        set("GlobalOptionSetDefinitions", "OptionSetMetadataBase"),
                        set("RelationshipDefinitions", "RelationshipMetadataBase"))));
  }

  private static CsdlEntitySet set(String name, String type) {
    return new CsdlEntitySet().setName(name).setType(name(type));
  }

  private static CsdlEnumType enumeration(String name, List<String> members) {
    return new CsdlEnumType()
        .setName(name)
        .setUnderlyingType(new FullQualifiedName("Edm", "Int32"))
        .setMembers(
            members.stream()
                .map(member -> member.split(" ", -1))
                .map(words -> new CsdlEnumMember().setName(words[0]).setValue(words[1]))
                .toList());
  }

  /** A {@code >} behind a type makes a navigation property, a {@code *} a collection. */
  private static <T extends CsdlStructuralType> T fill(
      T type, String[] words, List<String> members) {
    type.setName(words[1]);
    if (words.length > 2) {
      type.setBaseType(name(words[3]));
    }
    for (String member : members) {
      String[] parts = member.split(" ", -1);
      boolean many = parts[1].endsWith("*");
      String name = parts[1].replaceAll("[>*]", "");
      if (parts[1].contains(">")) {
        type.getNavigationProperties()
            .add(
                new CsdlNavigationProperty()
                    .setName(parts[0])
                    .setType(name(name))
                    .setCollection(many)
                    .setContainsTarget(true));
      } else {
        type.getProperties()
            .add(
                new CsdlProperty()
                    .setName(parts[0])
                    .setType(
                        PRIMITIVE.contains(name) ? new FullQualifiedName("Edm", name) : name(name))
                    .setCollection(many)
                    .setNullable(!many && !parts[0].equals("MetadataId")));
      }
    }
    return type;
  }

  /** Olingo asks for one thing at a time. */
  private static final class Provider extends CsdlAbstractEdmProvider {
    private final CsdlSchema schema;

    Provider(CsdlSchema schema) {
      this.schema = schema;
    }

    @Override
    public List<CsdlSchema> getSchemas() {
      return List.of(schema);
    }

    @Override
    public @Nullable CsdlEntityType getEntityType(FullQualifiedName name) {
      return is(name) ? schema.getEntityType(name.getName()) : null;
    }

    @Override
    public @Nullable CsdlComplexType getComplexType(FullQualifiedName name) {
      return is(name) ? schema.getComplexType(name.getName()) : null;
    }

    @Override
    public @Nullable CsdlEnumType getEnumType(FullQualifiedName name) {
      return is(name) ? schema.getEnumType(name.getName()) : null;
    }

    private static boolean is(FullQualifiedName name) {
      return name.getNamespace().equals(NAMESPACE);
    }

    @Override
    public CsdlEntityContainer getEntityContainer() {
      return schema.getEntityContainer();
    }

    @Override
    public CsdlEntityContainerInfo getEntityContainerInfo(@Nullable FullQualifiedName name) {
      return new CsdlEntityContainerInfo().setContainerName(name("System"));
    }

    @Override
    public @Nullable CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
      return schema.getEntityContainer().getEntitySet(name);
    }
  }
}
