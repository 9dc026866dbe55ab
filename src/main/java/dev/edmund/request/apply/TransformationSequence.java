package dev.edmund.request.apply;

import java.util.List;

/**
 * Transformations that are applied one behind the other.
 *
 * @param result the properties of the instances that come out
 */
public record TransformationSequence(List<Transformation> steps, Shape result) {
  public TransformationSequence {
    steps = List.copyOf(steps);
  }
}
