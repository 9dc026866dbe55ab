package dev.edmund.model;

import dev.edmund.model.Conventions.Returned;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlReader;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.csdl.UnreadableModelException;
import dev.edmund.model.edm.IndexedEdmProvider;
import dev.edmund.model.edm.ModelEdm;
import dev.edmund.model.edm.ModelSingleton;
import dev.edmund.model.storage.MappingException;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.StorageBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/**
 * A model: its document, its types, and what its annotations say.
 *
 * @param edm complete and unchanging; any thread may ask it
 * @param storage where the entities of the model are kept
 */
public record Model(CsdlDocument document, Edm edm, Annotations annotations, Storage storage) {
  private static final List<Mount> DEFAULT_MOUNTS = List.of(new Mount("/odata/", false));

  /**
   * The model in a CSDL file.
   *
   * @throws UnreadableModelException when the file holds no CSDL document of OData 4, or one with
   *     an error
   */
  public static Model load(Path file) {
    return of(CsdlReader.readWithoutAdvice(file));
  }

  /**
   * The model of a document.
   *
   * @throws UnreadableModelException when it has an error, or asks for tables that cannot be
   */
  public static Model of(CsdlDocument document) {
    if (!document.errors().isEmpty()) {
      throw UnreadableModelException.of(document.errors());
    }
    Edm edm = new ModelEdm(new IndexedEdmProvider(document));
    Warmup.touch(edm);
    Annotations annotations = document.annotations();
    Storage storage = storage(document, edm);
    return new Model(
        document,
        edm,
        annotations,
        storage.guarded(new GuardReader(edm, annotations, storage).read()));
  }

  private static Storage storage(CsdlDocument document, Edm edm) {
    try {
      return StorageBuilder.build(edm, new StorageWishes(document, edm));
    } catch (MappingException e) {
      throw new UnreadableModelException(document.file(), 0, 0, e.reason(), e.remedy(), e);
    }
  }

  /** The same model with its entities kept in another way. */
  public Model with(Storage other) {
    return new Model(document, edm, annotations, other);
  }

  /** How annotations address a type. */
  public static String target(EdmStructuredType type) {
    return type.getFullQualifiedName().getFullQualifiedNameAsString();
  }

  /** How annotations address a property of a type. */
  public static String target(EdmStructuredType type, String property) {
    return target(type) + "/" + property;
  }

  /** How annotations address an entity set or singleton. */
  public static String target(EdmBindingTarget target) {
    return target.getEntityContainer().getFullQualifiedName().getFullQualifiedNameAsString()
        + "/"
        + target.getName();
  }

  /** The root paths of the service; {@code /odata/} when the model names none. */
  public List<Mount> mounts() {
    EdmEntityContainer container = edm.getEntityContainer();
    if (container == null) {
      return DEFAULT_MOUNTS;
    }
    String target = container.getFullQualifiedName().getFullQualifiedNameAsString();
    List<Mount> mounts =
        annotations.items(target, Terms.MOUNTS).stream()
            .flatMap(item -> mount(item).stream())
            .toList();
    return mounts.isEmpty() ? DEFAULT_MOUNTS : mounts;
  }

  private static Optional<Mount> mount(AnnotationValue item) {
    return text(item, "Path")
        .map(
            path ->
                new Mount(
                    ("/" + path + "/").replaceAll("/+", "/"),
                    isTrue(item, "KeyAsSegment"),
                    new Conventions(
                        text(item, "Conventions")
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .orElse(null),
                        text(item, "Returns").map(Returned::named).orElse(Returned.CREATED),
                        number(item, "PageSize"),
                        number(item, "MaxPageSize"),
                        number(item, "CountLimit"),
                        isTrue(item, "TopIsPageSize"),
                        isTrue(item, "CountsOnce"),
                        number(item, "BatchRequests"),
                        isTrue(item, "CapitalHeaders"),
                        isTrue(item, "SelectsKey"),
                        text(item, "SkipToken")
                            .filter(form -> form.contains("{token}"))
                            .orElse(null),
                        isTrue(item, "RootedIds"),
                        isTrue(item, "EvolvableEnumerations"),
                        isTrue(item, "DeletedByKey"),
                        callers(item))));
  }

