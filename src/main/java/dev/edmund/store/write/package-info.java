/**
 * The steps of a change enter and are taken in one transaction; row ids and versions leave. What
 * the data do not allow is rejected here, and nothing is done then.
 */
@NullMarked
package dev.edmund.store.write;

import org.jspecify.annotations.NullMarked;
