package dev.edmund.plan;

/**
 * What the headers of a request want of its plan.
 *
 * @param pageSize most entities in a page
 * @param annotations whether labels and what lookups lead to are wanted
 * @param version401 whether the answer speaks OData 4.01
 */
public record PlanOptions(int pageSize, boolean annotations, boolean version401) {}
