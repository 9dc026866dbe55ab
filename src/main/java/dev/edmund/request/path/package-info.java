/** The segments of a resource path, as the parser leaves them. */
@NullMarked
package dev.edmund.request.path;

import org.jspecify.annotations.NullMarked;
