package dev.edmund.model.storage;

import dev.edmund.model.operation.OperationSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * The storage mapping of a whole model.
 *
 * @param entities the storage of every entity type that has one, base types first
 * @param tables all tables, parents first
 * @param containers what {@link EntityStorage#container()} holds for rows of an entity set or
 *     singleton, by its name
 * @param complexTypes the names of the types that instances of a complex type can have
 * @param unlinked the navigation properties, as {@code Namespace.Type/property}, that no link leads
 *     along: those in JSON or in the members of a collection, and those that contain entities of
 *     any type
 * @param operations the SQL of functions and actions by {@link OperationSql#key}; none before the
 *     database has taken it
 * @param logs the change logs by the name of the table at the storage root
 * @param guards who may see and change which entities
 */
public record Storage(
    Map<FullQualifiedName, EntityStorage> entities,
    List<Table> tables,
    Map<String, String> containers,
    Map<FullQualifiedName, List<String>> complexTypes,
    List<String> unlinked,
    Map<String, OperationSql> operations,
    Map<String, ChangeLog> logs,
    Guards guards) {
  public Storage {
    entities = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entities));
    tables = List.copyOf(tables);
    containers = Map.copyOf(containers);
    complexTypes = Map.copyOf(complexTypes);
    unlinked = List.copyOf(unlinked);
    operations = Map.copyOf(operations);
    logs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(logs));
  }

  /** The same with the SQL of operations. */
  public Storage with(Map<String, OperationSql> sql) {
    return new Storage(entities, tables, containers, complexTypes, unlinked, sql, logs, guards);
  }

  /** The same with who may see what. */
  public Storage guarded(Guards by) {
    return new Storage(entities, tables, containers, complexTypes, unlinked, operations, logs, by);
  }

  /** What implements an operation; empty where nothing does. */
  public Optional<OperationSql> operation(EdmOperation operation) {
    return Optional.ofNullable(operations.get(OperationSql.key(operation)));
  }

  /** The storage of a type; empty for types whose entities are never stored. */
  public Optional<EntityStorage> of(EdmEntityType type) {
    return Optional.ofNullable(entities.get(type.getFullQualifiedName()));
  }

  /** The storage of a type that is known to have one, such as the target of a link. */
  public EntityStorage require(FullQualifiedName type) {
    EntityStorage storage = entities.get(type);
    if (storage == null) {
      throw new IllegalArgumentException("No storage for " + type);
    }
    return storage;
  }
}
