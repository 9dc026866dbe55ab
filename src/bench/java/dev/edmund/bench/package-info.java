/**
 * The benchmark: Edmund and the floor answer the same requests over the same database, in turns,
 * and a third process makes the load. Settings come in as system properties; a table and a file of
 * results go out. It ends with an error when the two do not answer alike.
 */
@NullMarked
package dev.edmund.bench;

import org.jspecify.annotations.NullMarked;
