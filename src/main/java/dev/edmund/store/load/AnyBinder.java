package dev.edmund.store.load;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Table;
import dev.edmund.request.payload.At;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertSql;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.load.References.Found;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Ties a row to one of any type below a universal base. */
final class AnyBinder {
  private final boolean replacing;
  private final Dialect dialect;
  private final LinkSql sql;

  AnyBinder(Dialect dialect, LinkSql sql, boolean replacing) {
    this.replacing = replacing;
    this.dialect = dialect;
    this.sql = sql;
  }

  /**
   * One reference.
   *
   * @param rowId the row that has it
   * @param text the reference as it stands in the file
   * @param at where it stands
   */
  record AnyBind(EntityStorage source, long rowId, AnyLink link, String text, At at) {}

  /**
   * Ties two rows.
   *
   * @throws IllegalArgumentException when the target is not below the universal base, or the row is
   *     tied to another one already
   */
  void tie(Handle handle, Finder finder, AnyBind bind, Found found) {
    AnyLink link = bind.link;
    if (!link.roots().contains(found.root())) {
      throw new IllegalArgumentException(
          bind.text + " is no " + link.property().getType().getFullQualifiedName());
    }
    String type = found.root().getFullQualifiedNameAsString();
    Link.Bridge bridge = link.bridge();
    if (bridge == null) {
      point(handle, finder, bind, type, found.rowId());
    } else {
      insert(handle, bind, bridge.table(), type, found.rowId());
    }
  }

  private void point(Handle handle, Finder finder, AnyBind bind, String type, long targetRow) {
    EntityStorage source = bind.source;
    List<Column> columns = List.of(bind.link.rootType(), bind.link.rowId());
    List<Object> before =
        finder.row(source, List.of(source.rowId()), List.of(bind.rowId), columns).orElseThrow();
    boolean same = type.equals(before.get(1)) && isRow(before.get(2), targetRow);
    if (!replacing && before.get(1) != null && !same) {
      throw new IllegalArgumentException(bind.text + " is bound to another entity already");
    }
    handle
        .createUpdate(sql.set(columns, source.rowId().name()))
        .bind(0, type)
        .bind(1, targetRow)
        .bind(2, bind.rowId)
        .execute();
  }

  private static boolean isRow(Object stored, long rowId) {
    return stored instanceof Number number && number.longValue() == rowId;
  }

  private void insert(Handle handle, AnyBind bind, Table table, String type, long targetRow) {
    Update insert = handle.createUpdate(InsertSql.rowOnce(dialect, table));
    int i = 0;
    for (Column column : InsertSql.columns(table)) {
      if (column.equals(bind.link.rootType())) {
        insert.bind(i++, type);
      } else {
        insert.bind(i++, column.equals(bind.link.rowId()) ? targetRow : bind.rowId);
      }
    }
    insert.execute();
  }
}
