package dev.edmund.plan.operand;

import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/**
 * A value that a resource path leads to inside of JSON.
 *
 * @param property the declared property at the end of the path; null for a dynamic one
 */
public record InsideJson(String name, Operand value, @Nullable EdmProperty property) {}
