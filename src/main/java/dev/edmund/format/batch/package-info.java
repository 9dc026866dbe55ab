/**
 * The two formats of batches. The bytes of a batch enter and its requests leave one by one; their
 * answers enter and the bytes of the batch's answer leave. Rejected is what breaks the format or a
 * limit, with the place where it does.
 */
@NullMarked
package dev.edmund.format.batch;

import org.jspecify.annotations.NullMarked;