  private static Map<String, String> callers(AnnotationValue mount) {
    Map<String, String> callers = new LinkedHashMap<>();
    for (AnnotationValue item :
        mount.property("Callers").map(AnnotationValue::items).orElse(List.of())) {
      text(item, "Header")
          .ifPresent(header -> text(item, "Property").ifPresent(p -> callers.put(header, p)));
    }
    return callers;
  }

  /** The users that requests are made as; empty where the model does not say. */
  public Optional<Users> users() {
    EdmEntityContainer container = edm.getEntityContainer();
    return container == null
        ? Optional.empty()
        : container.getEntitySets().stream()
            .flatMap(
                set ->
                    annotations.text(target(set), Terms.USERS).stream()
                        .map(
                            property ->
                                new Users(
                                    set,
                                    property.strip(),
                                    annotations.text(target(set), Terms.UNIT).orElse(null),
                                    annotations.text(target(set), Terms.GROUPS).orElse(null))))
            .filter(users -> users.set().getEntityType().getProperty(users.property()) != null)
            .findFirst();
  }

  private static Optional<String> text(AnnotationValue record, String property) {
    return record.property(property).flatMap(AnnotationValue::text);
  }

  private static boolean isTrue(AnnotationValue record, String property) {
    return text(record, property).filter("true"::equals).isPresent();
  }

  private static @Nullable Integer number(AnnotationValue record, String property) {
    return text(record, property)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(null);
  }

  /**
   * Whether absent facets mean what the specification says: no fractional digits without {@code
   * Scale}, no fractional seconds without {@code Precision}. Then the Edm has 0 in their place;
   * otherwise it has null, and any number of digits is meant.
   */
  public boolean strictFacets() {
    return document.strictFacets();
  }

  /** The property that names an entity to people. */
  public Optional<String> primaryName(EdmEntityType type) {
    return annotations.text(target(type), Terms.PRIMARY_NAME);
  }

  /** The name of the property that is named after a type, such as {@code systemuserid}. */
  public static String ownId(EdmEntityType type) {
    return type.getName() + "id";
  }

