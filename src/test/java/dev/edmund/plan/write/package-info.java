@NullMarked
package dev.edmund.plan.write;

import org.jspecify.annotations.NullMarked;
