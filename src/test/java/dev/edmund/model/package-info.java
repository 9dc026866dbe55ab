/** Tests of the model. */
@NullMarked
package dev.edmund.model;

import org.jspecify.annotations.NullMarked;
