package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A FROM list that begins with the table of a row id and joins the other tables of its hierarchy
 * when one of their columns is asked for.
 */
final class HierarchyFrom {
  private final Dialect dialect;
  private final Column rowId;
  private final String prefix;
  private final Map<String, String> aliases = new LinkedHashMap<>();

  HierarchyFrom(Dialect dialect, Column rowId, String prefix) {
    this.dialect = dialect;
    this.rowId = rowId;
    this.prefix = prefix;
    alias(rowId.table());
  }

  private String alias(String table) {
    return aliases.computeIfAbsent(table, t -> prefix + aliases.size());
  }

  /** The column as it stands in an expression. */
  String column(Column column) {
    return alias(column.table()) + "." + dialect.quote(column.name());
  }

  String rowId() {
    return column(rowId);
  }

  /** The list, to be asked for when all columns are known. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    aliases.forEach(
        (table, alias) -> {
          sql.append(sql.length() == 0 ? "" : " JOIN ").append(dialect.quote(table)).append(' ');
          sql.append(alias);
          if (!table.equals(rowId.table())) {
            sql.append(" ON ").append(alias).append('.').append(dialect.quote(rowId.name()));
            sql.append(" = ").append(rowId());
          }
        });
    return sql.toString();
  }
}
