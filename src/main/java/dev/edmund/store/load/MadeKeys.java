package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.rules.Default;
import dev.edmund.sql.Dialect;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** Makes parts of keys that files leave out, where the model says that the server makes them. */
final class MadeKeys {
  private final ImportRules rules;
  private final Dialect dialect;
  private final ToLongFunction<Column> highest;
  private final Map<FullQualifiedName, List<Part>> parts = new HashMap<>();
  private final Map<Column, Long> last = new HashMap<>();

  /** A part of a key that can be made. */
  private record Part(Column column, Default made) {}

  /**
   * @param highest the highest number in a column so far; 0 where there is none
   */
  MadeKeys(ImportRules rules, Dialect dialect, ToLongFunction<Column> highest) {
    this.rules = rules;
    this.dialect = dialect;
    this.highest = highest;
  }

  /** Puts what is missing into a row that is new. */
  void give(EntityStorage type, Row row) {
    for (Part part : parts.computeIfAbsent(type.name(), name -> parts(type))) {
      Object given = row.get(part.column);
      if (given == null) {
        row.set(part.column, value(part));
      } else if (given instanceof Long number && part.made.kind() == Default.Kind.NEXT) {
        last.put(part.column, Math.max(number, last(part.column)));
      }
    }
  }

  private List<Part> parts(EntityStorage type) {
    return KeyPart.of(type).stream()
        .filter(part -> part.path().size() == 1)
        .flatMap(
            part ->
                rules.made(type, part.path().get(0)).stream()
                    .filter(made -> !made.kind().isUser())
                    .map(made -> new Part(part.scalar().column(), made)))
        .toList();
  }

  private Object value(Part part) {
    Optional<Object> made = part.made.value(Instant.now());
    long number = made.isPresent() ? 0 : last(part.column) + 1;
    if (made.isEmpty()) {
      last.put(part.column, number);
    }
    return dialect.encode(part.column.type(), made.orElse(number));
  }

  private long last(Column column) {
    return last.computeIfAbsent(column, highest::applyAsLong);
  }
}
