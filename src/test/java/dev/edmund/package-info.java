@NullMarked
package dev.edmund;

import org.jspecify.annotations.NullMarked;
