package dev.edmund.model.storage;

import dev.edmund.model.csdl.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The storage of a schema {@code Shop}, and short texts of its parts. */
record Mapped(Storage storage) {

  static Mapped of(Path folder, String schema) {
    return new Mapped(Documents.model(folder, schema).storage());
  }

  EntityStorage entity(String type) {
    return storage.require(Documents.shopName(type));
  }

  boolean has(String type) {
    return storage.entities().containsKey(Documents.shopName(type));
  }

  PropertyStorage property(String type, String name) {
    return Objects.requireNonNull(entity(type).properties().get(name));
  }

  /** {@code a.x=b.y and a.z=b.w if a.n='v'}, behind {@code via} a link table. */
  static String text(Link link) {
    StringBuilder text = new StringBuilder();
    Link.Bridge bridge = link.bridge();
    if (bridge != null) {
      text.append(pairs(bridge.pairs())).append(" via ");
    }
    text.append(pairs(link.pairs()));
    link.guards()
        .forEach(g -> text.append(" if ").append(text(g.column())).append("='" + g.value() + "'"));
    return text.toString();
  }

  String link(String type, String name) {
    Link link = entity(type).links().get(name);
    return link == null ? "none" : text(link);
  }

  private static String pairs(List<Link.Pair> pairs) {
    return pairs.stream()
        .map(p -> text(p.source()) + "=" + text(p.target()))
        .collect(Collectors.joining(" and "));
  }

  static String text(Column column) {
    return column.table().replaceFirst("^self_", "") + "." + column.name();
  }

  /** The column lists of the indexes of a type's table, unique ones with a {@code !}. */
  List<String> indexes(String type) {
    return entity(type).table().indexes().stream()
        .map(
            i ->
                (i.unique() ? "!" : "")
                    + i.columns().stream().map(Column::name).collect(Collectors.joining(",")))
        .toList();
  }

  List<String> columns(String type) {
    return entity(type).table().columns().stream().map(Column::name).toList();
  }
}
