/** The query options, as the parser leaves them. */
@NullMarked
package dev.edmund.request.option;

import org.jspecify.annotations.NullMarked;
