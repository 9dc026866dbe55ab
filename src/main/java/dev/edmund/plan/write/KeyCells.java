package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.Column;
import dev.edmund.plan.rules.Default;
import dev.edmund.plan.rules.PropertyRule;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;

/** The key of an entity that is added: given, or made here. */
record KeyCells(Writing writing) {

  /** Fills the columns of the key that the body leaves open. */
  void add(Entity entity) {
    for (int i = 0; i < entity.type().key().size(); i++) {
      Column column = entity.type().key().get(i);
      EdmKeyPropertyRef part = entity.type().type().getKeyPropertyRefs().get(i);
      if (!entity.draft().fills(column) && !entity.taken().contains(part.getName())) {
        make(entity, column, part);
      }
    }
  }

  private void make(Entity entity, Column column, EdmKeyPropertyRef part) {
    Optional<Default> made =
        writing
            .rules()
            .of(entity.type().type())
            .property(part.getName())
            .flatMap(PropertyRule::onMissing);
    if (made.isPresent()) {
      entity.draft().set(column, writing.made(made.get(), column));
    } else {
      entity
          .violations()
          .add(
              ErrorCode.INVALID_VALUE,
              entity.at().prefix() + part.getName(),
              "is part of the key and must be given");
    }
  }
}
