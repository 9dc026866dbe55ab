package dev.edmund.format.json;

import dev.edmund.sql.Statement;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What has been made of the parts of a plan, so that it need not be made for each answer. */
public interface StreamParts {

  /** What reads and writes the entities of a part. */
  Packed part(int number);

  /** The statement for the first rows of a part. */
  Statement first(int number, long limit, long offset);

  /**
   * The statements for the rows of a part behind one, to be run in turn, for a number of rows. The
   * sort keys of that row, without nulls, are values behind those of the plan.
   *
   * @param given how many values the parameters of the plan have
   */
  List<LongFunction<Statement>> behind(int number, List<@Nullable Object> lastKeys, int given);
}
