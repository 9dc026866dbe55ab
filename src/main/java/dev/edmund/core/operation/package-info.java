/**
 * Functions and actions in Java: what a jar on the class path implements and what it is given. A
 * call enters; a value, an entity's key or nothing leaves; what an operation refuses is an {@link
 * dev.edmund.core.ODataException}. It stands at the far left, beside the exception, as it needs
 * nothing but the JDK: whoever writes an operation compiles against this package and {@code
 * dev.edmund.core} alone, and every other package may change without breaking a jar.
 */
@NullMarked
package dev.edmund.core.operation;

import org.jspecify.annotations.NullMarked;
