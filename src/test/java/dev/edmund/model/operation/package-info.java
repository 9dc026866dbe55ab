@NullMarked
package dev.edmund.model.operation;

import org.jspecify.annotations.NullMarked;
