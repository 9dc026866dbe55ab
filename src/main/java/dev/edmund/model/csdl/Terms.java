package dev.edmund.model.csdl;

/** The full names of the terms that Edmund acts on. */
public final class Terms {
  public static final String ALTERNATE_KEYS = "Org.OData.Core.V1.AlternateKeys";
  public static final String COMPUTED = "Org.OData.Core.V1.Computed";
  public static final String COMPUTED_DEFAULT_VALUE = "Org.OData.Core.V1.ComputedDefaultValue";
  public static final String IMMUTABLE = "Org.OData.Core.V1.Immutable";
  public static final String ACCEPTABLE_MEDIA_TYPES = "Org.OData.Core.V1.AcceptableMediaTypes";
  public static final String CONTENT_DISPOSITION = "Org.OData.Core.V1.ContentDisposition";
  public static final String IS_MEDIA_TYPE = "Org.OData.Core.V1.IsMediaType";
  public static final String POSITIONAL_INSERT = "Org.OData.Core.V1.PositionalInsert";
  public static final String MEDIA_TYPE = "Org.OData.Core.V1.MediaType";
  public static final String PERMISSIONS = "Org.OData.Core.V1.Permissions";
  public static final String DESCRIPTION = "Org.OData.Core.V1.Description";
  public static final String LONG_DESCRIPTION = "Org.OData.Core.V1.LongDescription";
  public static final String SCHEMA_VERSION = "Org.OData.Core.V1.SchemaVersion";
  public static final String OPTIMISTIC_CONCURRENCY = "Org.OData.Core.V1.OptimisticConcurrency";
  public static final String SYMBOLIC_NAME = "Org.OData.Core.V1.SymbolicName";
  public static final String ALLOWED_VALUES = "Org.OData.Validation.V1.AllowedValues";
  public static final String PATTERN = "Org.OData.Validation.V1.Pattern";
  public static final String MINIMUM = "Org.OData.Validation.V1.Minimum";
  public static final String MAXIMUM = "Org.OData.Validation.V1.Maximum";
  public static final String EXCLUSIVE = "Org.OData.Validation.V1.Exclusive";
  public static final String MULTIPLE_OF = "Org.OData.Validation.V1.MultipleOf";
  public static final String MIN_ITEMS = "Org.OData.Validation.V1.MinItems";
  public static final String MAX_ITEMS = "Org.OData.Validation.V1.MaxItems";
  public static final String CONSTRAINT = "Org.OData.Validation.V1.Constraint";

  /** In which currency an amount is. */
  public static final String ISO_CURRENCY = "Org.OData.Measures.V1.ISOCurrency";

  public static final String SEARCH_RESTRICTIONS = "Org.OData.Capabilities.V1.SearchRestrictions";
  public static final String CHANGE_TRACKING = "Org.OData.Capabilities.V1.ChangeTracking";
  public static final String NAVIGATION_RESTRICTIONS =
      "Org.OData.Capabilities.V1.NavigationRestrictions";
  public static final String DEFAULT_CAPABILITIES = "Org.OData.Capabilities.V1.DefaultCapabilities";

  public static final String PRIMARY_NAME = "Edmund.V1.PrimaryName";
  public static final String TYPE_CODE = "Edmund.V1.TypeCode";
  public static final String SEARCHABLE = "Edmund.V1.Searchable";
  public static final String INDEXES = "Edmund.V1.Indexes";
  public static final String MOUNTS = "Edmund.V1.Mounts";

  /** The property that the ETag of a set's entities is made of. */
  public static final String VERSION = "Edmund.V1.Version";

  /** Versions are taken from one sequence of numbers for the whole database. */
  public static final String VERSION_SEQUENCE = "Edmund.V1.VersionSequence";

  /** The name of the table of an entity type. */
  public static final String TABLE = "Edmund.V1.Table";

  /** The name of the column of a property. */
  public static final String COLUMN = "Edmund.V1.Column";

  /** Facets that are not written have the default of the specification. */
  public static final String STRICT_FACETS = "Edmund.V1.StrictFacets";

  /** Points in time are kept in UTC, without the offset that they came with. */
  public static final String IN_UTC = "Edmund.V1.InUtc";

  /** What the server puts into a property that is not given on insert. */
  public static final String DEFAULT = "Edmund.V1.Default";

  /** What the server puts into a property on each update. */
  public static final String ON_UPDATE = "Edmund.V1.OnUpdate";

  /** Entities that are there twice, seen from either end. */
  public static final String MIRROR = "Edmund.V1.Mirror";

  /** The lookups whose target's primary name the server keeps in a property. */
  public static final String NAME_OF = "Edmund.V1.NameOf";

  /** The texts of the same entity that the server makes a text of. */
  public static final String JOIN_OF = "Edmund.V1.JoinOf";

  /** The lookup whose target's type code the server keeps in a property. */
  public static final String TYPE_CODE_OF = "Edmund.V1.TypeCodeOf";

  /** The property whose states a property refines. */
  public static final String STATUS_OF = "Edmund.V1.StatusOf";

  /** The state that an allowed value of a status belongs to. */
  public static final String STATE = "Edmund.V1.State";

  /** An allowed value of a state in which nothing else changes. */
  public static final String READ_ONLY = "Edmund.V1.ReadOnly";

  /** The code of the error where a rule is broken. */
  public static final String ERROR_CODE = "Edmund.V1.ErrorCode";

  /** What must not be so when an entity was changed. */
  public static final String CHECKS = "Edmund.V1.Checks";

  /** Which set the users are in that requests are made as, and the property that names one. */
  public static final String USERS = "Edmund.V1.Users";

  /** Whose the entities of a type are. */
  public static final String OWNED = "Edmund.V1.Owned";

  /** That the entities of a set say who may do what with others. */
  public static final String SHARES = "Edmund.V1.Shares";

  /** What users belong to. */
  public static final String UNIT = "Edmund.V1.Unit";

  /** The groups that users are members of. */
  public static final String GROUPS = "Edmund.V1.Groups";

  /** That an operation in SQL may be called although what it reads is not restricted. */
  public static final String UNRESTRICTED = "Edmund.V1.Unrestricted";

  /** From which properties of related entities a property gets its value. */
  public static final String FOLLOWS = "Edmund.V1.Follows";

  /** The property that has the value of this one in a new entity. */
  public static final String OVERRIDES = "Edmund.V1.Overrides";

  /** The statements that implement a function or action. */
  public static final String SQL = "Edmund.V1.Sql";

  public static final String RESEED = "Edmund.V1.Reseed";

  public static final String OPTIONAL_PARAMETER = "Org.OData.Core.V1.OptionalParameter";

  private Terms() {}
}
