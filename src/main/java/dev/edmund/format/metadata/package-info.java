/**
 * A CSDL document enters; the bytes of {@code $metadata} leave, in XML or JSON. They are made from
 * the document itself, so nothing that it says is lost. Nothing is rejected.
 */
@NullMarked
package dev.edmund.format.metadata;

import org.jspecify.annotations.NullMarked;
