package dev.edmund.plan;

import dev.edmund.model.storage.Storage;
import dev.edmund.plan.operation.OperationRows;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/** What the rows of an operation's SQL can stand for. */
public final class OperationResult {
  private OperationResult() {}

  /** Whether columns of these names tell which entities of a type the rows are. */
  public static boolean tellsEntities(Storage storage, EdmEntityType type, List<String> columns) {
    return storage.of(type).flatMap(entity -> OperationRows.identity(entity, columns)).isPresent();
  }
}
