package dev.edmund.plan.operand;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the storage of a property into an operand. */
public final class Properties {
  private Properties() {}

  public static Map<String, PropertyStorage> byName(List<PropertyStorage> parts) {
    Map<String, PropertyStorage> map = new LinkedHashMap<>();
    parts.forEach(p -> map.put(p.name(), p));
    return map;
  }

  /**
   * The operand of a property.
   *
   * @param row the row the property's columns are in
   * @param entity the entity whose row id collections hang on; null where there is none
   * @param builder the query that the row is in
   */
  public static Operand operand(
      PropertyStorage property, Access row, @Nullable EntityAlias entity, QueryBuilder builder) {
    return property.accept(
        new PropertyStorage.Visitor<Operand>() {
          @Override
          public Operand scalar(PropertyStorage.Scalar p) {
            Column offset = p.offset();
            return new Operand.Scalar(
                row.column(p.column()), offset == null ? null : row.column(offset));
          }

          @Override
          public Operand complex(PropertyStorage.Complex p) {
            return new Operand.Structure(row, entity, p, builder);
          }

          @Override
          public Operand values(PropertyStorage.Values p) {
            if (entity == null) {
              throw ODataException.notImplemented(
                  "A collection inside the members of a collection", p.name());
            }
            return new Operand.ValueMembers(entity.builder(), entity.rowId(), p);
          }

          @Override
          public Operand document(PropertyStorage.Document p) {
            Term column = row.column(p.column());
            return p.collection()
                ? new Operand.ItemMembers(
                    builder,
                    column,
                    Documents.isUndeclared(p.type()) ? null : p.type(),
                    new Term.Null(ColumnType.TEXT))
                : Documents.of(p.type(), false, new JsonPlace.Inside(column, List.of()), builder);
          }

          @Override
          public Operand stream(PropertyStorage.Stream p) {
            throw ODataException.notImplemented("A stream in an expression", p.name());
          }
        });
  }
}
