/** Clients that others have written drive a real server over real HTTP. */
@NullMarked
package dev.edmund.clients;

import org.jspecify.annotations.NullMarked;
