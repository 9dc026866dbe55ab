package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.PropertyStorage.Scalar;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;

/**
 * A property of the declared key.
 *
 * @param name as it stands in a key predicate: the alias, where there is one
 * @param path the names that lead to it
 */
record KeyPart(String name, List<String> path, Scalar scalar) {
  KeyPart {
    path = List.copyOf(path);
  }

  /** In the order of the declared key. */
  static List<KeyPart> of(EntityStorage type) {
    List<KeyPart> parts = new ArrayList<>();
    for (EdmKeyPropertyRef ref : type.type().getKeyPropertyRefs()) {
      List<String> path = List.of(ref.getName().split("/", -1));
      String name = ref.getAlias() == null ? ref.getName() : ref.getAlias();
      scalar(type.properties().values(), path)
          .filter(s -> type.key().contains(s.column()))
          .ifPresent(s -> parts.add(new KeyPart(name, path, s)));
    }
    return parts;
  }

  /**
   * The values of the key in an object, as the driver binds them; empty where a part is missing or
   * no value of its type, which reading the entity says.
   */
  static Optional<List<Object>> values(EntityStorage type, JsonValue object, Target target) {
    return values(of(type), object, target);
  }

  /** The same with the parts of the key. */
  static Optional<List<Object>> values(List<KeyPart> parts, JsonValue object, Target target) {
    List<Object> values = new ArrayList<>();
    for (KeyPart part : parts) {
      Optional<JsonValue> value = part.in(object);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      try {
        ScalarReader reader = target.reader(part.scalar());
        values.add(reader.read(reader.text(value.get())));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  private static Optional<Scalar> scalar(Collection<PropertyStorage> within, List<String> path) {
    Optional<PropertyStorage> found =
        within.stream().filter(p -> p.name().equals(path.get(0))).findFirst();
    return path.size() == 1
        ? found.flatMap(PropertyStorage::asScalar)
        : found.flatMap(p -> scalar(p.parts(), path.subList(1, path.size())));
  }

  /** The value in an object that stands for an entity; empty where it is not given. */
  Optional<JsonValue> in(JsonValue object) {
    JsonValue value = object;
    for (String step : path) {
      value = value.members().get(step);
      if (value == null) {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }
}
