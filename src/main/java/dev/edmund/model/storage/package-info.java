/**
 * An Edm enters; the tables, columns and links that hold its entities leave. Names are made safe
 * here and nowhere else.
 */
@NullMarked
package dev.edmund.model.storage;

import org.jspecify.annotations.NullMarked;
