package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.reaction.Lookup;
import dev.edmund.model.reaction.Mirror;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a model says of entities that are there twice. */
record MirrorReader(LookupReader lookups, AnnotationValue annotation) {

  /**
   * The mirror.
   *
   * @param columns all of the type
   * @throws IllegalArgumentException when it is none, with the reason
   */
  Mirror read(List<Column> columns) {
    EntityStorage type = lookups.type();
    if (type.key().size() != 1 || type.key().get(0).type() != ColumnType.GUID) {
      throw new IllegalArgumentException("what is mirrored has one key property, an Edm.Guid");
    }
    Column key = type.key().get(0);
    String partnerName =
        text("Partner")
            .orElseThrow(() -> new IllegalArgumentException("a mirror needs its Partner"));
    Lookup partner = lookups.lookup(partnerName);
    if (partner.ways().stream().noneMatch(way -> way.referenced().equals(key))) {
      throw new IllegalArgumentException(partnerName + " does not lead to the same type");
    }
    Column original = text("Original").map(lookups::column).orElse(null);
    List<Mirror.Swap> swaps = swaps();
    Set<Column> apart = apart(type, key, partner.value(), original);
    swaps.forEach(swap -> apart.add(swap.from()));
    List<Column> shared = columns.stream().filter(column -> !apart.contains(column)).toList();
    return new Mirror(key, partner.value(), original, swaps, shared, navigation(partner.value()));
  }

  /** Clients set a lookup by its navigation property. */
  private String navigation(Column partner) {
    return lookups.type().links().values().stream()
        .filter(link -> link.constrained() && link.pairs().get(0).source().equals(partner))
        .map(Link::name)
        .findFirst()
        .orElseThrow();
  }

  /** What each of the two has for itself. */
  private Set<Column> apart(
      EntityStorage type, Column key, Column partner, @Nullable Column original) {
    Set<Column> apart = new HashSet<>(List.of(key, partner, type.version().column()));
    if (original != null) {
      apart.add(original);
    }
    items("Own").forEach(item -> item.text().map(lookups::column).ifPresent(apart::add));
    return apart;
  }

  private List<Mirror.Swap> swaps() {
    List<Mirror.Swap> swaps = new ArrayList<>();
    for (AnnotationValue pair : items("Swapped")) {
      String first = property(pair, "First");
      String second = property(pair, "Second");
      swaps.add(new Mirror.Swap(lookups.column(first), lookups.column(second), Map.of()));
      swaps.add(new Mirror.Swap(lookups.column(second), lookups.column(first), Map.of()));
      if (isLookup(first) && isLookup(second)) {
        discriminators(lookups.lookup(first), lookups.lookup(second)).ifPresent(swaps::add);
        discriminators(lookups.lookup(second), lookups.lookup(first)).ifPresent(swaps::add);
      }
    }
    return swaps;
  }

  private boolean isLookup(String path) {
    Column column = lookups.column(path);
    return lookups.type().links().values().stream()
        .anyMatch(link -> link.constrained() && link.pairs().get(0).source().equals(column));
  }

  /** What tells where one leads, in the words of the other. */
  private static Optional<Mirror.Swap> discriminators(Lookup from, Lookup to) {
    Map<String, String> names = new HashMap<>();
    Column source = null;
    Column target = null;
    for (Lookup.Way way : from.ways()) {
      for (Lookup.Way other : to.ways()) {
        String name = way.guard();
        String otherName = other.guard();
        if (name != null && otherName != null && way.target().equals(other.target())) {
          names.put(name, otherName);
          source = way.discriminator();
          target = other.discriminator();
        }
      }
    }
    return source == null || target == null
        ? Optional.empty()
        : Optional.of(new Mirror.Swap(source, target, names));
  }

  private Optional<String> text(String property) {
    return annotation.property(property).flatMap(AnnotationValue::text);
  }

  private List<AnnotationValue> items(String property) {
    return annotation.property(property).map(AnnotationValue::items).orElse(List.of());
  }

  private static String property(AnnotationValue record, String name) {
    return record
        .property(name)
        .flatMap(AnnotationValue::text)
        .orElseThrow(() -> new IllegalArgumentException("a pair of Swapped has no " + name));
  }
}
