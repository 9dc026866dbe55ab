/** What becomes SQL, and what SQLite makes of it. */
@NullMarked
package dev.edmund.sql;

import org.jspecify.annotations.NullMarked;
