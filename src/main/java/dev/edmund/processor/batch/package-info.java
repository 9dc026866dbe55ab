/**
 * A batch enters; the answers to its requests leave, each as it comes. Every request goes the way
 * of a single one. Rejected as a whole is a batch that breaks its format or a limit, before any of
 * its requests is answered.
 */
@NullMarked
package dev.edmund.processor.batch;

import org.jspecify.annotations.NullMarked;
