package dev.edmund.plan.entity;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.expr.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of a key predicate: of the key, or of an alternate key (Part 2, 4.3.5). */
public final class KeyColumns {
  private KeyColumns() {}

  /** The columns by the names that the predicate has for them. */
  public static Map<String, Column> of(EntityStorage entity, List<KeyValue> values) {
    Set<String> given = values.stream().map(KeyValue::name).collect(Collectors.toSet());
    List<String> names = entity.type().getKeyPredicateNames();
    if (given.equals(Set.copyOf(names))) {
      Map<String, Column> columns = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), entity.key().get(i));
      }
      return columns;
    }
    return entity.alternateKeys().stream()
        .map(KeyColumns::columns)
        .filter(columns -> columns.keySet().equals(given))
        .findFirst()
        .orElse(Map.of());
  }

  private static Map<String, Column> columns(EntityStorage.AlternateKey key) {
    Map<String, Column> columns = new HashMap<>();
    key.parts().forEach(part -> columns.put(part.alias(), part.column()));
    return columns;
  }
}
