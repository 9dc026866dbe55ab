/**
 * A loaded database enters and leaves with more rows: copies of those it has, each copy whole in
 * itself. Rejected are databases without data or with more rows than wanted.
 */
@NullMarked
package dev.edmund.store.generate;

import org.jspecify.annotations.NullMarked;
