/** Tests of headers. */
@NullMarked
package dev.edmund.request.header;

import org.jspecify.annotations.NullMarked;
