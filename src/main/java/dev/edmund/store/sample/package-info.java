/**
 * A model enters; entities that fit it leave, as the JSON that a data file would hold. Nothing is
 * random: the model, the number of rows and a seed say all there is to say. What no entity can
 * fulfil leaves its set empty, with a note.
 */
@NullMarked
package dev.edmund.store.sample;

import org.jspecify.annotations.NullMarked;
