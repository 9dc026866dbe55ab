/**
 * Headers of requests. Their texts enter; what they ask for leaves: the version, formats, batches,
 * preferences. Rejected here with 400, 406 or 415 is what this service does not speak; a preference
 * that is not known is none.
 */
@NullMarked
package dev.edmund.request.header;

import org.jspecify.annotations.NullMarked;
