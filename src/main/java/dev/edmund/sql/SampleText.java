package dev.edmund.sql;

import dev.edmund.model.operation.Bind;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.operation.SqlTemplate;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** The statements of operations with a null of the right type for each value, to be prepared. */
public final class SampleText {
  private final Storage storage;
  private final Dialect dialect;

  public SampleText(Storage storage, Dialect dialect) {
    this.storage = storage;
    this.dialect = dialect;
  }

  /** A statement of an operation. */
  public String of(OperationSql sql, SqlTemplate statement) {
    String text =
        statement.parts().stream()
            .map(part -> part.accept(new Sample(sql)))
            .collect(Collectors.joining());
    // What changes data has no place inside of a query.
    boolean function = sql.operation().getKind() == EdmTypeKind.FUNCTION;
    return function ? "SELECT * FROM (" + text + ") edmund_given" : text;
  }

  private final class Sample implements SqlTemplate.Visitor<String>, Bind.Visitor<String> {
    private final OperationSql sql;

    Sample(OperationSql sql) {
      this.sql = sql;
    }

    @Override
    public String text(SqlTemplate.Text part) {
      return part.text();
    }

    @Override
    public String name(SqlTemplate.Name part) {
      return sql.bind(part.name()).accept(this);
    }

    @Override
    public String ofParameter(Bind.OfParameter b) {
      List<String> path = b.path();
      boolean json = !path.isEmpty() && path.get(path.size() - 1).equals(Bind.JSON);
      String value = dialect.nullValue(json ? ColumnType.JSON : type(b.type()));
      return b.collection() ? "(" + value + ")" : value;
    }

    @Override
    public String ofBinding(Bind.OfBinding b) {
      String value = dialect.nullValue(column(sql.operation(), b.path()));
      return b.collection() ? "(SELECT " + value + ")" : value;
    }

    @Override
    public String now(Bind.Now b) {
      return dialect.nullValue(ColumnType.DATETIME);
    }
  }

  private static ColumnType type(EdmType type) {
    ColumnType known = ColumnTypes.of(type);
    return known == null ? ColumnType.JSON : known;
  }

  private ColumnType column(EdmOperation operation, List<String> path) {
    if (path.isEmpty()) {
      return ColumnType.INTEGER;
    }
    String binding = operation.getParameterNames().get(0);
    EntityStorage entity =
        storage.require(
            ((EdmEntityType) operation.getParameter(binding).getType()).getFullQualifiedName());
    List<PropertyStorage> parts = List.copyOf(entity.properties().values());
    ColumnType type = ColumnType.JSON;
    for (String name : path) {
      for (PropertyStorage part : parts) {
        if (part.name().equals(name)) {
          type = part.asScalar().map(s -> s.column().type()).orElse(ColumnType.JSON);
          parts = part.parts();
          break;
        }
      }
    }
    return type;
  }
}
