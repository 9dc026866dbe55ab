/**
 * Responses in the OData JSON format. A shape becomes a writer once, with one small encoder for
 * each column; rows then go through it as bytes.
 */
@NullMarked
package dev.edmund.format.json;

import org.jspecify.annotations.NullMarked;
