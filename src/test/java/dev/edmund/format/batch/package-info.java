/** The formats of batches, byte by byte. */
@NullMarked
package dev.edmund.format.batch;

import org.jspecify.annotations.NullMarked;
