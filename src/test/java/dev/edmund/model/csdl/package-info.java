/** Tests of reading CSDL. */
@NullMarked
package dev.edmund.model.csdl;

import org.jspecify.annotations.NullMarked;
