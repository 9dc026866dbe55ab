/**
 * The conventions of Microsoft Graph. A request enters and goes to the service as it is; its answer
 * leaves with the ids and the media type that clients of Graph know, and a failure with the error
 * object of Graph.
 */
@NullMarked
package dev.edmund.conventions.graph;

import org.jspecify.annotations.NullMarked;
