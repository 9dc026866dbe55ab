package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.Place;
import dev.edmund.request.payload.StreamSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header line of a CSV file, read against the types its rows may have. */
final class CsvHeader {
  static final String NAVIGATION = ".associatednavigationproperty";
  private static final Set<String> TYPE = Set.of("@odata.type", "@type");

  private final List<String> names;
  private final int typeColumn;

  /**
   * @throws DataException when a column is in none of the types, or twice
   */
  CsvHeader(List<String> names, EntityStorage declared, Target target, Place place) {
    this.names = List.copyOf(names);
    Set<String> seen = new HashSet<>();
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!seen.add(name)) {
        throw place.problem(name, "stands twice in the header");
      }
      if (TYPE.contains(name)) {
        found = i;
      } else {
        requireKnown(name, declared, target, place);
      }
    }
    this.typeColumn = found;
  }

  private static void requireKnown(
      String name, EntityStorage declared, Target target, Place place) {
    List<EntityStorage> types = new ArrayList<>(List.of(declared));
    declared.derived().forEach(d -> types.add(target.storage().require(d)));
    for (EntityStorage type : types) {
      if (cell(name, target.layout(type), target, place).isPresent()) {
        return;
      }
    }
    throw place.problem(
        name, declared.name() + " has no property '" + name.replaceFirst("@.*", "") + "'");
  }

  /** The index of the column with the type of the row, or -1. */
  int typeColumn() {
    return typeColumn;
  }

  String name(int column) {
    return names.get(column);
  }

  int size() {
    return names.size();
  }

  /** For each column what becomes of its values in rows of a type; empty where it has no such. */
  List<Optional<CsvCell>> cells(TypeLayout layout, Target target, Place place) {
    return names.stream().map(n -> cell(n, layout, target, place)).toList();
  }

  /** The values that properties without a column have by default. */
  List<Default> defaults(TypeLayout layout, Target target) {
    return target.defaults(layout).stream().filter(d -> !names.contains(d.property())).toList();
  }

  private static Optional<CsvCell> cell(
      String name, TypeLayout layout, Target target, Place place) {
    int at = name.indexOf('@');
    if (at > 0 && name.endsWith(NAVIGATION)) {
      TypeLayout.Lookup lookup = layout.lookup(name.substring(0, at));
      return Optional.ofNullable(lookup)
          .map(l -> CsvCell.navigation(l, layout.shape().slot(l.discriminator())));
    }
    if (isMember(name, at, layout.storage())) {
      return Optional.of(CsvCell.member(name));
    }
    List<Row.Slot> presence = new ArrayList<>();
    Map<String, PropertyStorage> within = layout.storage().properties();
    PropertyStorage found = null;
    for (String part : name.split("/", -1)) {
      if (found != null) {
        presence.add(layout.shape().slot(presenceOf(found, name, place)));
        within = parts(found);
      }
      found = within.get(part);
      if (found == null) {
        return Optional.empty();
      }
    }
    return Optional.of(CsvCell.value(scalar(found, name, place), presence, layout, target));
  }

  /** Whether the cells are read as the members of a JSON object are. */
  private static boolean isMember(String name, int at, EntityStorage type) {
    PropertyStorage property = type.properties().get(at < 0 ? name : name.substring(0, at));
    boolean stream = property != null && property.asStream().isPresent();
    boolean media = type.media() != null;
    if (at < 0) {
      boolean dynamic = property == null && type.dynamic() != null && name.indexOf('/') < 0;
      boolean navigation = type.type().getNavigationProperty(name) != null;
      return stream || (media && name.equals(StreamSource.MEDIA)) || (dynamic && !navigation);
    }
    String term = name.substring(at + 1).replaceFirst("^odata\\.", "");
    if (StreamSource.isTerm(term)) {
      return at == 0 ? media : stream;
    }
    String before = name.substring(0, at);
    boolean link = type.links().containsKey(before) || type.anyLinks().containsKey(before);
    boolean bind = link && term.equals(Members.BIND);
    return bind || (term.equals(Members.TYPE) && property == null && type.dynamic() != null);
  }

  private static Map<String, PropertyStorage> parts(PropertyStorage complex) {
    Map<String, PropertyStorage> parts = new java.util.LinkedHashMap<>();
    complex.parts().forEach(p -> parts.put(p.name(), p));
    return parts;
  }

  private static dev.edmund.model.storage.Column presenceOf(
      PropertyStorage property, String name, Place place) {
    return property
        .asComplex()
        .map(PropertyStorage.Complex::presence)
        .orElseThrow(() -> place.problem(name, "'" + property.name() + "' has no parts"));
  }

  private static PropertyStorage.Scalar scalar(
      @Nullable PropertyStorage property, String name, Place place) {
    return Objects.requireNonNull(property)
        .asScalar()
        .orElseThrow(
            () ->
                place.problem(
                    name,
                    "holds no single value: name the parts as '"
                        + name
                        + "/part', or give collections in a JSON file"));
  }
}
