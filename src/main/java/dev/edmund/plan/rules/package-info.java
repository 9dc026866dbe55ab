/**
 * What a model lets a client write: which properties are taken and which must be given, what the
 * server puts in, which values are right, which sets may be changed. The annotations of a model
 * enter; rules leave, each made once. What a rule cannot be made of is told as a diagnostic, and
 * nothing is rejected here: the rules say what to reject.
 */
@NullMarked
package dev.edmund.plan.rules;

import org.jspecify.annotations.NullMarked;
