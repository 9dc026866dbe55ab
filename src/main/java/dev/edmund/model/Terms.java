package dev.edmund.model;

/** The full names of the terms that Edmund acts on. */
public final class Terms {
  public static final String ALTERNATE_KEYS = "Org.OData.Core.V1.AlternateKeys";
  public static final String COMPUTED = "Org.OData.Core.V1.Computed";
  public static final String DESCRIPTION = "Org.OData.Core.V1.Description";
  public static final String LONG_DESCRIPTION = "Org.OData.Core.V1.LongDescription";
  public static final String SCHEMA_VERSION = "Org.OData.Core.V1.SchemaVersion";
  public static final String OPTIMISTIC_CONCURRENCY = "Org.OData.Core.V1.OptimisticConcurrency";
  public static final String SYMBOLIC_NAME = "Org.OData.Core.V1.SymbolicName";
  public static final String ALLOWED_VALUES = "Org.OData.Validation.V1.AllowedValues";

  public static final String SEARCH_RESTRICTIONS = "Org.OData.Capabilities.V1.SearchRestrictions";

  public static final String PRIMARY_NAME = "Edmund.V1.PrimaryName";
  public static final String TYPE_CODE = "Edmund.V1.TypeCode";
  public static final String SEARCHABLE = "Edmund.V1.Searchable";
  public static final String INDEXES = "Edmund.V1.Indexes";
  public static final String MOUNTS = "Edmund.V1.Mounts";

  /** The name of the table of an entity type. */
  public static final String TABLE = "Edmund.V1.Table";

  /** The name of the column of a property. */
  public static final String COLUMN = "Edmund.V1.Column";

  /** Facets that are not written have the default of the specification. */
  public static final String STRICT_FACETS = "Edmund.V1.StrictFacets";

  /** Points in time are kept in UTC, without the offset that they came with. */
  public static final String IN_UTC = "Edmund.V1.InUtc";

  /** The statements that implement a function or action. */
  public static final String SQL = "Edmund.V1.Sql";

  public static final String OPTIONAL_PARAMETER = "Org.OData.Core.V1.OptionalParameter";

  private Terms() {}
}
