/**
 * The files of a data directory enter, and entities that others make up; rows leave into a new
 * database, all of them or none. What does not fit the model is rejected with file, line, column
 * and reason.
 */
@NullMarked
package dev.edmund.store.load;

import org.jspecify.annotations.NullMarked;
