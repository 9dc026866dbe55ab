/**
 * The regular expressions of OData. A pattern enters; the same pattern leaves in what RE2 and
 * PostgreSQL have in common. Rejected with 400 or 501 is what is no pattern, or none that both can
 * match.
 */
@NullMarked
package dev.edmund.plan.pattern;

import org.jspecify.annotations.NullMarked;
