package dev.edmund.plan;

/**
 * What the headers of a request and the conventions of its mount want of its plan.
 *
 * @param pageSize most entities in a page
 * @param annotations whether labels and what lookups lead to are wanted
 * @param version401 whether the answer speaks OData 4.01
 * @param names whether what lookups lead to is wanted by its name, which reads it
 * @param keys whether keys are there when {@code $select} leaves them out
 */
public record PlanOptions(
    int pageSize, boolean annotations, boolean version401, boolean names, boolean keys) {

  /** Without names, and with keys only where they are selected. */
  public PlanOptions(int pageSize, boolean annotations, boolean version401) {
    this(pageSize, annotations, version401, false, false);
  }
}
