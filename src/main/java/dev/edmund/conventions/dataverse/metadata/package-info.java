/**
 * The definitions of tables, columns, relationships and choices as Dataverse tells them, made from
 * the model. A request for them enters, its answer leaves; rejected is what the types of these
 * definitions do not have, and what OData can ask and is not built for them.
 */
@NullMarked
package dev.edmund.conventions.dataverse.metadata;

import org.jspecify.annotations.NullMarked;
