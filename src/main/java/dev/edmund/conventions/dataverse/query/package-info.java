/**
 * The query functions of Dataverse. A call in an expression enters, an expression of OData leaves;
 * arguments that do not fit are rejected with 400, what the model has nothing for with 501.
 */
@NullMarked
package dev.edmund.conventions.dataverse.query;

import org.jspecify.annotations.NullMarked;
