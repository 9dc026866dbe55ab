package dev.edmund.plan.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes.
 *
 * @param result the entity that the answer is about; null where it is about none
 */
public record WritePlan(List<Step> steps, @Nullable Slot result) {
  public WritePlan {
    steps = List.copyOf(steps);
  }
}
