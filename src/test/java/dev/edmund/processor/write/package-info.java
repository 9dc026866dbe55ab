@NullMarked
package dev.edmund.processor.write;

import org.jspecify.annotations.NullMarked;
