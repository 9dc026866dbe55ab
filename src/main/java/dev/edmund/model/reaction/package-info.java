/**
 * What a model says has to be done or to hold when rows change, in terms of columns. In come values
 * that {@link dev.edmund.model.ReactionReader} made of annotations; nothing is rejected here.
 */
@NullMarked
package dev.edmund.model.reaction;

import org.jspecify.annotations.NullMarked;
