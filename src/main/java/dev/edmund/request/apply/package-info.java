/**
 * The transformations of {@code $apply}, as the parser leaves them, and {@link
 * dev.edmund.request.apply.Shape}: the properties that an instance has behind them.
 */
@NullMarked
package dev.edmund.request.apply;

import org.jspecify.annotations.NullMarked;
