/** Tests of the JSON writers. */
@NullMarked
package dev.edmund.format.json;

import org.jspecify.annotations.NullMarked;
