/**
 * Rows and a plan enter; the bytes of a response leave, as the rows come. Nothing can be rejected
 * here once the first byte is out.
 */
@NullMarked
package dev.edmund.format;

import org.jspecify.annotations.NullMarked;
