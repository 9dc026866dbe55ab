/**
 * A database enters, new, empty or loaded, and leaves with more rows: samples where it had none,
 * and copies of those it has, each copy whole in itself. Rejected are databases with more rows than
 * wanted, and keys that cannot be told apart by shifting.
 */
@NullMarked
package dev.edmund.store.generate;

import org.jspecify.annotations.NullMarked;
