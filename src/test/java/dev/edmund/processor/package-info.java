@NullMarked
package dev.edmund.processor;

import org.jspecify.annotations.NullMarked;
