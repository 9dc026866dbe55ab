/**
 * Statements enter; rows leave, as a forward-only stream. The only package that holds connections:
 * it creates the schema, loads data, and can reject what the database refuses or cannot do in time.
 */
@NullMarked
package dev.edmund.store;

import org.jspecify.annotations.NullMarked;
