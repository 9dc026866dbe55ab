package dev.edmund.plan;

/**
 * What the headers of a request want of its plan.
 *
 * @param pageSize most entities in a page
 * @param lookups whether annotations of lookups are wanted
 * @param version401 whether the answer speaks OData 4.01
 */
public record PlanOptions(int pageSize, boolean lookups, boolean version401) {}
