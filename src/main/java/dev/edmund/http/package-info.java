/**
 * Bytes enter from the network; a raw request within limits leaves towards the service, and its
 * answer goes back as it is made. Rejected here: what is not HTTP, URLs and headers that are too
 * long, methods that OData does not have, and paths outside every mount.
 */
@NullMarked
package dev.edmund.http;

import org.jspecify.annotations.NullMarked;
