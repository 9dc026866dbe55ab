/**
 * A set or singleton of a database enters; its entities leave as CSV or JSON that an import reads
 * back without loss. What a format has no place for is rejected before the first byte, where the
 * model tells, and else at the entity that has it.
 */
@NullMarked
package dev.edmund.format.transfer;

import org.jspecify.annotations.NullMarked;
