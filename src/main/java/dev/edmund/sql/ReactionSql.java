package dev.edmund.sql;

import dev.edmund.model.operation.SqlTemplate;
import dev.edmund.model.reaction.Check;
import dev.edmund.model.storage.ColumnType;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of a model's checks. */
public final class ReactionSql {
  private ReactionSql() {}

  /** A check of one entity. */
  public static Statement statement(Check check, long rowId) {
    String text = text(check, "?");
    long names = check.sql().parts().stream().filter(SqlTemplate.Name.class::isInstance).count();
    List<Statement.Bind> binds = Collections.nCopies((int) names, new Statement.Value(rowId));
    return new Statement(text, binds);
  }

  /** The same with a null of the right type, to be prepared. */
  public static String sample(Check check, Dialect dialect) {
    return text(check, dialect.nullValue(ColumnType.INTEGER));
  }

  private static String text(Check check, String value) {
    SqlTemplate.Visitor<String> visitor =
        new SqlTemplate.Visitor<>() {
          @Override
          public String text(SqlTemplate.Text part) {
            return part.text();
          }

          @Override
          public String name(SqlTemplate.Name part) {
            return value;
          }
        };
    return check.sql().parts().stream()
        .map(part -> part.accept(visitor))
        .collect(Collectors.joining());
  }
}
