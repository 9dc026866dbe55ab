package dev.edmund.sql;

import java.util.List;

/** A statement and the values of its question marks, as the driver binds them. */
public record BoundSql(String text, List<Object> binds) {
  public BoundSql {
    binds = List.copyOf(binds);
  }
}