  /** The number that stands for a type where a lookup can lead to several types. */
  public OptionalInt typeCode(EdmEntityType type) {
    return annotations
        .text(target(type), Terms.TYPE_CODE)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  /** The versions that the schemas of the model say they have. */
  public List<String> schemaVersions() {
    return edm.getSchemas().stream()
        .flatMap(s -> annotations.text(s.getNamespace(), Terms.SCHEMA_VERSION).stream())
        .toList();
  }

  /**
   * The properties that {@code $search} looks into, in the order of the type; none where no set of
   * the type lets itself be searched.
   */
  public List<String> searchable(EdmStructuredType type) {
    return searchable(edm, annotations, type);
  }

  static List<String> searchable(Edm edm, Annotations annotations, EdmStructuredType type) {
    return type instanceof EdmEntityType entity && isSearchRefused(edm, annotations, entity)
        ? List.of()
        : type.getPropertyNames().stream()
            .filter(name -> annotations.isTrue(target(type, name), Terms.SEARCHABLE))
            .toList();
  }

  private static boolean isSearchRefused(Edm edm, Annotations annotations, EdmEntityType type) {
    EdmEntityContainer container = edm.getEntityContainer();
    List<EdmEntitySet> sets =
        container == null
            ? List.of()
            : container.getEntitySets().stream()
                .filter(set -> type.compatibleTo(set.getEntityType()))
                .toList();
    return !sets.isEmpty()
        && sets.stream()
            .allMatch(
                set ->
                    annotations
                        .value(target(set), Terms.SEARCH_RESTRICTIONS)
                        .flatMap(value -> value.property("Searchable"))
                        .flatMap(AnnotationValue::text)
                        .filter(text -> text.strip().equals("false"))
                        .isPresent());
  }

  /**
   * Whether clients may follow the changes of a set, because {@code Capabilities.ChangeTracking}
   * says so of it or of all sets.
   */
  public boolean tracked(EdmEntitySet set) {
    return tracked(annotations, set);
  }

  static boolean tracked(Annotations annotations, EdmEntitySet set) {
    String container =
        set.getEntityContainer().getFullQualifiedName().getFullQualifiedNameAsString();
    return annotations
        .value(target(set), Terms.CHANGE_TRACKING)
        .or(
            () ->
                annotations
                    .value(container, Terms.DEFAULT_CAPABILITIES)
                    .flatMap(value -> value.property("ChangeTracking")))
        .map(
            value ->
                value
                    .property("Supported")
                    .flatMap(AnnotationValue::text)
                    .map(text -> !text.strip().equals("false"))
                    .orElse(true))
        .orElse(false);
  }

  /** Whether there may be no entity of a singleton (CSDL XML 4.01, 13.3). */
  public static boolean isNullable(EdmSingleton singleton) {
    return singleton instanceof ModelSingleton declared && declared.isNullable();
  }

  /** The indexes to create, each a list of property paths. */
  public List<List<String>> indexes(EdmEntityType type) {
    return indexes(annotations, type);
  }

  static List<List<String>> indexes(Annotations annotations, EdmEntityType type) {
    return annotations.items(target(type), Terms.INDEXES).stream()
        .flatMap(item -> item.property("Properties").stream())
        .map(paths -> paths.items().stream().flatMap(path -> path.text().stream()).toList())
        .filter(paths -> !paths.isEmpty())
        .toList();
  }

  /**
   * Whether an entity of a set or singleton is only changed by those who say which state of it they
   * have seen ({@code Core.OptimisticConcurrency}, whatever it names).
   */
  public boolean requiresETag(EdmBindingTarget target) {
    return annotations.value(target(target), Terms.OPTIMISTIC_CONCURRENCY).isPresent();
  }

  /**
   * The properties that sets and singletons name as what the ETag of an entity is made of: those of
   * the type itself, then of base types, then of derived types. Several that make it together are
   * not among them.
   */
  static List<String> versions(Edm edm, Annotations annotations, EdmEntityType type) {
    EdmEntityContainer container = edm.getEntityContainer();
    if (container == null) {
      return List.of();
    }
    List<EdmBindingTarget> targets = new ArrayList<>(container.getEntitySets());
    targets.addAll(container.getSingletons());
    return targets.stream()
        .filter(target -> distance(type, target.getEntityType()) < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(target -> distance(type, target.getEntityType())))
        .flatMap(target -> version(annotations, target(target)).stream())
        .toList();
  }

  private static Optional<String> version(Annotations annotations, String target) {
    List<AnnotationValue> named = annotations.items(target, Terms.OPTIMISTIC_CONCURRENCY);
    return annotations
        .text(target, Terms.VERSION)
        .or(() -> named.size() == 1 ? named.get(0).text() : Optional.empty());
  }

  /** 0 for the same type, then base types, then derived types, then unrelated ones. */
  private static int distance(EdmEntityType type, EdmEntityType other) {
    if (type.getFullQualifiedName().equals(other.getFullQualifiedName())) {
      return 0;
    }
    if (type.compatibleTo(other)) {
      return 1;
    }
    return other.compatibleTo(type) ? 2 : Integer.MAX_VALUE;
  }

  /**
   * The values a property may have, with what people call them, in the order of the model. Empty
   * when the model does not restrict them.
   */
  public Map<String, String> allowedValues(EdmStructuredType owner, String property) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (AnnotationValue item : annotations.items(target(owner, property), Terms.ALLOWED_VALUES)) {
      Optional<String> value = item.property("Value").flatMap(AnnotationValue::text);
      value.ifPresent(text -> labels.putIfAbsent(text, label(item).orElse(text)));
    }
    return labels;
  }

  /** The path to the code of the currency that a property is in; empty where nothing tells it. */
  public Optional<String> currency(EdmStructuredType owner, String property) {
    return annotations
        .value(target(owner, property), Terms.ISO_CURRENCY)
        .filter(value -> value instanceof AnnotationValue.ConstantValue path && path.isPath())
        .flatMap(AnnotationValue::text);
  }

  private static Optional<String> label(AnnotationValue item) {
    return item.annotation(Terms.DESCRIPTION)
        .or(() -> item.annotation(Terms.SYMBOLIC_NAME))
        .flatMap(AnnotationValue::text);
  }
}
