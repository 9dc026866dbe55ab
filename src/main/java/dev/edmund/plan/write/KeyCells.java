package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;

/** The key of an entity that is added: given, or made here. */
record KeyCells(Writing writing) {

  /** Fills the columns of the key that the body leaves open. */
  void add(Entity entity) {
    for (int i = 0; i < entity.type().key().size(); i++) {
      Column column = entity.type().key().get(i);
      EdmKeyPropertyRef part = entity.type().type().getKeyPropertyRefs().get(i);
      if (!entity.draft().fills(column)) {
        make(entity, column, part);
      }
    }
  }

  private void make(Entity entity, Column column, EdmKeyPropertyRef part) {
    if (column.type() == ColumnType.GUID) {
      entity.draft().set(column, (Object) TimeOrderedGuid.next());
    } else if (column.type() == ColumnType.INTEGER && writing.makes(entity.type(), part)) {
      entity.draft().set(column, new Cell.Next());
    } else {
      String path = entity.at().path();
      entity
          .violations()
          .add(
              ErrorCode.INVALID_VALUE,
              path.isEmpty() ? part.getName() : path + "/" + part.getName(),
              "is part of the key and must be given");
    }
  }
}
