@NullMarked
package dev.edmund.app;

import org.jspecify.annotations.NullMarked;
