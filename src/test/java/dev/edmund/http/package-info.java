@NullMarked
package dev.edmund.http;

import org.jspecify.annotations.NullMarked;
