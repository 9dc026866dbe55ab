/**
 * What every other package may use and what uses none of them: error codes, the one exception,
 * limits and events. Nothing enters or leaves here.
 */
@NullMarked
package dev.edmund.core;

import org.jspecify.annotations.NullMarked;
