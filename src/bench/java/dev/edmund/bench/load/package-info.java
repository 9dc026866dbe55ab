/**
 * The process that makes the load: an order comes in as one line of JSON on standard input, the
 * clients run, and their result goes out as one line. An answer other than {@code 200}, or {@code
 * 204} to a POST, ends the order with its text.
 */
@NullMarked
package dev.edmund.bench.load;

import org.jspecify.annotations.NullMarked;
