package dev.edmund.plan.operation;

import dev.edmund.core.ODataException;
import dev.edmund.model.operation.Bind;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.operation.SqlTemplate;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Term;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;

/** Puts values into the statements of an operation. */
public record OperationText(OperationSql sql, Arguments arguments, Binding binding, Instant now) {
  private static final Pattern LIMIT =
      Pattern.compile("\\b(limit|offset)\\s*$", Pattern.CASE_INSENSITIVE);

  /** A statement with its values. */
  public Fragment fragment(SqlTemplate statement) {
    List<Fragment.Part> parts = new ArrayList<>();
    Put put = new Put();
    for (SqlTemplate.Part part : statement.parts()) {
      List<Fragment.Part> next = part.accept(put);
      requireOneLimit(parts, next);
      parts.addAll(next);
    }
    return new Fragment(parts);
  }

  /** How many rows there are at most cannot differ from row to row on every database. */
  private void requireOneLimit(List<Fragment.Part> before, List<Fragment.Part> next) {
    boolean limits =
        !before.isEmpty()
            && before.get(before.size() - 1) instanceof Fragment.Text text
            && LIMIT.matcher(text.text()).find();
    boolean differs =
        next.stream()
            .anyMatch(
                part ->
                    part instanceof Fragment.Value value
                        && arguments.computed().containsValue(value.term()));
    if (limits && differs) {
      String name = sql.operation().getName();
      throw ODataException.notImplemented(
          "The function " + name + " with a number of rows that each row has its own of", name);
    }
  }

  /** A time that both databases keep as it is. */
  static Term time(Instant now) {
    Object value =
        Values.parse(
            EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.DateTimeOffset),
            now.truncatedTo(ChronoUnit.MILLIS).toString());
    return new Term.Bind(value, ColumnType.DATETIME);
  }

  private final class Put implements SqlTemplate.Visitor<List<Fragment.Part>> {
    @Override
    public List<Fragment.Part> text(SqlTemplate.Text part) {
      return List.of(new Fragment.Text(part.text()));
    }

    @Override
    public List<Fragment.Part> name(SqlTemplate.Name part) {
      return sql.bind(part.name()).accept(new Bound());
    }
  }

  private final class Bound implements Bind.Visitor<List<Fragment.Part>> {
    @Override
    public List<Fragment.Part> ofParameter(Bind.OfParameter b) {
      return arguments.parts(b);
    }

    @Override
    public List<Fragment.Part> ofBinding(Bind.OfBinding b) {
      return List.of(new Fragment.Value(binding.value(b.path(), b.collection())));
    }

    @Override
    public List<Fragment.Part> now(Bind.Now b) {
      return List.of(new Fragment.Value(time(now)));
    }
  }
}
