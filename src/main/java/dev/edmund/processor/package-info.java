/**
 * A raw request under a mount enters; a whole response leaves, errors included. Here the parts to
 * the left are called in their order; what they reject becomes the OData error object.
 */
@NullMarked
package dev.edmund.processor;

import org.jspecify.annotations.NullMarked;
