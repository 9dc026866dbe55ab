package dev.edmund.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a change takes for granted, because it was so the last time: that a statement gives this
 * row. An insertion can see to it itself, without another trip to the database.
 *
 * @param row what the statement gave, as the driver has it
 * @param source what an insertion selects from, so that it adds nothing when that is not so
 * @param binds those of {@code source}
 */
public record Premise(
    Statement statement, List<Optional<Object>> row, String source, List<Statement.Bind> binds) {
  public Premise {
    row = List.copyOf(row);
    binds = List.copyOf(binds);
  }

  /** The premise that a statement, whose first row alone counts, gives a row. */
  public static Premise of(Statement statement, List<Optional<Object>> row) {
    List<String> names = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    List<Statement.Bind> binds = new ArrayList<>(statement.binds());
    for (int i = 0; i < row.size(); i++) {
      String name = "c" + i;
      names.add(name);
      tests.add(name + (row.get(i).isPresent() ? " = ?" : " IS NULL"));
      row.get(i).ifPresent(value -> binds.add(new Statement.Value(value)));
    }
    String source =
        " FROM ("
            + statement.text()
            + ") premise ("
            + String.join(", ", names)
            + ") WHERE "
            + String.join(" AND ", tests);
    return new Premise(statement, row, source, binds);
  }
}
