/** Batches over a service that tells what it was asked. */
@NullMarked
package dev.edmund.processor.batch;

import org.jspecify.annotations.NullMarked;
