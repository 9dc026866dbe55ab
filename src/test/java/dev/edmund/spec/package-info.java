/**
 * The specification over HTTP: one running server on the shipped model and data, raw requests in,
 * bytes out. What is expected is worked out from the data files, never from the server.
 */
@NullMarked
package dev.edmund.spec;

import org.jspecify.annotations.NullMarked;
