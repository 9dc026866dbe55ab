/**
 * The tables of a database and a storage mapping enter; the changes between them, what each would
 * lose, and the statements that apply them leave. Changes that lose something are refused unless
 * somebody agrees, changes that rows stand against always.
 */
@NullMarked
package dev.edmund.store.schema;

import org.jspecify.annotations.NullMarked;
