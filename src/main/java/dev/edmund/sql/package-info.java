/**
 * A plan and a dialect enter; statements leave: text and binds. Values are only ever binds;
 * identifiers only come from the storage mapping. Nothing is rejected here: a plan that cannot be
 * rendered is a defect.
 */
@NullMarked
package dev.edmund.sql;

import org.jspecify.annotations.NullMarked;
