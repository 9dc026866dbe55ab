/** Clients that others wrote, against the service. */
@NullMarked
package dev.edmund.clients;

import org.jspecify.annotations.NullMarked;
