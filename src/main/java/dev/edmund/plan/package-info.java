/**
 * A parsed request and the model enter; a plan leaves: what to read, in the terms of the storage
 * mapping, and the shape of what is written from it. What the model cannot answer is rejected here:
 * 400 for what makes no sense, 404 for what is not there, 501 by name for what is not built.
 */
@NullMarked
package dev.edmund.plan;

import org.jspecify.annotations.NullMarked;
