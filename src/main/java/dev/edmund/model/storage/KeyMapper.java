package dev.edmund.model.storage;

import dev.edmund.model.storage.EntityStorage.AlternateKey;
import dev.edmund.model.storage.StorageBuilder.KeyPart;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;

/** Finds the columns of keys, and has them unique wherever a database can see to it. */
final class KeyMapper {
  private final StorageBuilder.Wishes wishes;

  KeyMapper(StorageBuilder.Wishes wishes) {
    this.wishes = wishes;
  }

  /** The declared key. One that no columns hold is none: its entities cannot be addressed. */
  void declared(EntityDraft draft) {
    List<Column> key = new ArrayList<>();
    for (EdmKeyPropertyRef ref : draft.type().getKeyPropertyRefs()) {
      Column column = draft.column(ref.getName());
      if (column == null) {
        return;
      }
      key.add(column);
    }
    draft.key().addAll(key);
    boolean declaredHere = draft.base() == null || draft.base().key().isEmpty();
    if (declaredHere && !key.isEmpty()) {
      unique(draft, key);
    }
  }

  /** The alternate keys that are in one table; a database cannot see to others. */
  void alternate(EntityDraft draft) {
    for (List<KeyPart> paths : wishes.alternateKeys(draft.type())) {
      List<AlternateKey.Part> parts = new ArrayList<>();
      for (KeyPart path : paths) {
        PropertyStorage.Scalar scalar = draft.scalar(path.path());
        if (scalar != null) {
          parts.add(new AlternateKey.Part(path.alias(), scalar.type(), scalar.column()));
        }
      }
      List<Column> columns = parts.stream().map(AlternateKey.Part::column).distinct().toList();
      boolean oneTable = columns.stream().map(Column::table).distinct().count() == 1;
      AlternateKey key = new AlternateKey(parts);
      if (oneTable && columns.size() == paths.size() && !draft.alternateKeys().contains(key)) {
        draft.alternateKeys().add(key);
        unique(draft, columns);
      }
    }
  }

  /**
   * A unique index over columns of one table, within the owner where there is one. Where the owner
   * is in another table than the columns, nothing but a plain index is left.
   */
  private static void unique(EntityDraft draft, List<Column> columns) {
    List<Column> container = draft.root().containerColumns();
    TableDraft table = draft.tableOf(columns.get(0));
    if (columns.stream().anyMatch(column -> !column.table().equals(table.name()))) {
      return;
    }
    if (container.isEmpty() || container.get(0).table().equals(table.name())) {
      List<Column> all = new ArrayList<>(container);
      all.addAll(columns);
      table.index(all, true);
    } else {
      table.index(columns, false);
    }
  }

  /** The indexes that the model asks for, where their columns are in the type's own table. */
  void indexes(EntityDraft draft) {
    for (List<String> properties : wishes.indexes(draft.type())) {
      List<Column> columns = new ArrayList<>();
      for (String property : properties) {
        Column column = draft.column(property);
        if (column != null && column.table().equals(draft.table().name())) {
          columns.add(column);
        }
      }
      if (!columns.isEmpty() && columns.size() == properties.size()) {
        draft.table().index(columns, false);
      }
    }
  }
}
