/**
 * Sharing of records with users and teams, as Dataverse does it. Calls of the operations enter,
 * checked against the model; rows of the set of shares change, or tell who may do what. Records and
 * principals that are not there are rejected.
 */
@NullMarked
package dev.edmund.conventions.dataverse.sharing;

import org.jspecify.annotations.NullMarked;
