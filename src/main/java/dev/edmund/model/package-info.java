/**
 * A CSDL document enters; a {@link dev.edmund.model.Model} leaves: Olingo's Edm over the document,
 * its annotations and the storage mapping. What has no sane reading is refused here, with its line;
 * what has one is reported as a diagnostic.
 */
@NullMarked
package dev.edmund.model;

import org.jspecify.annotations.NullMarked;
