package dev.edmund.store.write;

import dev.edmund.model.reaction.Kept;
import dev.edmund.model.reaction.Lookup;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.WriteSql;
import dev.edmund.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what the server keeps by what lookups lead to. */
record KeptValues(Entities entities) {

  /** The cells of an entity that become something else than what they are. */
  List<Assignment> changed(TypeReactions reactions, Map<Column, Optional<Object>> now) {
    List<Assignment> cells = new ArrayList<>();
    for (Kept kept : reactions.kept()) {
      Optional<Object> value =
          kept.of().stream().flatMap(lookup -> value(kept, lookup, now).stream()).findFirst();
      Row.put(cells, kept.column(), Row.of(now, kept.column()), value);
    }
    return cells;
  }

  private Optional<Object> value(Kept kept, Lookup lookup, Map<Column, Optional<Object>> now) {
    Optional<Object> led = Row.of(now, lookup.value());
    return led.flatMap(
        value ->
            lookup.ways().stream()
                .filter(way -> isTaken(way, now))
                .findFirst()
                .flatMap(
                    way -> kept.what() == Kept.What.CODE ? code(way) : name(kept, way, value)));
  }

  private static boolean isTaken(Lookup.Way way, Map<Column, Optional<Object>> now) {
    Column discriminator = way.discriminator();
    return discriminator == null
        || Row.of(now, discriminator).filter(v -> v.toString().equals(way.guard())).isPresent();
  }

  private static Optional<Object> code(Lookup.Way way) {
    return Optional.ofNullable(way.code());
  }

  private Optional<Object> name(Kept kept, Lookup.Way way, Object value) {
    Column name = way.name();
    if (name == null) {
      return Optional.empty();
    }
    EntityStorage target = entities.storage().require(way.target());
    List<WriteSql.Equal> tests = List.of(new WriteSql.Equal(way.referenced(), value));
    try (Rows rows =
        entities.session().query(entities.sql().rows(target.rowId(), tests, List.of(name)))) {
      return rows.next()
          ? Optional.ofNullable(rows.value(0))
              .map(text -> JoinedTexts.cut(text.toString(), kept.length()))
          : Optional.empty();
    }
  }
}
