/**
 * Olingo's Edm, with what Olingo's own lacks or is slow at. A document that has been read enters;
 * an Edm leaves. Nothing is rejected here.
 */
@NullMarked
package dev.edmund.model.edm;

import org.jspecify.annotations.NullMarked;
