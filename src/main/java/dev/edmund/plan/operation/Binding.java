package dev.edmund.plan.operation;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Distant;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operation is bound to, as the values that its SQL asks for. */
public interface Binding {
  /** Of an operation that is bound to nothing. */
  Binding NONE =
      (path, collection) -> {
        throw new IllegalStateException("An unbound operation asks for no binding");
      };

  /**
   * A value of the entity, or of each of the entities in parentheses.
   *
   * @param path the properties from the entity to the value; empty for the row id
   */
  Term value(List<String> path, boolean collection);

  /** The entities that a path leads to, read where the values are put in. */
  static Binding path(EntityAlias entity) {
    return (path, collection) -> {
      Term value = in(entity, path);
      return new Term.Subquery(
          collection ? entity.builder().each(value) : entity.builder().exists(value), value.type());
    };
  }

  /**
   * What stands before a call in an expression.
   *
   * @param name of the function, for messages
   */
  static Binding of(Operand source, String name) {
    if (source instanceof Operand.Entity entity) {
      return (path, collection) -> in(entity.alias(), path);
    }
    if (source instanceof Distant distant) {
      return (path, collection) -> distant.bring().apply(in(distant.alias(), path));
    }
    if (source instanceof Operand.Members members) {
      return (path, collection) -> {
        Operand.Ranged range = members.range();
        if (!(range.variable().plain() instanceof Operand.Entity each)) {
          throw unbindable(name);
        }
        Term value = in(each.alias(), path);
        return new Term.Subquery(range.builder().each(value), value.type());
      };
    }
    throw unbindable(name);
  }

  private static ODataException unbindable(String name) {
    return ODataException.notImplemented(
        "The function " + name + " of what is no entity, in an expression", name);
  }

  /** Values that have been read before. */
  static Binding values(Map<List<String>, Term> values) {
    return (path, collection) -> Optional.ofNullable(values.get(path)).orElseThrow();
  }

  /** A value of an entity as a term of the query that the entity is in. */
  static Term in(EntityAlias entity, List<String> path) {
    if (path.isEmpty()) {
      return entity.rowId();
    }
    Map<String, PropertyStorage> parts = entity.entity().properties();
    PropertyStorage found = null;
    for (String name : path) {
      found = parts.get(name);
      parts = found == null ? Map.of() : Properties.byName(found.parts());
    }
    PropertyStorage value = found;
    Column column =
        Optional.ofNullable(value)
            .flatMap(v -> v.asScalar().map(PropertyStorage.Scalar::column))
            .or(
                () ->
                    Optional.ofNullable(value)
                        .flatMap(v -> v.asDocument().map(PropertyStorage.Document::column)))
            .orElseThrow(
                () ->
                    ODataException.notImplemented(
                        "The value " + String.join("/", path) + " in SQL", path.get(0)));
    return entity.column(column);
  }
}
