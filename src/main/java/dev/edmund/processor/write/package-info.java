/**
 * The method, headers and body of a request for a change enter; what a {@code WriteRequest} is made
 * of leaves. Rejected here: methods that a resource does not answer to, media types that are not
 * read, bodies that are too long or no JSON.
 */
@NullMarked
package dev.edmund.processor.write;

import org.jspecify.annotations.NullMarked;
