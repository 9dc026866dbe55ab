/**
 * A raw URL, headers and body enter; an {@link dev.edmund.request.ODataRequestLine} leaves: path,
 * options and preferences as a tree of values, typed against Edm. Everything the grammar or the
 * model does not allow is rejected here.
 */
@NullMarked
package dev.edmund.request;

import org.jspecify.annotations.NullMarked;
