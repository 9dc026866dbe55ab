/**
 * The expressions of query options, as the parser leaves them: values without behaviour and one
 * exhaustive visitor.
 */
@NullMarked
package dev.edmund.request.expr;

import org.jspecify.annotations.NullMarked;
