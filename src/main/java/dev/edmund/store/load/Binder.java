package dev.edmund.store.load;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.At;
import dev.edmund.sql.InsertSql;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.load.AnyBinder.AnyBind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.Edm;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Ties rows together that {@code @odata.bind} names, when all rows are in. */
final class Binder {
  private final boolean replacing;
  private final Target target;
  private final References references;
  private final LinkSql sql;
  private final AnyBinder any;
  private final List<Bind> binds = new ArrayList<>();
  private final List<AnyBind> anyBinds = new ArrayList<>();

  Binder(Edm edm, Target target) {
    this(edm, target, false);
  }

  /**
   * @param replacing whether a row that is tied to another one already is tied anew
   */
  Binder(Edm edm, Target target, boolean replacing) {
    this.replacing = replacing;
    this.target = target;
    this.references = new References(edm, target);
    this.sql = new LinkSql(target.dialect());
    this.any = new AnyBinder(target.dialect(), sql, replacing);
  }

  /**
   * One reference.
   *
   * @param rowId the row that has it
   * @param text the reference as it stands in the file
   * @param targetRow the row that it leads to, where that is known; else null
   * @param at where it stands
   */
  record Bind(
      EntityStorage source, long rowId, Link link, String text, @Nullable Long targetRow, At at) {}

  void add(Bind bind) {
    binds.add(bind);
  }

  void add(AnyBind bind) {
    anyBinds.add(bind);
  }

  /**
   * Follows all references.
   *
   * @return how many there were
   */
  int bindAll(Handle handle, Progress progress) {
    Finder finder = new Finder(handle, sql);
    int all = binds.size() + anyBinds.size();
    int done = 0;
    for (Bind bind : binds) {
      step(progress, done++, all);
      follow(bind.at, () -> bind(handle, finder, bind));
    }
    for (AnyBind bind : anyBinds) {
      step(progress, done++, all);
      follow(
          bind.at(), () -> any.tie(handle, finder, bind, references.findAny(bind.text(), finder)));
    }
    progress.step("links", done, all);
    return done;
  }

  private static void step(Progress progress, int done, int all) {
    if (done % 1_000 == 0) {
      progress.step("links", done, all);
    }
  }

  private static void follow(At at, Runnable tie) {
    try {
      tie.run();
    } catch (IllegalArgumentException e) {
      throw at.problem(String.valueOf(e.getMessage()));
    }
  }

  private void bind(Handle handle, Finder finder, Bind bind) {
    EntityStorage wanted = target.storage().require(bind.link.target());
    long targetRow =
        bind.targetRow == null ? references.find(bind.text, wanted, finder) : bind.targetRow;
    Link.Bridge bridge = bind.link.bridge();
    if (bridge == null) {
      tie(handle, finder, bind, wanted, targetRow);
    } else {
      Column sourceEnd = bridge.pairs().get(0).target();
      Update insert = handle.createUpdate(InsertSql.rowOnce(target.dialect(), bridge.table()));
      int i = 0;
      for (Column column : InsertSql.columns(bridge.table())) {
        insert.bind(i++, column.equals(sourceEnd) ? bind.rowId : targetRow);
      }
      insert.execute();
    }
  }

  /** Writes the columns that join two rows: into the source for a lookup, else into the target. */
  private void tie(Handle handle, Finder finder, Bind bind, EntityStorage wanted, long targetRow) {
    Link link = bind.link;
    boolean lookup = link.constrained() || link.pairs().get(0).target().equals(wanted.rowId());
    EntityStorage from = lookup ? wanted : bind.source;
    EntityStorage into = lookup ? bind.source : wanted;
    long fromRow = lookup ? targetRow : bind.rowId;
    long intoRow = lookup ? bind.rowId : targetRow;
    List<Column> values = link.pairs().stream().map(p -> lookup ? p.target() : p.source()).toList();
    List<Object> row = row(finder, from, fromRow, values, bind);
    Map<Column, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Link.Pair pair = link.pairs().get(i);
      cells.put(lookup ? pair.source() : pair.target(), row.get(i + 1));
    }
    link.guards().forEach(g -> cells.put(g.column(), g.value()));
    List<Column> columns = List.copyOf(cells.keySet());
    List<Object> before = row(finder, into, intoRow, columns, bind);
    for (int i = 0; i < columns.size(); i++) {
      Object old = before.get(i + 1);
      if (!replacing && old != null && !isEqual(old, cells.get(columns.get(i)))) {
        throw new IllegalArgumentException(bind.text + " is bound to another entity already");
      }
    }
    columns.stream()
        .map(Column::table)
        .distinct()
        .forEach(table -> set(handle, table, cells, into.rowId().name(), intoRow));
  }

  private static List<Object> row(
      Finder finder, EntityStorage type, long rowId, List<Column> wanted, Bind bind) {
    return finder
        .row(type, List.of(type.rowId()), List.of(rowId), wanted)
        .orElseThrow(
            () -> new IllegalArgumentException(bind.text + " is no " + bind.link.target()));
  }

  /** A driver may hand small integers out as Integer, and decimals as bytes. */
  private static boolean isEqual(Object a, @Nullable Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x.longValue() == y.longValue();
    }
    return KeyIndex.comparable(a).equals(b == null ? "" : KeyIndex.comparable(b));
  }

  private void set(
      Handle handle,
      String table,
      Map<Column, @Nullable Object> cells,
      String rowIdName,
      long rowId) {
    List<Column> columns = cells.keySet().stream().filter(c -> c.table().equals(table)).toList();
    Update update = handle.createUpdate(sql.set(columns, rowIdName));
    int i = 0;
    for (Column column : columns) {
      update.bind(i++, cells.get(column));
    }
    update.bind(i, rowId).execute();
  }
}
