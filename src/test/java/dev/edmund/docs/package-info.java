/** Holds the documents to their word: their examples are sent to a real server. */
@NullMarked
package dev.edmund.docs;

import org.jspecify.annotations.NullMarked;
