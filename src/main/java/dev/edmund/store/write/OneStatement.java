package dev.edmund.store.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;

/**
 * Plans that are carried out by one statement, behind which nothing has to be read to say which
 * entity it wrote: a row of one table whose values are all known.
 */
final class OneStatement {
  private OneStatement() {}

  static boolean is(WritePlan plan) {
    return plan.steps().size() == 1
        && plan.steps().get(0) instanceof Step.Insert insert
        && insert.owner() == null
        && insert.slot().type().base() == null
        && insert.cells().stream().allMatch(OneStatement::isKnown)
        && isTold(insert.slot().type());
  }

  private static boolean isKnown(Cell cell) {
    return cell.value() instanceof Cell.Given || cell.value() instanceof Cell.Nothing;
  }

  /** Whether key and version are read as they are bound, or as the statement tells them. */
  private static boolean isTold(EntityStorage type) {
    return isTold(type.version().column()) && type.key().stream().allMatch(OneStatement::isTold);
  }

  private static boolean isTold(Column column) {
    return column.type() != ColumnType.DOUBLE;
  }
}
