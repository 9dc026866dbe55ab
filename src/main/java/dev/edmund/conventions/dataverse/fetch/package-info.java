/**
 * Queries in FetchXML. The text of a {@code fetch} element enters; the same query as OData writes
 * it leaves, is asked of the service like any other, and its answer is changed into the rows that
 * FetchXML has: flat, under the names that the query gave. What the query means is decided in one
 * place, by the service; here only its form changes. Rejected are texts that are no FetchXML, names
 * that the model does not have, and what OData has no words for.
 */
@NullMarked
package dev.edmund.conventions.dataverse.fetch;

import org.jspecify.annotations.NullMarked;
