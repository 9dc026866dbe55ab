package dev.edmund.plan.write;

import dev.edmund.model.storage.AnyLink;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Knows what leads to entities of each type, to plan their removal. Immutable. */
public final class DeletionPlanner {
  private final Storage storage;
  private final Map<FullQualifiedName, List<Incoming>> incoming = new HashMap<>();
  private final Map<FullQualifiedName, List<IncomingAny>> incomingAny = new HashMap<>();

  /** A navigation property at the highest type that has it. */
  record Incoming(EntityStorage source, Link link) {}

  /** The same for one that leads to any type. */
  record IncomingAny(EntityStorage source, AnyLink link) {}

  public DeletionPlanner(Storage storage) {
    this.storage = storage;
    storage.entities().values().forEach(this::index);
  }

  private void index(EntityStorage source) {
    EntityStorage base = source.base() == null ? null : storage.require(source.base());
    Map<String, PropertyStorage> inherited = base == null ? Map.of() : base.properties();
    source
        .links()
        .forEach(
            (name, link) -> {
              if (base == null || !base.links().containsKey(name)) {
                index(source, link);
              }
            });
    source
        .anyLinks()
        .forEach(
            (name, link) -> {
              if (base == null || !base.anyLinks().containsKey(name)) {
                link.roots().forEach(root -> index(source, link, root));
              }
            });
    List<PropertyStorage> own = new ArrayList<>(source.properties().values());
    own.removeIf(property -> inherited.containsKey(property.name()));
    inside(source, own);
  }

  private void inside(EntityStorage source, Collection<PropertyStorage> properties) {
    for (PropertyStorage property : properties) {
      property.asComplex().ifPresent(c -> c.links().values().forEach(l -> index(source, l)));
      inside(source, property.parts());
    }
  }

  private void index(EntityStorage source, Link link) {
    incoming.computeIfAbsent(link.target(), t -> new ArrayList<>()).add(new Incoming(source, link));
  }

  private void index(EntityStorage source, AnyLink link, FullQualifiedName root) {
    incomingAny.computeIfAbsent(root, t -> new ArrayList<>()).add(new IncomingAny(source, link));
  }

  /** The rules for entities of exactly this type. */
  public DeletionRules rules(EntityStorage type) {
    List<Incoming> links = new ArrayList<>();
    List<IncomingAny> anyLinks = new ArrayList<>();
    for (EntityStorage t = type; t != null; t = base(t)) {
      links.addAll(incoming.getOrDefault(t.name(), List.of()));
      anyLinks.addAll(incomingAny.getOrDefault(t.name(), List.of()));
    }
    return new DeletionReader(storage, type).read(links, anyLinks);
  }

  private @Nullable EntityStorage base(EntityStorage type) {
    return type.base() == null ? null : storage.require(type.base());
  }
}
