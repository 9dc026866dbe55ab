/** Tests of the processor package. */
@NullMarked
package dev.edmund.processor;

import org.jspecify.annotations.NullMarked;
