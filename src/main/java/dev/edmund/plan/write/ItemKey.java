package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.ValueReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmKeyPropertyRef;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entity that stands inside of another one, as far as it is given.
 *
 * @param values by column
 * @param segment the key predicate; null where a part is not given
 */
record ItemKey(Map<Column, Object> values, Segment.@Nullable Key segment) {

  /** What an object has of the key of a type; a part that is no value of its type is not given. */
  static ItemKey of(EntityStorage type, JsonValue object) {
    Map<Column, Object> values = new LinkedHashMap<>();
    List<KeyValue> parts = new ArrayList<>();
    List<EdmKeyPropertyRef> refs = type.type().getKeyPropertyRefs();
    for (EdmKeyPropertyRef ref : refs) {
      PropertyStorage property = type.properties().get(ref.getName());
      JsonValue given = object.members().get(ref.getName());
      if (property != null && given != null) {
        property.asScalar().ifPresent(scalar -> part(ref, scalar, given, values, parts));
      }
    }
    return new ItemKey(values, parts.size() == refs.size() ? new Segment.Key(parts) : null);
  }

  private static void part(
      EdmKeyPropertyRef ref,
      PropertyStorage.Scalar scalar,
      JsonValue given,
      Map<Column, Object> values,
      List<KeyValue> parts) {
    try {
      ValueReader reader = new ValueReader(scalar.type(), scalar.property());
      String text = reader.text(given);
      values.put(scalar.column(), reader.read(text));
      String name = ref.getAlias() == null ? ref.getName() : ref.getAlias();
      parts.add(new KeyValue(name, new Expr.Literal(scalar.type(), text)));
    } catch (IllegalArgumentException e) {
      // Reading the entity itself says what is wrong with it.
    }
  }
}
