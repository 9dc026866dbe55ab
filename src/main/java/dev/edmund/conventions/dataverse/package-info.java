/**
 * What clients of the Dataverse Web API know beyond OData. A request under a mount with the
 * conventions {@code Dataverse} enters; it leaves as an answer with the headers and errors of that
 * API, from the service or from one of the resources that only Dataverse has. Rejected is what
 * these resources cannot read, with the same errors.
 */
@NullMarked
package dev.edmund.conventions.dataverse;

import org.jspecify.annotations.NullMarked;
