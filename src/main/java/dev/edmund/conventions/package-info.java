/**
 * What clients of other services know from there. A request under a mount with such conventions
 * enters; it is answered here, or changed and handed on to the service itself, whose answer may be
 * changed too. The only place where other services are named: everything that they have in common
 * with OData, and every difference that is a number or a switch, is a property of the mount.
 */
@NullMarked
package dev.edmund.conventions;

import org.jspecify.annotations.NullMarked;
