/** Tests of the metadata writers. */
@NullMarked
package dev.edmund.format.metadata;

import org.jspecify.annotations.NullMarked;
