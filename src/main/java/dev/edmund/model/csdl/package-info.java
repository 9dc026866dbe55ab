/**
 * Reads CSDL, in XML and in JSON. A document and those that it refers to enter; a {@link
 * dev.edmund.model.csdl.CsdlDocument} leaves: Olingo's schemas, the elements as they were written,
 * and their annotations. What has no sane reading is refused, with its line; what has one is mended
 * and told as a diagnostic.
 */
@NullMarked
package dev.edmund.model.csdl;

import org.jspecify.annotations.NullMarked;
