/** What single steps of a request cost, measured by JMH. */
@NullMarked
package dev.edmund.jmh;

import org.jspecify.annotations.NullMarked;
