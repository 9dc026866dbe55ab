/**
 * Where reading goes on: the sort keys of the last row become a condition on the rows behind it,
 * and tokens carry them, and what change tracking has seen, in next and delta links. A query and a
 * row, or the text of a token, enter; queries and tokens leave. Rejected with 400 is a token that
 * is damaged, forged, or was made for something else.
 */
@NullMarked
package dev.edmund.plan.paging;

import org.jspecify.annotations.NullMarked;
