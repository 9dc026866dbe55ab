/**
 * The JSON of a body or of a data file enters; values of the model's types leave. What is no JSON,
 * or does not fit the type and facets of its property, is rejected with its path and the reason.
 */
@NullMarked
package dev.edmund.request.payload;

import org.jspecify.annotations.NullMarked;
