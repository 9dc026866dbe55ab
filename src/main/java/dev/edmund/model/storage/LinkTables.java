package dev.edmund.model.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Tables between the two sides of a relationship. */
final class LinkTables {
  private final Tables tables;
  private final Map<String, LinkTable> known = new HashMap<>();

  LinkTables(Tables tables) {
    this.tables = tables;
  }

  private record LinkTable(Table table, Column source, Column target) {}

  /** The link of a collection that has a table to itself. */
  Link own(Navigation navigation, EntityDraft target) {
    LinkTable table = table(navigation);
    return link(navigation, target, table.table(), table.source(), table.target());
  }

  /** The link of one side of a relationship between many and many. */
  Link shared(Navigation navigation, Navigation partner, EntityDraft target) {
    if (navigation.id().compareTo(partner.id()) <= 0) {
      return own(navigation, target);
    }
    LinkTable table = table(partner);
    // Seen from this side the table's ends change places.
    return link(
        navigation,
        target,
        table.table(),
        /* sourceEnd= */ table.target(),
        /* targetEnd= */ table.source());
  }

  /** The link of a collection that can lead to any of several tables. */
  AnyLink any(Navigation navigation, List<FullQualifiedName> to) {
    TableDraft draft = draft(navigation);
    Column source = draft.addOwn("_source", ColumnType.INTEGER, false);
    Column type = draft.addOwn("_target_type", ColumnType.TEXT, false);
    Column target = draft.addOwn("_target", ColumnType.INTEGER, false);
    draft.primaryKey(List.of(source, type, target));
    draft.index(List.of(target, type, source), false);
    Link.Pair pair = new Link.Pair(navigation.source().table().rowId(), source);
    return new AnyLink(
        navigation.property(),
        to,
        type,
        target,
        new Link.Bridge(tables.build(draft), List.of(pair)));
  }

  private LinkTable table(Navigation navigation) {
    return known.computeIfAbsent(navigation.id(), id -> create(navigation));
  }

  private LinkTable create(Navigation navigation) {
    TableDraft draft = draft(navigation);
    Column source = draft.addOwn("_source", ColumnType.INTEGER, false);
    Column target = draft.addOwn("_target", ColumnType.INTEGER, false);
    draft.primaryKey(List.of(source, target));
    draft.index(List.of(target, source), false);
    return new LinkTable(tables.build(draft), source, target);
  }

  private TableDraft draft(Navigation navigation) {
    return tables.dependent(
        navigation.source().table(), navigation.columnName(), navigation.path());
  }

  private static Link link(
      Navigation navigation, EntityDraft target, Table table, Column sourceEnd, Column targetEnd) {
    return new Link(
        navigation.property(),
        target.type().getFullQualifiedName(),
        List.of(new Link.Pair(targetEnd, target.table().rowId())),
        List.of(),
        new Link.Bridge(
            table, List.of(new Link.Pair(navigation.source().table().rowId(), sourceEnd))),
        navigation.collection(),
        false,
        null,
        false);
  }
}
