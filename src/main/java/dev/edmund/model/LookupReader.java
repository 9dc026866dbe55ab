package dev.edmund.model;

import dev.edmund.model.reaction.Lookup;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds where a property leads that navigation properties depend on. */
record LookupReader(Model model, EntityStorage type) {

  /** The column of a property; it has to be a single value. */
  Column column(String path) {
    return Optional.ofNullable(type.properties().get(path))
        .flatMap(PropertyStorage::asScalar)
        .map(PropertyStorage.Scalar::column)
        .orElseThrow(() -> new IllegalArgumentException(path + " is no single value of the type"));
  }

  /** What leads to other entities by a property. */
  Lookup lookup(String path) {
    Column column = column(path);
    List<Lookup.Way> ways = new ArrayList<>();
    for (Link link : type.links().values()) {
      boolean here =
          !link.collection()
              && link.constrained()
              && link.bridge() == null
              && link.pairs().size() == 1
              && link.pairs().get(0).source().equals(column);
      if (here) {
        ways.add(way(link));
      }
    }
    if (ways.isEmpty()) {
      throw new IllegalArgumentException(path + " leads nowhere");
    }
    return new Lookup(column, ways);
  }

  private Lookup.Way way(Link link) {
    Optional<Link.Guard> guard = link.guards().stream().filter(Link.Guard::onSource).findFirst();
    EntityStorage target = model.storage().require(link.target());
    OptionalInt code = model.typeCode(target.type());
    return new Lookup.Way(
        guard.map(Link.Guard::column).orElse(null),
        guard.map(Link.Guard::value).orElse(null),
        link.target(),
        link.pairs().get(0).target(),
        name(target),
        code.isPresent() ? Long.valueOf(code.getAsInt()) : null);
  }

  private @Nullable Column name(EntityStorage target) {
    return model
        .primaryName(target.type())
        .map(target.properties()::get)
        .flatMap(PropertyStorage::asScalar)
        .map(PropertyStorage.Scalar::column)
        .orElse(null);
  }
}
