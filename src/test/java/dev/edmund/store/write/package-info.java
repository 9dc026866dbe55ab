/** Tests of changes, step by step and many at once. */
@NullMarked
package dev.edmund.store.write;

import org.jspecify.annotations.NullMarked;
